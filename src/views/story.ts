import { everything, figuresIn, pointsIn, statementsIn, subjectsOf, type ClaimRecord } from '../corpus/facts.ts';
import type { Dated } from '../corpus/fields.ts';
import type { Brief, SubjectKind } from '../corpus/model.ts';
import type { Block, Fact, Message } from '../message/model.ts';
import { writeLine } from '../line/write-line.ts';
import { claimItem } from './kit/claims.ts';
import { byTime, figureItem, marks, names, pointItem, statementItem } from './kit/items.ts';
import { createPage, type Page } from './kit/page.ts';
import { actions, section } from './kit/section.ts';
import { heading, plain, sentence, text } from './kit/spans.ts';
import { subjectOption, type Lookup } from './kit/subjects.ts';

const MENU = 20;

/** Everything that one brief holds. Its claims come with the sides that other briefs report, cited to those. */
export function storyView(brief: Brief, claims: readonly ClaimRecord[], lookup: Lookup): Message {
  const page = createPage(lookup);
  const only = [brief];
  const points = pointsIn(only, everything).toSorted(byTime);
  const statements = statementsIn(only, everything).toSorted(byTime);
  const figures = figuresIn(only, everything);
  const inferred = inferredDates(brief);
  const subjects = [...subjectsOf(brief)].flatMap((id) => lookup.subject(id) ?? []);
  const namesOf = (kind: SubjectKind) =>
    subjects
      .filter((subject) => subject.kind === kind)
      .map((subject) => subject.name)
      .toSorted((a, b) => a.localeCompare(b))
      .join(' · ');
  const mentioned = (['actor', 'place', 'topic'] as const)
    .map((kind): Fact => ({
      label: { actor: 'Actors', place: 'Places', topic: 'Topics' }[kind],
      spans: [plain(namesOf(kind)), ...marks(only, page)],
    }))
    .filter((fact) => fact.spans.some((span) => 'text' in span && span.text.trim() !== ''));

  const blocks: readonly Block[] = [
    heading(brief.headline, 1),
    text(plain(brief.summary), ...marks(only, page)),
    { kind: 'facts', facts: sourceFacts(brief, page) },
    ...section('What happened', points, (cited) => pointItem(cited, page), { max: points.length }),
    ...section('What was said', statements, (cited) => statementItem(cited, page, { speaker: true }), {
      max: statements.length,
    }),
    ...section('What is claimed', claims, (record) => claimItem(record, page), { max: claims.length }),
    ...section('Numbers', figures, (cited) => figureItem(cited, page), { max: figures.length }),
    ...section(
      'What the article gets wrong or leaves open',
      brief.notes,
      (one) => ({ spans: [plain(sentence(one)), ...marks(only, page)] }),
      {
        max: brief.notes.length,
      },
    ),
    ...section(
      'Dates that were worked out',
      inferred,
      (dated) => ({ spans: [plain(`${page.when(dated)}: ${sentence(dated.because ?? '')}`), ...marks(only, page)] }),
      { max: inferred.length },
    ),
    heading('Who and what it names'),
    { kind: 'facts', facts: mentioned },
    ...actions({
      kind: 'menu',
      prompt: 'Ask about…',
      options: subjects
        .toSorted((a, b) => b.briefs - a.briefs || a.name.localeCompare(b.name))
        .slice(0, MENU)
        .map((subject) =>
          subjectOption(subject, writeLine(subject.kind === 'actor' ? 'who' : 'brief', [subject.id]), lookup),
        ),
    }),
  ];
  return page.message('news', brief.headline, blocks);
}

function sourceFacts(brief: Brief, page: Page): readonly Fact[] {
  const { source } = brief;
  const fact = (label: string, words: string | undefined): readonly Fact[] =>
    words === undefined ? [] : [{ label, spans: [plain(words)] }];
  return [
    ...fact('Article', source.title),
    ...fact('Published', page.when(brief.published)),
    ...fact('Outlet', source.outlet === undefined ? 'not named in the article' : page.lookup.name(source.outlet)),
    ...fact('Author', source.author),
    ...fact('Repeats', source.reports.length > 0 ? names(source.reports, page) : undefined),
    ...(source.url === undefined
      ? []
      : [{ label: 'Link', spans: [{ kind: 'link' as const, text: source.url, url: source.url }] }]),
    ...fact('Language', brief.language),
  ];
}

/** Each worked-out date of a brief once, in the order in which it comes. */
function inferredDates(brief: Brief): readonly Dated[] {
  const all = [
    brief.published,
    ...brief.points.map((point) => point.on),
    ...brief.statements.map((statement) => statement.on),
    ...brief.claims.flatMap((claim) => claim.stances.map((stance) => stance.on)),
    ...brief.figures.map((figure) => figure.period),
  ];
  const seen = new Set<string>();
  return all.filter((dated): dated is Dated => {
    if (dated?.basis !== 'inferred') return false;
    const key = `${dated.date} ${dated.because ?? ''}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
