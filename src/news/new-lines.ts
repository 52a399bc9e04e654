import type { Cited } from '../corpus/facts.ts';
import type { BriefId } from '../corpus/ids.ts';
import type { Brief, Figure, Point, Statement } from '../corpus/model.ts';
import type { InParts } from '../kernel/turns.ts';
import type { Sieve } from './sieve.ts';
import type { Side, ToldBrief, ToldLine } from './told-brief.ts';
import { isIn, type WindowContent } from './window-content.ts';

/** A line that was first told in the window, with the briefs that had told it by its end. */
export interface NewLine<T> {
  readonly first: ToldLine<T>;
  /** The one that told it first, whose words stand, then the others as they came. */
  readonly briefs: readonly [Brief, ...Brief[]];
}

/** The new lines of a window, by the brief that told each first. */
export interface NewLines {
  readonly points: LinesOf<Point>;
  readonly statements: LinesOf<Statement>;
  readonly sides: LinesOf<Side>;
  readonly figures: LinesOf<Figure>;
  /** Whether all that a brief tells is new, whichever brief told it first. */
  isAllNew(told: ToldBrief): boolean;
}

export type LinesOf<T> = ReadonlyMap<BriefId, readonly NewLine<T>[]>;

/** Lines let through by the sieve, in the order of their briefs. */
export function* newLines({ window, briefs }: WindowContent, sieve: Sieve): InParts<NewLines> {
  const passing = [...briefs.values()].filter(({ brief }) => sieve.brief(brief));
  const fresh = new Set<string>();

  function* find<T>(
    linesOf: (told: ToldBrief) => readonly ToldLine<T>[],
    passes: (item: T) => boolean,
  ): InParts<LinesOf<T>> {
    const found = new Map<string, ToldLine<T>[]>();
    for (const told of passing) {
      yield;
      for (const line of linesOf(told)) {
        if (!passes(line.item)) continue;
        const same = found.get(line.key);
        if (same) same.push(line);
        else found.set(line.key, [line]);
      }
    }
    const firsts: NewLine<T>[] = [];
    for (const [key, same] of found) {
      yield;
      // Stable: of two lines of one brief that are the same, the first one stands.
      const inOrder = same.toSorted((a, b) => a.since - b.since);
      const [first] = inOrder;
      if (!first || !isIn(first.since, window)) continue;
      fresh.add(key);
      const others = inOrder.filter(({ brief, since }) => brief !== first.brief && since <= window.through.seq);
      firsts.push({ first, briefs: [first.brief, ...new Set(others.map(({ brief }) => brief))] });
    }
    return Map.groupBy(firsts, ({ first }) => first.brief.id);
  }

  const found = {
    points: yield* find((told) => told.points, sieve.point),
    statements: yield* find((told) => told.statements, sieve.statement),
    sides: yield* find(
      (told) => told.sides,
      ({ claim }) => sieve.claim(claim),
    ),
    figures: yield* find((told) => told.figures, sieve.figure),
  };
  return {
    ...found,
    isAllNew: ({ points, statements, sides, figures }) =>
      [...points, ...statements, ...sides, ...figures].every(({ key }) => fresh.has(key)),
  };
}

export function cited<T>({ first, briefs }: NewLine<T>): Cited<T> {
  return { item: first.item, briefs };
}
