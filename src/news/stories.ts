import { isBare } from '../corpus/facts.ts';
import type { BriefId } from '../corpus/ids.ts';
import type { Brief } from '../corpus/model.ts';
import type { SharedKey } from '../corpus/shared-keys.ts';
import type { InParts } from '../kernel/turns.ts';
import { cited, type NewLines } from './new-lines.ts';
import type { Story } from './news.ts';
import type { Sieve } from './sieve.ts';
import type { ToldBrief } from './told-brief.ts';
import { isKnown, type WindowContent } from './window-content.ts';

/** The stories of the new briefs, the newest publication first, and the briefs that say nothing new. */
export function* storiesOf(
  { window, arrived, briefs }: WindowContent,
  lines: NewLines,
  sieve: Sieve,
): InParts<{ readonly stories: readonly Story[]; readonly repeats: readonly Brief[] }> {
  const fresh: ToldBrief[] = [];
  for (const told of arrived) {
    yield;
    if (!isKnown(told, window) && isLetThrough(told, sieve)) fresh.push(told);
  }
  const before = new Map<SharedKey, ToldBrief[]>();
  for (const told of briefs.values()) {
    yield;
    if (!isKnown(told, window) || !sieve.brief(told.brief)) continue;
    for (const key of told.eventKeys) {
      const known = before.get(key);
      if (known) known.push(told);
      else before.set(key, [told]);
    }
  }
  const found: { readonly day: string; readonly story: Story }[] = [];
  const repeats: Brief[] = [];
  for (const group of yield* sameEvent(fresh)) {
    yield;
    const [first, ...others] = group.toSorted(newestFirst);
    if (!first) continue;
    const earlier = new Set(group.flatMap(({ eventKeys }) => eventKeys.flatMap((key) => before.get(key) ?? [])));
    const story = {
      briefs: [first.brief, ...others.map(({ brief }) => brief)] as const,
      earlier: [...earlier].toSorted(newestFirst).map(({ brief }) => brief),
      points: of(lines.points, group).map(cited),
      statements: of(lines.statements, group).map(cited),
    };
    const hasNews =
      story.points.length + story.statements.length > 0 ||
      of(lines.sides, group).length + of(lines.figures, group).length > 0 ||
      // A brief of a headline alone is new itself.
      (story.earlier.length === 0 && group.some(({ brief }) => isBare(brief)));
    if (!hasNews) repeats.push(...story.briefs);
    else found.push({ day: first.day, story: { ...story, isWhole: earlier.size === 0 && lines.isAllNew(first) } });
  }
  const inOrder = found.toSorted((a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : 0));
  return { stories: inOrder.map(({ story }) => story), repeats };
}

/** Something of it is let through: a line, or the brief itself where it has none. */
export function isLetThrough(told: ToldBrief, sieve: Sieve): boolean {
  const { brief } = told;
  if (!sieve.brief(brief)) return false;
  if (isBare(brief)) return sieve.bare(brief);
  return (
    brief.points.some(sieve.point) ||
    brief.statements.some(sieve.statement) ||
    brief.claims.some(sieve.claim) ||
    brief.figures.some(sieve.figure)
  );
}

/** Those that are about the same event, directly or through others; in the order of the first of each. */
function* sameEvent(all: readonly ToldBrief[]): InParts<readonly (readonly ToldBrief[])[]> {
  const groups = new Map<SharedKey, Set<ToldBrief>>();
  const found = new Set<Set<ToldBrief>>();
  for (const told of all) {
    yield;
    const joined = new Set(told.eventKeys.flatMap((key) => groups.get(key) ?? []));
    const [group = new Set<ToldBrief>(), ...others] = joined;
    const add = (one: ToldBrief) => {
      group.add(one);
      for (const key of one.eventKeys) groups.set(key, group);
    };
    for (const other of others) {
      for (const one of other) add(one);
      found.delete(other);
    }
    add(told);
    found.add(group);
  }
  return [...found].map((group) => [...group]);
}

function of<T>(lines: ReadonlyMap<BriefId, readonly T[]>, group: readonly ToldBrief[]): readonly T[] {
  return group.flatMap(({ brief }) => lines.get(brief.id) ?? []);
}

/** Of the same day, the one that arrived last. */
function newestFirst(a: ToldBrief, b: ToldBrief): number {
  if (a.day !== b.day) return a.day < b.day ? 1 : -1;
  return (b.history.versions[0]?.seq ?? 0) - (a.history.versions[0]?.seq ?? 0);
}
