import { unreachable } from '../kernel/errors.ts';
import type { InParts } from '../kernel/turns.ts';
import { byStory } from '../news/by-story.ts';
import type { FigureNews, News } from '../news/news.ts';
import type { DigestSection } from '../views/digest-sections.ts';
import { newestFirst } from '../views/kit/newest-first.ts';
import { byBrief } from '../views/kit/news-items.ts';
import type { Section } from './definition.ts';

/**
 * What a digest shows of some news: of each of its sections that holds anything the first items, and how many there are.
 * Each keeps room for one item, and what is left of `most` is filled in the order of the sections.
 */
export function* pickItems(news: News, sections: readonly Section[], most: number): InParts<readonly DigestSection[]> {
  const { stories, corrections, besides } = byStory(news);
  yield;
  const disputes = newestFirst(news.disputes, ({ added }) => added.map(({ brief }) => brief));
  yield;
  const numbers = newestFirst(news.figures, ({ figure }) => figure.briefs);
  yield;
  const items = {
    stories,
    disputes,
    // One that was another number before says more than one that stands alone.
    numbers: numbers.toSorted((a, b) => isFirst(a) - isFirst(b)),
    actors: newestFirst(byBrief(news.actors), ({ brief }) => [brief]),
    // What an edited brief says anew of a claim is told with the rest of its correction.
    corrections: [...corrections, ...besides.claims],
  };
  const held = [...new Set(sections)].filter((section) => items[section].length > 0);
  const rooms = share(
    held.map((section) => items[section].length),
    most,
  );
  return held.map((section, index): DigestSection => {
    const room = rooms[index] ?? 0;
    switch (section) {
      case 'stories':
        return { kind: section, ...some(items[section], room) };
      case 'disputes':
        return { kind: section, ...some(items[section], room) };
      case 'numbers':
        return { kind: section, ...some(items[section], room) };
      case 'actors':
        return { kind: section, ...some(items[section], room) };
      case 'corrections':
        return { kind: section, ...some(items[section], room) };
      default:
        return unreachable(section);
    }
  });
}

function isFirst({ earlier }: FigureNews): number {
  return earlier ? 0 : 1;
}

function some<T>(all: readonly T[], most: number) {
  return { shown: all.slice(0, most), total: all.length };
}

/** How many of each are shown, where there is room for so many in all. Exported for its tests. */
export function share(totals: readonly number[], most: number): readonly number[] {
  let left = most;
  const take = (wanted: number) => {
    const taken = Math.min(wanted, left);
    left -= taken;
    return taken;
  };
  const firsts = totals.map((total) => take(Math.min(total, 1)));
  return firsts.map((first, index) => first + take((totals[index] ?? 0) - first));
}
