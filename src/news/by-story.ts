import type { Brief } from '../corpus/model.ts';
import type { ClaimNews, Correction, FigureNews, News, Story } from './news.ts';

/** A story with the sides and numbers that its briefs told first. */
export interface StoryNews {
  readonly story: Story;
  readonly disputes: readonly ClaimNews[];
  readonly claims: readonly ClaimNews[];
  readonly figures: readonly FigureNews[];
}

/** A correction with the sides that it took. */
export interface CorrectionNews {
  readonly correction: Correction;
  readonly disputes: readonly ClaimNews[];
  readonly claims: readonly ClaimNews[];
}

/** All that is new, each in one place: with the story whose brief told it first, else with the correction that did. */
export function byStory(news: News): {
  readonly stories: readonly StoryNews[];
  readonly corrections: readonly CorrectionNews[];
  /** Of briefs of which nothing else changed that a reader sees. */
  readonly besides: { readonly disputes: readonly ClaimNews[]; readonly claims: readonly ClaimNews[] };
} {
  const ofClaim = ({ added }: ClaimNews) => added.map(({ brief }) => brief);
  const disputes = new Pile(news.disputes, ofClaim);
  const claims = new Pile(news.claims, ofClaim);
  const figures = new Pile(news.figures, ({ figure }) => figure.briefs.slice(0, 1));
  const stories = news.stories.map((story) => ({
    story,
    disputes: disputes.take(story.briefs),
    claims: claims.take(story.briefs),
    figures: figures.take(story.briefs),
  }));
  const corrections = news.corrections.map((correction) => ({
    correction,
    disputes: disputes.take([correction.brief]),
    claims: claims.take([correction.brief]),
  }));
  return { stories, corrections, besides: { disputes: disputes.rest(), claims: claims.rest() } };
}

/** What is taken from it once is not there any more. */
class Pile<T> {
  readonly #left: Set<T>;
  readonly #briefsOf: (item: T) => readonly Brief[];

  constructor(items: readonly T[], briefsOf: (item: T) => readonly Brief[]) {
    this.#left = new Set(items);
    this.#briefsOf = briefsOf;
  }

  take(briefs: readonly Brief[]): readonly T[] {
    const ids = new Set(briefs.map(({ id }) => id));
    const taken = this.rest().filter((item) => this.#briefsOf(item).some(({ id }) => ids.has(id)));
    for (const item of taken) this.#left.delete(item);
    return taken;
  }

  rest(): readonly T[] {
    return [...this.#left];
  }
}
