import { isBare } from '../corpus/facts.ts';
import type { BriefId } from '../corpus/ids.ts';
import type { Brief } from '../corpus/model.ts';
import { articleKey } from '../corpus/shared-keys.ts';
import { spanOf } from '../kernel/partial-date.ts';
import { cited, type NewLines } from './new-lines.ts';
import type { Story } from './news.ts';
import type { Sieve } from './sieve.ts';
import type { ToldBrief } from './told-brief.ts';
import { isKnown, type WindowContent } from './window-content.ts';

/** The stories of the new briefs, the newest publication first, and the briefs that say nothing new. */
export function storiesOf(
  { window, arrived, briefs }: WindowContent,
  lines: NewLines,
  sieve: Sieve,
): { readonly stories: readonly Story[]; readonly repeats: readonly Brief[] } {
  const fresh = arrived.filter((told) => !isKnown(told, window) && isLetThrough(told, sieve));
  const before = [...briefs.values()].filter((told) => isKnown(told, window) && sieve.brief(told.brief));
  const stories: Story[] = [];
  const repeats: Brief[] = [];
  for (const group of sameEvent(fresh)) {
    const [first, ...others] = group.toSorted(newestFirst);
    if (!first) continue;
    const keys = new Set(group.flatMap(({ brief }) => eventKeysOf(brief)));
    const story = {
      briefs: [first.brief, ...others.map(({ brief }) => brief)] as const,
      earlier: before
        .filter(({ brief }) => eventKeysOf(brief).some((key) => keys.has(key)))
        .toSorted(newestFirst)
        .map(({ brief }) => brief),
      points: of(lines.points, group).map(cited),
      statements: of(lines.statements, group).map(cited),
    };
    const hasNews =
      story.points.length + story.statements.length > 0 ||
      of(lines.sides, group).length + of(lines.figures, group).length > 0 ||
      // A brief of a headline alone is new itself.
      (story.earlier.length === 0 && group.some(({ brief }) => isBare(brief)));
    if (!hasNews) repeats.push(...story.briefs);
    else stories.push({ ...story, isWhole: story.earlier.length === 0 && lines.isAllNew(first) });
  }
  const when = ({ briefs: [first] }: Story) => dayKey(first);
  return { stories: stories.toSorted((a, b) => (when(a) < when(b) ? 1 : when(a) > when(b) ? -1 : 0)), repeats };
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

/** What makes a brief one story with others: the event of its first point, and its article. */
function eventKeysOf({ points, source }: Brief): readonly string[] {
  const event = points[0]?.event;
  return [
    ...(event === undefined ? [] : [`e ${event}`]),
    ...(source.url === undefined ? [] : [articleKey(source.url)]),
  ];
}

/** Those that are about the same event, directly or through others; in the order of the first of each. */
function sameEvent(all: readonly ToldBrief[]): readonly (readonly ToldBrief[])[] {
  const groups = new Map<string, Set<ToldBrief>>();
  const found = new Set<Set<ToldBrief>>();
  for (const told of all) {
    const keys = eventKeysOf(told.brief);
    const joined = new Set(keys.flatMap((key) => groups.get(key) ?? []));
    const [group = new Set<ToldBrief>(), ...others] = joined;
    for (const other of others) {
      for (const each of other) group.add(each);
      found.delete(other);
    }
    group.add(told);
    found.add(group);
    for (const each of group) for (const key of eventKeysOf(each.brief)) groups.set(key, group);
  }
  return [...found].map((group) => [...group]);
}

function of<T>(lines: ReadonlyMap<BriefId, readonly T[]>, group: readonly ToldBrief[]): readonly T[] {
  return group.flatMap(({ brief }) => lines.get(brief.id) ?? []);
}

/** Of the same day, the one that arrived last. */
function newestFirst(a: ToldBrief, b: ToldBrief): number {
  const [one, other] = [dayKey(a.brief), dayKey(b.brief)];
  if (one !== other) return one < other ? 1 : -1;
  return (b.history.versions[0]?.seq ?? 0) - (a.history.versions[0]?.seq ?? 0);
}

/** For sorting: the first day on which it may have been published, then the last. */
export function dayKey({ published }: Brief): string {
  const { from, to } = spanOf(published.date);
  return `${from}/${to}`;
}
