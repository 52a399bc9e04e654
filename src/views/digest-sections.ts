import type { CorrectionNews, StoryNews } from '../news/by-story.ts';
import type { ClaimNews, FigureNews } from '../news/news.ts';
import type { FirstNamed } from './kit/news-items.ts';

/** The items of a section that are shown, of so many that there are. */
export type DigestSection =
  | ({ readonly kind: 'stories' } & Some<StoryNews>)
  | ({ readonly kind: 'disputes' } & Some<ClaimNews>)
  | ({ readonly kind: 'numbers' } & Some<FigureNews>)
  | ({ readonly kind: 'actors' } & Some<FirstNamed>)
  | ({ readonly kind: 'corrections' } & Some<CorrectionNews | ClaimNews>);

interface Some<T> {
  readonly shown: readonly T[];
  readonly total: number;
}
