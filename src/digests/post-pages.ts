import { unreachable } from '../kernel/errors.ts';
import type { Logger } from '../kernel/logger.ts';
import type { Pause } from '../kernel/pause.ts';
import type { Channels, PostOutcome } from '../platform.ts';
import type { DeliveryPage, PageState } from '../state/delivery.ts';
import type { HeldLease } from './held-lease.ts';
import { readPage, type PageContent } from './page-content.ts';

export interface PostPagesParts {
  readonly held: HeldLease;
  readonly tenant: string;
  readonly channels: Channels;
  readonly pause: Pause;
  readonly logger: Logger;
  /** Aborts when the bot stops: what is with the platform is finished, and nothing more is begun. */
  readonly stopping: AbortSignal;
}

export type PostedPages =
  | {
      readonly kind: 'all';
      readonly states: readonly PageState[];
      /** The last reason that the platform gave for refusing one. */
      readonly why: string | undefined;
      /** Nothing will be taken in that channel any more. */
      readonly isLost: boolean;
    }
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
  readonly isLost?: boolean | undefined;
}

/** A shorter wait is waited for here: nobody else could be sooner. */
const WAITED_FOR_MS = 15_000;
/** After so many waits for one page, others have their turn. */
const WAITS = 5;
/** A fault of the way to the platform is not over in a second. */
const AFTER_FAULT_MS = 30_000;

/**
 * Posts the pages of a planned delivery that nobody has dealt with yet, in order, and records each before and after.
 * @param closed why nothing can be posted in the channel, where that is known beforehand. What may be there already is asked
 *   for all the same
 * @throws LeaseLost where somebody else goes on; StateError where the database is away
 */
export async function postPages(
  pages: readonly DeliveryPage[],
  closed: string | undefined,
  parts: PostPagesParts,
): Promise<PostedPages> {
  const done: Settled[] = [];
  let why = closed;
  let isLost = closed !== undefined;
  for (const page of pages) {
    if (isSettled(page.state)) {
      done.push({ kind: 'settled', state: page.state, reference: page.reference });
      continue;
    }
    const content = readPage(page.content);
    const inTheWay = isLost ? why : missingFor(content, done);
    // oxlint-disable-next-line no-await-in-loop -- a page goes out after the one before
    const one = await postPage(page, content, { inTheWay, under: referenceOf(content.under, done) }, parts);
    if (one.kind === 'later') return one;
    why = one.why ?? why;
    isLost ||= one.isLost === true;
    done.push(one);
  }
  return { kind: 'all', states: done.map(({ state }) => state), why, isLost };
}

async function postPage(
  { page, key, state, changedAt }: DeliveryPage,
  { content, title, channel }: PageContent,
  { inTheWay, under }: { readonly inTheWay: string | undefined; readonly under: string | undefined },
  { held, tenant, channels, pause, logger, stopping }: PostPagesParts,
): Promise<Settled | Later> {
  const place = { tenant, to: { kind: 'channel' as const, id: channel }, title, under };
  const settle = async (as: Settled): Promise<Settled> => {
    await held.recordSurely({ page, state: as.state, reference: as.reference });
    return as;
  };
  // A page that stands as handed over may be there: the platform is asked before it is sent again.
  let since = state === 'posting' ? changedAt : undefined;
  for (let waits = 0; ; waits += 1) {
    if (since === undefined && inTheWay !== undefined) {
      return settle({ kind: 'settled', state: 'rejected', why: inTheWay });
    }
    if (stopping.aborted) return { kind: 'later', afterMs: 0 };
    // oxlint-disable-next-line no-await-in-loop -- a try follows the one before
    if (since === undefined) await held.record({ page, state: 'posting' });
    let outcome: PostOutcome;
    try {
      const attempt = { key, since };
      // oxlint-disable-next-line no-await-in-loop
      outcome = await held.while(async () => channels.post(place, content, attempt));
    } catch (error) {
      // It stays recorded as handed over.
      logger.error('a page of a digest could not be posted', error);
      return { kind: 'later', afterMs: AFTER_FAULT_MS };
    }
    switch (outcome.kind) {
      case 'posted':
        return settle({ kind: 'settled', state: 'posted', reference: outcome.reference });
      case 'unknown':
        return settle({ kind: 'settled', state: 'unknown' });
      case 'rejected':
        return settle({ kind: 'settled', state: 'rejected', why: outcome.why, isLost: outcome.permanent });
      case 'retry':
        break;
      default:
        return unreachable(outcome);
    }
    // It is not there, and whoever goes on need not ask.
    // oxlint-disable-next-line no-await-in-loop
    await held.recordSurely({ page, state: 'waiting' });
    since = undefined;
    const { afterMs } = outcome;
    if (afterMs > WAITED_FOR_MS || waits === WAITS) return { kind: 'later', afterMs: Math.max(afterMs, WAITED_FOR_MS) };
    // oxlint-disable-next-line no-await-in-loop
    await held.while(async () => waitedFor(pause, afterMs, stopping));
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

function isSettled(state: PageState): boolean {
  return state !== 'waiting' && state !== 'posting';
}

/** Why a page would make no sense where it would stand. */
function missingFor({ under, continues }: PageContent, done: readonly Settled[]): string | undefined {
  // Without what the platform calls it, nobody can post below a message; one that may be there may be gone on from.
  if (under !== undefined && referenceOf(under, done) === undefined) {
    return 'The message in whose thread it belongs is not there.';
  }
  if (continues !== undefined && done[continues - 1]?.state === 'rejected') {
    return 'The message that it goes on from is not there.';
  }
  return undefined;
}

function referenceOf(page: number | undefined, done: readonly Settled[]): string | undefined {
  return page === undefined ? undefined : done[page - 1]?.reference;
}
