import type { SubjectId } from '../corpus/ids.ts';
import type { NewsFilter } from '../news/news.ts';

/** Who follows subjects wants all that is new about one of them, from wherever. */
export function newsAbout(about: readonly SubjectId[]): NewsFilter {
  return { about, without: [], outlets: [], withoutOutlets: [] };
}
