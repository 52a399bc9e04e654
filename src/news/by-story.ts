import type { BriefId } from '../corpus/ids.ts';
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
  /** Each with its place in the order. */
  readonly #left: Map<T, number>;
  readonly #of = new Map<BriefId, T[]>();

  constructor(items: readonly T[], briefsOf: (item: T) => readonly Brief[]) {
    this.#left = new Map(items.map((item, at) => [item, at]));
    for (const item of items) {
      for (const { id } of briefsOf(item)) {
        const known = this.#of.get(id);
        if (known) known.push(item);
        else this.#of.set(id, [item]);
      }
    }
  }

  take(briefs: readonly Brief[]): readonly T[] {
    const places = new Map<T, number>();
    for (const item of briefs.flatMap(({ id }) => this.#of.get(id) ?? [])) {
      const place = this.#left.get(item);
      if (place !== undefined) places.set(item, place);
      this.#left.delete(item);
    }
    return [...places].toSorted(([, one], [, other]) => one - other).map(([item]) => item);
  }

  rest(): readonly T[] {
    return [...this.#left.keys()];
  }
}
