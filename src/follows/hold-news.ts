import { setImmediate } from 'node:timers/promises';
import type { Corpus } from '../corpus/corpus.ts';
import { subjectsOf } from '../corpus/facts.ts';
import type { SubjectId } from '../corpus/ids.ts';
import { asBriefId } from '../corpus/typed-id.ts';
import type { Logger } from '../kernel/logger.ts';
import type { NewsDesk } from '../news/news.ts';
import { tellersOf } from '../news/tellers.ts';
import type { Arrival, Mark } from '../state/arrivals.ts';
import type { NewHeldNotice } from '../state/held-notices.ts';
import type { State } from '../state/open-state.ts';
import type { Tenure } from '../state/tenure.ts';
import { newsAbout } from './news-about.ts';

/** So many are set against the briefs before them at once. */
const ARRIVALS_AT_ONCE = 200;

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
  const last = await news.last(now, from.seq);
  while (from.seq < last.seq) {
    // oxlint-disable-next-line no-await-in-loop -- in the order of arrival
    const arrivals = await state.arrivals.between(from.seq, last.seq, ARRIVALS_AT_ONCE);
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
    // A brief that arrived and was edited is told of once, in its last words.
    const latest = new Map(some.arrivals.map((arrival) => [arrival.brief, arrival.seq]));
    const named = [...namedIn([...latest.keys()], corpus)].filter((subject) => followed.has(subject));
    const followers = Map.groupBy(await state.follows.followers(named), ({ subject }) => subject);
    const window = { after: some.from, through: some.through };
    const held: NewHeldNotice[] = [];
    for (const subject of named) {
      const theirs = followers.get(subject) ?? [];
      // Each by itself: what is new to who follows one was told before to who follows another.
      // oxlint-disable-next-line no-await-in-loop -- the first one reads what all are worked out from
      const tellers = theirs.length === 0 ? [] : tellersOf(await news.between(window, newsAbout([subject])));
      for (const brief of tellers) {
        const seq = latest.get(brief);
        if (seq === undefined) continue;
        for (const { audience, since } of theirs) if (since < seq) held.push({ audience, seq, subject });
      }
      // oxlint-disable-next-line no-await-in-loop -- others have their turn
      if (subject !== named.at(-1)) await setImmediate();
    }
    return held;
  }
}

function isBehind(corpus: Corpus): boolean {
  const { catchingUp, checkedAt } = corpus.state();
  return catchingUp !== undefined || checkedAt === undefined;
}

/** Every subject that one of the briefs names, with all that it lies within. */
function namedIn(briefs: readonly string[], corpus: Corpus): ReadonlySet<SubjectId> {
  const named = new Set<SubjectId>();
  for (const name of briefs) {
    const id = asBriefId(name);
    const brief = id && corpus.brief(id);
    if (!brief) continue; // taken out again
    for (const subject of subjectsOf(brief)) {
      // What lies within itself by a ring of registers ends where it began.
      for (
        let at: SubjectId | undefined = subject;
        at !== undefined && !named.has(at);
        at = corpus.subject(at)?.within
      ) {
        named.add(at);
      }
    }
  }
  return named;
}
