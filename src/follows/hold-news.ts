import type { Corpus } from '../corpus/corpus.ts';
import { asBriefId } from '../corpus/typed-id.ts';
import type { Logger } from '../kernel/logger.ts';
import type { News, NewsDesk, NewsFilter } from '../news/news.ts';
import type { Arrival, Mark } from '../state/arrivals.ts';
import type { NewHeldNotice } from '../state/held-notices.ts';
import type { State } from '../state/open-state.ts';
import type { Tenure } from '../state/tenure.ts';
import { whatIsNew } from './what-is-new.ts';

/** So many are set against the briefs before them at once. */
const ARRIVALS_AT_ONCE = 200;

/** A brief that another copy of the bot recorded is read by this one within so long, or it was taken out again. */
const READ_LATE_MS = 10 * 60_000;

const everything: NewsFilter = { about: [], without: [], outlets: [], withoutOutlets: [] };

export interface HoldingParts {
  readonly state: State;
  readonly news: NewsDesk;
  readonly corpus: Corpus;
  readonly logger: Logger;
}

/**
 * Reads what arrived since the last time and holds it for those whom it is news to. The first time ever it only marks where
 * the arrivals end: what is in service then is news to nobody.
 * @returns false where the lease was lost
 */
export async function holdNews(
  { state, news, corpus, logger }: HoldingParts,
  tenure: Tenure,
  now: Temporal.Instant,
): Promise<boolean> {
  let from = await state.newsCursor.read();
  if (!from) {
    // While the folder is read for the first time, more of what was always there is still to come.
    if (isBehind(corpus)) return true;
    return state.newsCursor.begin(tenure, await news.last(now), now);
  }
  const last = await news.last(now);
  while (from.seq < last.seq) {
    // oxlint-disable-next-line no-await-in-loop -- in the order of arrival
    const arrivals = whatIsHere(await state.arrivals.between(from.seq, last.seq, ARRIVALS_AT_ONCE), corpus, now);
    const end = arrivals.at(-1);
    if (!end) return true;
    const through = { seq: end.seq, at: end.at };
    // oxlint-disable-next-line no-await-in-loop -- as above
    const held = await heldOf({ from, through, arrivals });
    // oxlint-disable-next-line no-await-in-loop -- as above
    if (!(await state.newsCursor.advance(tenure, { from, through, held }, now))) return false;
    logger.debug('news was held for who follows', { arrivals: arrivals.length, held: held.length });
    from = through;
  }
  return true;

  async function heldOf(some: {
    readonly from: Mark;
    readonly through: Mark;
    readonly arrivals: readonly Arrival[];
  }): Promise<readonly NewHeldNotice[]> {
    const followed = new Set(await state.follows.subjects());
    if (followed.size === 0) return [];
    const found: News = await news.between({ after: some.from, through: some.through }, everything);
    const fresh = whatIsNew(found, corpus);
    const subjects = new Set([...fresh.values()].flatMap((all) => [...all].filter((one) => followed.has(one))));
    const followers = Map.groupBy(await state.follows.followers([...subjects]), ({ subject }) => subject);
    // A brief that arrived and was edited is told of once, in its last words.
    const latest = new Map(some.arrivals.map((arrival) => [arrival.brief, arrival.seq]));
    return [...fresh].flatMap(([brief, about]) => {
      const seq = latest.get(brief);
      if (seq === undefined) return [];
      return [...about].flatMap((subject) =>
        (followers.get(subject) ?? [])
          .filter(({ since }) => since < seq)
          .map(({ audience }) => ({ audience, seq, subject })),
      );
    });
  }
}

function isBehind(corpus: Corpus): boolean {
  const { catchingUp, checkedAt } = corpus.state();
  return catchingUp !== undefined || checkedAt === undefined;
}

/** Up to the first that this copy of the bot has not read yet: nothing could be said of it. */
function whatIsHere(arrivals: readonly Arrival[], corpus: Corpus, now: Temporal.Instant): readonly Arrival[] {
  const missing = arrivals.findIndex((arrival) => isAwaited(arrival, corpus, now));
  return missing === -1 ? arrivals : arrivals.slice(0, missing);
}

export function isAwaited({ brief, at }: Arrival, corpus: Corpus, now: Temporal.Instant): boolean {
  const id = asBriefId(brief);
  const ageMs = Math.abs(now.since(at).total('milliseconds'));
  return id !== undefined && corpus.brief(id) === undefined && ageMs < READ_LATE_MS;
}
