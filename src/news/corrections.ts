import { wordsOf, type LineMarks, type Mark } from '../corpus/line-marks.ts';
import type { ClaimId } from '../corpus/ids.ts';
import type { InParts } from '../kernel/turns.ts';
import type { RecordOf } from './claim-news.ts';
import { figureMarks, pointMarks, sideMarks, statementMarks } from './history.ts';
import { numbersBefore } from './numbers-before.ts';
import type { Correction, CorrectedDetail } from './news.ts';
import type { NewLines } from './new-lines.ts';
import type { Sieve } from './sieve.ts';
import { isLetThrough } from './stories.ts';
import type { ToldBrief, ToldLine } from './told-brief.ts';
import { isIn, isKnown, type WindowContent } from './window-content.ts';

/** What the corrections of a window are worked out from. */
export interface CorrectionParts {
  readonly content: WindowContent;
  readonly lines: NewLines;
  readonly sieve: Sieve;
  readonly recordOf: RecordOf;
}

/**
 * What briefs that were there before say otherwise now, the newest publication first; of the same day, the one that arrived
 * last. Without what no reader sees.
 */
export function* correctionsOf(parts: CorrectionParts): InParts<readonly Correction[]> {
  const { content, sieve } = parts;
  const found: { readonly day: string; readonly correction: Correction }[] = [];
  for (const told of content.arrived.toReversed()) {
    yield;
    if (!isKnown(told, content.window) || !isLetThrough(told, sieve)) continue;
    const correction = correctionOf(told, parts);
    if (correction) found.push({ day: told.day, correction });
  }
  return found.toSorted((a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : 0)).map(({ correction }) => correction);
}

function correctionOf(told: ToldBrief, { content, lines, sieve, recordOf }: CorrectionParts): Correction | undefined {
  const { brief } = told;
  const before = told.history.at(content.window.after.seq);
  const after = textAt(told, content);
  // It was put back to what it was.
  if (!before || after.hash === before.hash) return undefined;
  const changed = <T>(all: readonly ToldLine<T>[], passes: (item: T) => boolean): readonly T[] =>
    all.filter(({ item, worded }) => isIn(worded, content.window) && passes(item)).map(({ item }) => item);
  const figures = changed(told.figures, sieve.figure);
  const newSides = new Set((lines.sides.get(brief.id) ?? []).map(({ first }) => first.item.claim.id));
  const claimIds = new Set(
    changed(told.sides, ({ claim }) => sieve.claim(claim))
      .map(({ claim }) => claim.id)
      .filter((id) => !newSides.has(id)),
  );
  const correction = {
    brief,
    points: changed(told.points, sieve.point),
    statements: changed(told.statements, sieve.statement),
    figures,
    before: numbersBefore(told, figures, before.marks),
    claims: [...claimIds].flatMap((id: ClaimId) => recordOf(id) ?? []),
    removed: removed(before.marks, after.marks),
    ...headChanges(before.marks, after.marks),
  };
  const { points, statements, claims, isReworded, details } = correction;
  const count =
    points.length + statements.length + figures.length + claims.length + correction.removed + details.length;
  return count > 0 || isReworded ? correction : undefined;
}

/** What it said at the end of the window: what it says now, unless it was edited again later. */
function textAt({ hash, marks, history }: ToldBrief, { window }: WindowContent) {
  const last = history.versions.at(-1);
  const then = history.at(window.through.seq);
  return last && then && last.seq > window.through.seq ? then : { hash, marks };
}

/** Lines of each kind that are gone, less those that came, into which they may have been turned. */
function removed(before: LineMarks | undefined, after: LineMarks | undefined): number {
  if (!before || !after) return 0;
  const kinds = [pointMarks, statementMarks, sideMarks, figureMarks];
  return kinds.reduce((sum, list) => {
    const gone = beside(list(before), list(after)).length;
    const came = beside(list(after), list(before)).length;
    return sum + Math.max(0, gone - came);
  }, 0);
}

function beside(some: readonly Mark[], others: readonly Mark[]): readonly Mark[] {
  const words = new Set(others.map(wordsOf));
  return some.filter((mark) => !words.has(wordsOf(mark)));
}

const DETAILS: readonly (readonly [index: 1 | 2 | 3, detail: CorrectedDetail])[] = [
  [1, 'date'],
  [2, 'source'],
  [3, 'notes'],
];

function headChanges(before: LineMarks | undefined, after: LineMarks | undefined) {
  if (!before || !after) return { isReworded: false, details: [] };
  return {
    isReworded: before.head[0] !== after.head[0],
    details: DETAILS.filter(([index]) => before.head[index] !== after.head[index]).map(([, detail]) => detail),
  };
}
