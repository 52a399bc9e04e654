import type { CorpusState } from '../corpus/corpus.ts';
import type { Evidence } from '../corpus/evidence.ts';
import type { Brief } from '../corpus/model.ts';
import { foldedTokens } from '../kernel/fold.ts';
import type { Item, Message, Spans } from '../message/model.ts';
import { writeLine } from '../line/write-line.ts';
import { nothingFound } from './kit/empty.ts';
import { highlight, holdsAny } from './kit/highlight.ts';
import { marks } from './kit/items.ts';
import { createPage, type Page } from './kit/page.ts';
import { earlierAction, scope } from './kit/scope.ts';
import { actions, section } from './kit/section.ts';
import { count, heading, plain, quoted } from './kit/spans.ts';
import type { Lookup } from './kit/subjects.ts';

const BRIEFS = 20;
const LINES = 3;

export interface FindView {
  readonly text: string;
  readonly evidence: Evidence;
  readonly state: CorpusState;
}

/** The briefs that hold the words, with the lines that do, the words marked. */
export function findView({ text, evidence, state }: FindView, lookup: Lookup): Message {
  const { briefs, total, atLeast } = evidence;
  if (briefs.length === 0) return nothingFound(`No brief holds “${text}”`, evidence, state);
  const page = createPage(lookup);
  const words = new Set(foldedTokens(text));
  const title = `“${text}”`;
  return page.message('news', `${title}: ${atLeast ? 'more than ' : ''}${count(total, 'brief')}`, [
    heading(title, 1),
    scope(evidence, page),
    ...section('Found in', briefs, (brief) => hitItem(brief, words, page), { max: BRIEFS, total }),
    ...actions(
      {
        kind: 'menu',
        prompt: 'Read a brief…',
        options: briefs.slice(0, BRIEFS).map((brief) => ({
          label: brief.headline,
          hint: page.when(brief.published),
          line: writeLine('story', [brief.id]),
        })),
      },
      ...earlierAction(evidence),
    ),
  ]);
}

function hitItem(brief: Brief, words: ReadonlySet<string>, page: Page): Item {
  const lines = linesOf(brief, page).filter((line) => holdsAny(line.text, words));
  const best = lines.toSorted((a, b) => hits(b.text, words) - hits(a.text, words)).slice(0, LINES);
  const left = lines.length - best.length;
  const under = best.map((line): Spans => [
    ...line.before,
    ...(line.verbatim ? [quoted(line.text)] : highlight(line.text, words)),
  ]);
  return {
    spans: [plain(`${page.when(brief.published)} · `), ...highlight(brief.headline, words), ...marks([brief], page)],
    under: left > 0 ? [...under, [plain(`+${left} more ${left === 1 ? 'line' : 'lines'} in this brief`)]] : under,
  };
}

function hits(text: string, words: ReadonlySet<string>): number {
  return new Set(foldedTokens(text).filter((token) => words.has(token))).size;
}

interface Line {
  readonly before: Spans;
  readonly text: string;
  /** A speaker's own words stay one quoted span: marks inside would break it up. */
  readonly verbatim?: boolean;
}

function linesOf(brief: Brief, page: Page): readonly Line[] {
  const line = (text: string, ...before: Spans): Line => ({ text, before });
  return [
    line(brief.summary),
    ...brief.points.map((point) => line(point.text)),
    ...brief.statements.flatMap((statement) => {
      const speaker = plain(`${page.lookup.name(statement.by)}: `);
      const said = line(statement.said, speaker);
      return statement.quote === undefined
        ? [said]
        : [said, { text: statement.quote, before: [speaker], verbatim: true }];
    }),
    ...brief.claims.map((claim) => line(claim.claim, plain('Claimed: '))),
    ...brief.figures.map((figure) => line(figure.text)),
    ...brief.notes.map((one) => line(one, plain('Editor’s note: '))),
  ];
}
