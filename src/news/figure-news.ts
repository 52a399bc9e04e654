import type { Brief, Figure } from '../corpus/model.ts';
import { spanOf } from '../kernel/partial-date.ts';
import { cited, type NewLines } from './new-lines.ts';
import type { FigureNews } from './news.ts';
import type { Sieve } from './sieve.ts';
import type { ToldLine } from './told-brief.ts';
import { isKnown, type WindowContent } from './window-content.ts';

/** Numbers that are new in new briefs, in the order of their arrival, each beside what stood there before. */
export function figureNewsOf(content: WindowContent, lines: NewLines, sieve: Sieve): readonly FigureNews[] {
  const { window, arrived, briefs } = content;
  const before = [...briefs.values()]
    .filter(({ brief }) => sieve.brief(brief))
    .flatMap(({ figures }) => figures)
    .filter(({ since }) => since <= window.after.seq);
  const byMetric = Map.groupBy(before, ({ item }) => item.metric);
  return arrived
    .filter((told) => !isKnown(told, window))
    .flatMap(({ brief }) => lines.figures.get(brief.id) ?? [])
    .map((line) => {
      const { item } = line.first;
      const known = (byMetric.get(item.metric) ?? []).filter((other) => isComparable(other.item, item));
      const ofSpeaker = known.filter((other) => other.item.by === item.by);
      const last = (ofSpeaker.length > 0 ? ofSpeaker : known).toSorted(byTime).at(-1);
      return { figure: cited(line), earlier: last && { figure: last.item, brief: last.brief } };
    });
}

/** A metric such as "inflation" is measured of many: only where they share what they are about do two belong together. */
function isComparable(one: Figure, other: Figure): boolean {
  if (one.about.length === 0 || other.about.length === 0) return true;
  const about = new Set(one.about);
  return other.about.some((id) => about.has(id));
}

function byTime(a: ToldLine<Figure>, b: ToldLine<Figure>): number {
  const [one, other] = [timeKey(a.item, a.brief), timeKey(b.item, b.brief)];
  return one < other ? -1 : one > other ? 1 : a.since - b.since;
}

function timeKey({ period }: Figure, { published }: Brief): string {
  const { from, to } = spanOf((period ?? published).date);
  return `${to}/${from}`;
}
