import type { CorpusState } from '../corpus/corpus.ts';
import { isDisputed, type ClaimRecord } from '../corpus/facts.ts';
import type { ClaimId } from '../corpus/ids.ts';
import type {
  AbsentSentence,
  Compared,
  ComparedPart,
  ComparedSentence,
  NamesFound,
  TextComparison,
  Verdict,
} from '../corpus/text-findings.ts';
import { cutText } from '../kernel/text.ts';
import { writeLine } from '../line/write-line.ts';
import { ACTION_LINE_MAX, type Block, type Item, type Message, type Span, type Spans } from '../message/model.ts';
import { claimItem } from './kit/claims.ts';
import { figureItem, headlineItem, marks, pointItem, statementItem } from './kit/items.ts';
import { createPage, type Page } from './kit/page.ts';
import { searched } from './kit/searched.ts';
import { actions, button, section } from './kit/section.ts';
import { count, emphasis, heading, note, plain, strong, text } from './kit/spans.ts';
import { subjectOption, type Lookup } from './kit/subjects.ts';
import { namesOf } from './names.ts';

const SENTENCES = 6;
const ABSENT = 5;
const NAMES = 12;
const MENU = 20;
const TITLE = 60;
const EXCERPT = 160;

export interface CheckView {
  readonly text: string;
  readonly names: NamesFound;
  readonly comparison: TextComparison;
  readonly state: CorpusState;
}

/**
 * A text beside the briefs, sentence by sentence: found, differs, not in these briefs. A comparison and no verdict: a dispute
 * shows all its sides, a number its date and who gave it, and what is not in these briefs may well have happened.
 */
export function checkView({ text: whole, names, comparison, state }: CheckView, lookup: Lookup): Message {
  const page = createPage(lookup);
  const { sentences, absent } = comparison;
  const title = `“${cutText(whole, TITLE)}”`;
  const shownClaims = new Set<ClaimId>();
  const isEmpty =
    sentences.length + absent.length + comparison.leaning.length + names.found.length + names.absent.length === 0;
  const blocks: readonly Block[] = [
    heading(`Beside the briefs: ${title}`, 1),
    ...(isEmpty
      ? [text(plain('Nothing here can be compared: no name, number or claim that looks like one of the news.'))]
      : []),
    ...section('What the briefs hold of it', sentences, (one) => sentenceItem(one, shownClaims, page), {
      max: SENTENCES,
    }),
    ...absentBlocks(absent, page),
    ...leaningBlock(comparison),
    ...namedBlock(names, page),
    ...comparedNotes(comparison),
    searched(state),
    note(
      plain('Words and numbers are compared, and nothing is judged: what is not in these briefs may have happened.'),
    ),
    ...ways(whole, names, lookup),
  ];
  const tone = isEmpty ? 'notice' : disputesIn(comparison) > 0 ? 'dispute' : 'news';
  return page.message(tone, summaryOf(title, comparison), blocks);
}

function disputesIn({ sentences }: TextComparison): number {
  const disputed = sentences.flatMap(({ claims }) => claims.map(({ line }) => line)).filter(isDisputed);
  return new Set(disputed.map(({ id }) => id)).size;
}

function summaryOf(title: string, comparison: TextComparison): string {
  const { sentences, absent } = comparison;
  const disputes = disputesIn(comparison);
  const differs = sentences.filter(hasDifference).length;
  const parts = [
    sentences.length > 0 ? `something found of ${count(sentences.length, 'sentence')}` : '',
    disputes > 0 ? count(disputes, 'dispute') : '',
    differs > 0 ? `differences in ${count(differs, 'sentence')}` : '',
    absent.length > 0 ? `${count(absent.length, 'sentence')} not in these briefs` : '',
  ].filter((part) => part !== '');
  return `${title}: ${parts.length > 0 ? parts.join(', ') : 'nothing to compare'}`;
}

function hasDifference({ numbers, quotes, claims, statements, points, briefs }: ComparedSentence): boolean {
  const all: readonly Compared<unknown>[] = [
    ...[...numbers, ...quotes].flatMap((part): readonly Compared<unknown>[] => part.lines),
    ...claims,
    ...statements,
    ...points,
    ...briefs,
  ];
  return all.some(({ verdict }) => verdict.kind === 'differs');
}

function sentenceItem(sentence: ComparedSentence, shownClaims: Set<ClaimId>, page: Page): Item {
  const { numbers, quotes, claims, statements, points, briefs } = sentence;
  const figures = partLines(numbers, sentence.words, (cited) => figureItem(cited, page));
  const verbatim = partLines(quotes, sentence.words, (cited) => statementItem(cited, page, { speaker: true }));
  return {
    spans: [plain(excerpt(sentence.words))],
    under: [
      ...claims.flatMap((one) => claimLines(one, shownClaims, page)),
      ...figures.held,
      ...verbatim.held,
      ...statements.flatMap(({ verdict, line }) => lines(verdict, statementItem(line, page, { speaker: true }))),
      ...points.flatMap(({ verdict, line }) => lines(verdict, pointItem(line, page))),
      ...briefs.flatMap(({ verdict, line }) => lines(verdict, headlineItem(line, page))),
      ...figures.absent,
      ...verbatim.absent,
    ],
  };
}

/** A reader must see where only a part of what the sentence says was compared. */
const MOST_OF_IT = 0.7;

function isMostOf(words: string, sentence: string): boolean {
  return words.length >= MOST_OF_IT * sentence.length;
}

