import { unreachable } from '../kernel/errors.ts';
import type { Pause } from '../kernel/pause.ts';
import type { Channels, PostOutcome } from '../platform.ts';
import type { DeliveryPage, PageState } from '../state/delivery.ts';
import type { HeldLease } from './held-lease.ts';
import { readPage } from './page-content.ts';

export interface PostPagesParts {
  readonly held: HeldLease;
  readonly tenant: string;
  readonly channels: Channels;
  readonly pause: Pause;
  /** Whether the digest still wants it there: somebody may have stopped or moved it while the platform took nothing. */
  readonly isWanted: () => Promise<boolean>;
  /** Hears of what the way to the platform threw. */
  readonly fault: (error: unknown) => void;
  /** It has been tried for so long that what is not taken now never will be. */
  readonly isLastTry: boolean;
  /** Aborts when the bot stops: what is with the platform is finished, and nothing more is begun. */
  readonly stopping: AbortSignal;
}

export type PostedPages =
  /** Each has been dealt with. `why`: the last reason that the platform gave for refusing one. */
  | { readonly kind: 'all'; readonly states: readonly PageState[]; readonly why: string | undefined }
  /** The channel takes nothing any more. `isBegun`: readers may have a part of it; the rest waits as it is. */
  | { readonly kind: 'lost'; readonly why: string; readonly isBegun: boolean }
  | Later;

/** The rest is to be gone on with after so long, by whoever claims it then. */
export interface Later {
  readonly kind: 'later';
  readonly afterMs: number;
}

interface Settled {
  readonly kind: 'settled';
  readonly state: PageState;
  readonly reference?: string | undefined;
  readonly why?: string | undefined;
}

/** It is not there, and nothing will be taken there any more. */
interface Lost {
  readonly kind: 'lost';
  readonly why: string;
}

/**
 * A shorter wait is waited for here: nobody else could be sooner. Slack counts what it takes by the minute, and the place that a
 * digest has meanwhile keeps others of its community from running into the same refusal.
 */
const WAITED_FOR_MS = 90_000;
/** A platform that says 0 is not asked without a breath. */
const LEAST_WAIT_MS = 250;
/** After so many waits for one page, others have their turn, for a while. */
const WAITS = 5;
const OTHERS_FIRST_MS = 15_000;
/** A fault of the way to the platform is not over in a second. */
const AFTER_FAULT_MS = 30_000;
const NOT_TAKEN = 'the platform did not take it for a day.';

/**
 * Posts the pages of a planned delivery that nobody has dealt with yet, in order, and records each before and after.
 * Once the channel turns out to be lost, what may be there already is asked for all the same.
 * @throws LeaseLost where somebody else goes on; StateError where the database is away
 */
export async function postPages(pages: readonly DeliveryPage[], parts: PostPagesParts): Promise<PostedPages> {
  const done: Settled[] = [];
  let why: string | undefined;
  let lost: string | undefined;
  for (const page of pages) {
    const isOpen = page.state === 'waiting' || page.state === 'posting';
    if (!isOpen || (lost !== undefined && page.state === 'waiting')) {
      done.push({ kind: 'settled', state: page.state, reference: page.reference });
      continue;
    }
    // oxlint-disable-next-line no-await-in-loop -- a page goes out after the one before
    const one = await postPage(page, (under) => done[under - 1]?.reference, parts);
    if (one.kind === 'later') return one;
    if (one.kind === 'lost') lost = one.why;
    else why = one.why ?? why;
    done.push(one.kind === 'lost' ? { kind: 'settled', state: 'waiting' } : one);
  }
  const states = done.map(({ state }) => state);
  if (lost === undefined) return { kind: 'all', states, why };
  return { kind: 'lost', why: lost, isBegun: states.some((state) => state === 'posted' || state === 'unknown') };
}

async function postPage(
  { page, key, state, changedAt, content: kept }: DeliveryPage,
  referenceOf: (page: number) => string | undefined,
  { held, tenant, channels, pause, stopping, isLastTry, isWanted, fault }: PostPagesParts,
): Promise<Settled | Lost | Later> {
  const { content, title, channel, under } = readPage(kept);
  // Where it is not known how the platform calls the message that it belongs under, it stands by itself: so it can be read.
  const parent = under === undefined ? undefined : referenceOf(under);
  const place = { tenant, to: { kind: 'channel' as const, id: channel }, title, under: parent };
  const record = async (as: PageState, reference?: string) => held.recordSurely({ page, state: as, reference });
  // A page that stands as handed over may be there: the platform is asked before it is sent again.
  let since = state === 'posting' ? changedAt : undefined;
  for (let waits = 0; ; waits += 1) {
    if (stopping.aborted) return { kind: 'later', afterMs: 0 };
    // oxlint-disable-next-line no-await-in-loop -- a try follows the one before
    if (since === undefined) await held.record({ page, state: 'posting' });
    let outcome: PostOutcome;
    try {
      const attempt = { key, since };
      // oxlint-disable-next-line no-await-in-loop
      outcome = await held.while(async () => channels.post(place, content, attempt));
    } catch (error) {
      fault(error);
      // It stays recorded as handed over, until there is no hope that anybody could tell.
      if (!isLastTry) return { kind: 'later', afterMs: AFTER_FAULT_MS };
      outcome = { kind: 'unknown' };
    }
    switch (outcome.kind) {
      case 'posted':
        // oxlint-disable-next-line no-await-in-loop
        await record('posted', outcome.reference);
        return { kind: 'settled', state: 'posted', reference: outcome.reference };
      case 'unknown':
        // oxlint-disable-next-line no-await-in-loop
        await record('unknown');
        return { kind: 'settled', state: 'unknown' };
      case 'rejected':
        // What a lost channel did not take waits, for the case that it is open again.
        // oxlint-disable-next-line no-await-in-loop
        await record(outcome.permanent ? 'waiting' : 'rejected');
        return outcome.permanent
          ? { kind: 'lost', why: outcome.why }
          : { kind: 'settled', state: 'rejected', why: outcome.why };
      case 'retry':
        break;
      default:
        return unreachable(outcome);
    }
    // It is not there, and whoever goes on need not ask.
    // oxlint-disable-next-line no-await-in-loop
    await record('waiting');
    since = undefined;
    const { afterMs } = outcome;
    if (afterMs > WAITED_FOR_MS || waits === WAITS) {
      if (!isLastTry) return { kind: 'later', afterMs: Math.max(afterMs, OTHERS_FIRST_MS) };
      // oxlint-disable-next-line no-await-in-loop
      await record('rejected');
      return { kind: 'settled', state: 'rejected', why: NOT_TAKEN };
    }
    // oxlint-disable-next-line no-await-in-loop
    await held.while(async () => waitedFor(pause, Math.max(afterMs, LEAST_WAIT_MS), stopping));
    // Whoever claims it next deals with what it is now.
    // oxlint-disable-next-line no-await-in-loop
    if (!(await isWanted())) return { kind: 'later', afterMs: 0 };
  }
}

/** Also ends when the bot stops. */
async function waitedFor(pause: Pause, ms: number, stopping: AbortSignal): Promise<void> {
  try {
    await pause(ms, stopping);
  } catch (error) {
    if (!stopping.aborted) throw error;
  }
}
