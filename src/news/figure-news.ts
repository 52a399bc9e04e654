import type { MetricId } from '../corpus/ids.ts';
import type { Figure } from '../corpus/model.ts';
import { spanOf } from '../kernel/partial-date.ts';
import type { InParts } from '../kernel/turns.ts';
import { cited, type NewLines } from './new-lines.ts';
import type { FigureNews } from './news.ts';
import type { Sieve } from './sieve.ts';
import type { ToldLine } from './told-brief.ts';
import { isKnown, type WindowContent } from './window-content.ts';

/** Numbers that are new in new briefs, in the order of their arrival, each beside what stood there before. */
export function* figureNewsOf(content: WindowContent, lines: NewLines, sieve: Sieve): InParts<readonly FigureNews[]> {
  const { window, arrived, briefs } = content;
  const before = new Map<MetricId, Earlier[]>();
  for (const { brief, figures } of briefs.values()) {
    yield;
    if (!sieve.brief(brief)) continue;
    for (const line of figures) {
      if (line.since > window.after.seq) continue;
      const known = before.get(line.item.metric);
      if (known) known.push({ line, time: timeKey(line) });
      else before.set(line.item.metric, [{ line, time: timeKey(line) }]);
    }
  }
  for (const known of before.values()) known.sort(byTime);
  const news: FigureNews[] = [];
  for (const told of arrived) {
    yield;
    if (isKnown(told, window)) continue;
    for (const line of lines.figures.get(told.brief.id) ?? []) {
      const last = lastBefore(line.first.item, before.get(line.first.item.metric) ?? []);
      news.push({ figure: cited(line), earlier: last && { figure: last.item, brief: last.brief } });
    }
  }
  return news;
}

/** A number that was given before, with the time that it is for. */
interface Earlier {
  readonly line: ToldLine<Figure>;
  readonly time: string;
}

/** @param known by time, the last one last */
function lastBefore(figure: Figure, known: readonly Earlier[]): ToldLine<Figure> | undefined {
  let ofAnybody: ToldLine<Figure> | undefined;
  for (let at = known.length - 1; at >= 0; at--) {
    const line = known[at]?.line;
    if (!line || !isComparable(line.item, figure)) continue;
    if (line.item.by === figure.by) return line;
    ofAnybody ??= line;
  }
  return ofAnybody;
}

/** A metric such as "inflation" is measured of many: only where they share what they are about do two belong together. */
function isComparable(one: Figure, other: Figure): boolean {
  if (one.about.length === 0 || other.about.length === 0) return true;
  return other.about.some((id) => one.about.includes(id));
}

function byTime(a: Earlier, b: Earlier): number {
  return a.time < b.time ? -1 : a.time > b.time ? 1 : a.line.since - b.line.since;
}

function timeKey({ item: { period }, brief: { published } }: ToldLine<Figure>): string {
  const { from, to } = spanOf((period ?? published).date);
  return `${to}/${from}`;
}
