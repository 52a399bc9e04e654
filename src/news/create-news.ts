import type { Contents } from '../corpus/contents.ts';
import type { Corpus } from '../corpus/corpus.ts';
import { UserError } from '../kernel/errors.ts';
import { inTurns } from '../kernel/turns.ts';
import type { Window } from '../state/delivery.ts';
import { BEFORE_ALL, sequenceSchema } from '../state/ids.ts';
import type { State } from '../state/open-state.ts';
import { gatherWindow } from './gather-window.ts';
import { KeptWindows } from './kept-windows.ts';
import type { NewsDesk } from './news.ts';
import { ReadUpTo } from './read-up-to.ts';
import type { Recorder } from './recorder.ts';
import { sieveOf } from './sieve.ts';
import type { WindowContent } from './window-content.ts';
import { workOut } from './work-out.ts';

export interface NewsParts {
  readonly corpus: Corpus;
  readonly contents: Contents;
  readonly recorder: Recorder;
  /** Opened by the first call that needs it. */
  readonly state: () => Promise<State>;
  /** False until the index has held the whole folder once: until then nothing can be said of a window. */
  readonly isComplete: () => boolean;
  /** Brings the index up to the folder. */
  readonly sync: () => Promise<void>;
}

/** How often a window is read anew because the briefs changed meanwhile. */
const ATTEMPTS = 4;
/** Of thousands of digests that are due at once each asks, and the folder says the same to all. */
const SYNC_SHARED_MS = 5000;

/** The news of the briefs in service, over what was recorded of their arrival. */
export function createNews(parts: NewsParts): NewsDesk {
  const { corpus, contents, recorder, isComplete, sync } = parts;
  const readUpTo = new ReadUpTo();
  const kept = new KeptWindows();
  let lastSync: { readonly at: Temporal.Instant; readonly done: Promise<void> } | undefined;

  /** A sync that fails says so itself. */
  function syncAt(now: Temporal.Instant): Promise<void> {
    const isFresh = lastSync && Math.abs(now.since(lastSync.at).total('milliseconds')) < SYNC_SHARED_MS;
    if (!lastSync || !isFresh) lastSync = { at: now, done: sync().catch(() => undefined) };
    return lastSync.done;
  }

  async function contentOf(window: Window): Promise<WindowContent> {
    const { arrivals } = await parts.state();
    for (let attempt = 1; ; attempt++) {
      if (!isComplete()) throw new UserError('The index of the briefs is being built: ask again in a moment.');
      const revision = corpus.revision();
      const key = `${contents.index()} ${revision} ${window.after.seq} ${window.through.seq}`;
      // oxlint-disable-next-line no-await-in-loop -- one attempt after the other
      const content = await kept.get(key, () => gatherWindow({ corpus, contents, arrivals }, window));
      if (corpus.revision() === revision || attempt === ATTEMPTS) return { ...content, window };
    }
  }

  return {
    async between(window, filter, most = Infinity) {
      const { after, through } = window;
      const passedOver = Math.max(0, through.seq - after.seq - most);
      const from = { ...after, seq: sequenceSchema.parse(after.seq + passedOver) };
      const content = await contentOf({ after: from, through });
      const news = await inTurns(workOut(content, sieveOf(filter, corpus), corpus));
      return { ...news, window, passedOver };
    },
    async last(now, after = BEFORE_ALL) {
      if (!isComplete()) await sync();
      if (!isComplete()) throw new UserError('The index of the briefs is being built: ask again in a moment.');
      await recorder.record(now);
      const { arrivals } = await parts.state();
      const seq = await arrivals.last();
      const checkedAt = () => {
        const { checkedAt: at } = corpus.state();
        return at === undefined ? undefined : Temporal.Instant.from(at);
      };
      const reading = { contents, arrivals, checkedAt, isOwn: (own: typeof seq) => recorder.isOwn(own) };
      const behind = await readUpTo.behind(reading, after, seq);
      if (!behind) return { seq, at: now };
      // Often another copy was only a little faster.
      await syncAt(now);
      await recorder.record(now);
      return (await readUpTo.behind(reading, after, seq)) ?? { seq, at: now };
    },
    async lastAt(at) {
      const { arrivals } = await parts.state();
      return { seq: await arrivals.lastAt(at), at };
    },
  };
}