/** All sides, once in an answer: a claim that comes again points to them. */
function claimLines({ verdict, line }: Compared<ClaimRecord>, shown: Set<ClaimId>, page: Page): readonly Spans[] {
  if (shown.has(line.id)) {
    return [
      [
        ...tag(verdict, 'a claim'),
        plain(`${line.claim} All sides are above.`),
        ...marks(line.briefs.slice(0, 1), page),
      ],
    ];
  }
  shown.add(line.id);
  const { spans, under = [] } = claimItem(line, page);
  return [[...tag(verdict, 'a claim'), ...spans], ...under];
}

function partLines<T>(
  parts: readonly ComparedPart<T>[],
  sentence: string,
  itemOf: (line: T) => Item,
): { readonly held: readonly Spans[]; readonly absent: readonly Spans[] } {
  const missing = parts.filter((part) => part.lines.length === 0).map(({ words }) => quotedOnce(words));
  return {
    held: parts.flatMap((part) =>
      part.lines.flatMap(({ verdict, line }, index) => {
        const [first = [], ...rest] = lines(verdict, itemOf(line));
        const words = index === 0 && !isMostOf(part.words, sentence) ? [plain(`${quotedOnce(part.words)} – `)] : [];
        return [[...words, ...first], ...rest];
      }),
    ),
    absent: missing.length === 0 ? [] : [[strong('Not in these briefs: '), plain(`${missing.join(', ')}.`)]],
  };
}

function lines(verdict: Verdict, { spans, under = [] }: Item): readonly Spans[] {
  return [[...tag(verdict), ...spans], ...under];
}

function tag(verdict: Verdict, what?: string): Spans {
  switch (verdict.kind) {
    case 'found':
      return [strong(what === undefined ? 'Found: ' : `Found, as ${what}: `)];
    case 'differs':
      return [strong(verdict.how === '' ? 'Differs: ' : `Differs ${verdict.how}: `)];
    case 'beside':
      return [emphasis('Also in these briefs: ')];
  }
}

function absentBlocks(absent: readonly AbsentSentence[], page: Page): readonly Block[] {
  if (absent.length === 0) return [];
  const shown = absent.slice(0, ABSENT);
  const left = absent.length - shown.length;
  const beside = ({ beside: other }: AbsentSentence): readonly Span[] =>
    other
      ? [
          plain(` (${namesOf(other.subjects.map(({ name }) => name))} stand on one line in`),
          ...marks([other.brief], page),
          plain(')'),
        ]
      : [];
  const spans = shown.flatMap((one, index): readonly Span[] => [
    plain(`${index === 0 ? '' : ' · '}${excerpt(one.words)}`),
    ...beside(one),
  ]);
  return [heading('Not in these briefs'), text(...spans, plain(left > 0 ? ` · +${left} more` : ''))];
}

/** Of these, "not in these briefs" would say something else than a reader takes it for. */
function leaningBlock({ leaning }: TextComparison): readonly Block[] {
  if (leaning.length === 0) return [];
  const left = leaning.length - ABSENT;
  const list = leaning.slice(0, ABSENT).map(excerpt).join(' · ');
  const more = left > 0 ? ` · +${left} more` : '';
  return [note(plain(`Not compared alone, as the sense is in what stands before: ${list}${more}`))];
}

function namedBlock({ found, absent, asked, beyond }: NamesFound, page: Page): readonly Block[] {
  const shown = found.slice(0, NAMES);
  const left = found.length - shown.length + beyond;
  const list = shown.flatMap(({ subject, newest }, index): readonly Span[] => [
    plain(`${index === 0 ? '' : ', '}${subject.name}`),
    ...marks([newest], page),
  ]);
  const strangers = absent.slice(0, NAMES).map((words) => `“${words}”`);
  const unclear = asked.map(({ words }) => `“${words}”`);
  return [
    ...(shown.length > 0
      ? [text(strong('Names found: '), ...list, plain(left > 0 ? ` +${left} more` : ''), plain('.'))]
      : []),
    ...(strangers.length > 0 ? [text(strong('Names not in these briefs: '), plain(`${strangers.join(', ')}.`))] : []),
    ...(unclear.length > 0
      ? [note(plain(`Not counted as found, as another may be meant: ${unclear.slice(0, NAMES).join(', ')}.`))]
      : []),
  ];
}

function comparedNotes({ unread, foreign }: TextComparison): readonly Block[] {
  return [
    ...(unread > 0
      ? [
          note(
            plain(
              `${count(unread, 'sentence')} more ${unread === 1 ? 'was' : 'were'} not compared: the text is too long.`,
            ),
          ),
        ]
      : []),
    ...(foreign > 0
      ? [
          note(
            plain(
              `${count(foreign, 'sentence')} ${foreign === 1 ? 'is' : 'are'} not in the language of these briefs: there only names are looked for.`,
            ),
          ),
        ]
      : []),
  ];
}

function excerpt(words: string): string {
  return quotedOnce(cutText(words, EXCERPT));
}

/** The text of somebody else, in marks unless it has its own. */
function quotedOnce(words: string): string {
  return /^[“"«„].*[”"»“]$/u.test(words) ? words : `“${words}”`;
}

function ways(whole: string, { found }: NamesFound, lookup: Lookup): readonly Block[] {
  const spoken = found.flatMap(({ subject }) => (subject.briefs > 0 ? [subject] : [])).slice(0, MENU);
  const options = spoken.map((subject) => subjectOption(subject, writeLine('brief', [subject.id]), lookup));
  const names = writeLine('names', [], { text: whole });
  return actions(
    ...(options.length > 0 ? [{ kind: 'menu' as const, prompt: 'Brief on…', options }] : []),
    ...(found.length > 0 && names.length <= ACTION_LINE_MAX ? [button('Who is in this?', names)] : []),
  );
}
