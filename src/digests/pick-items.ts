import { unreachable } from '../kernel/errors.ts';
import { byStory } from '../news/by-story.ts';
import type { News } from '../news/news.ts';
import type { DigestSection } from '../views/digest.ts';
import { byBrief } from '../views/kit/news-items.ts';
import type { Section } from './definition.ts';

/**
 * What a digest shows of some news: of each of its sections that holds anything the first items, and how many there are.
 * Each keeps room for one item, and what is left of `most` is filled in the order of the sections.
 */
export function pickItems(news: News, sections: readonly Section[], most: number): readonly DigestSection[] {
  const { stories, corrections, besides } = byStory(news);
  const items = {
    stories,
    disputes: news.disputes,
    numbers: news.figures,
    actors: byBrief(news.actors),
    // What an edited brief says anew of a claim is told with the rest of its correction.
    corrections: [...corrections, ...besides.claims],
  };
  const held = [...new Set(sections)].filter((section) => items[section].length > 0);
  const room = share(
    held.map((section) => items[section].length),
    most,
  );
  return held.map((section, index): DigestSection => {
    const max = room[index] ?? 0;
    switch (section) {
      case 'stories':
        return { kind: section, ...some(items[section], max) };
      case 'disputes':
        return { kind: section, ...some(items[section], max) };
      case 'numbers':
        return { kind: section, ...some(items[section], max) };
      case 'actors':
        return { kind: section, ...some(items[section], max) };
      case 'corrections':
        return { kind: section, ...some(items[section], max) };
      default:
        return unreachable(section);
    }
  });
}

function some<T>(all: readonly T[], max: number) {
  return { shown: all.slice(0, max), total: all.length };
}

/** How many of each are shown, where there is room for so many in all. Exported for its tests. */
export function share(totals: readonly number[], most: number): readonly number[] {
  const firsts = totals.map((total, index) => (total > 0 && index < most ? 1 : 0));
  let left = most - firsts.reduce((sum: number, one) => sum + one, 0);
  return totals.map((total, index) => {
    const first = firsts[index] ?? 0;
    const more = Math.min(total - first, left);
    left -= more;
    return first + more;
  });
}
