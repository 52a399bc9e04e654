import { setImmediate } from 'node:timers/promises';
import type { Contents } from '../corpus/contents.ts';
import { asBriefId } from '../corpus/typed-id.ts';
import type { Arrival, Arrivals, Mark } from '../state/arrivals.ts';
import { BEFORE_ALL, sequenceSchema, type Sequence } from '../state/ids.ts';

export interface ReadParts {
  readonly contents: Contents;
  readonly arrivals: Arrivals;
  /** When the folder of briefs was last read through. Undefined before the first time. */
  readonly checkedAt: () => Temporal.Instant | undefined;
  readonly isOwn: (seq: Sequence) => boolean;
}

/**
 * The folders of two copies of the bot may be apart for so long, as where each pulls its own. What another copy has recorded
 * and this one has not found in its folder so long after was taken out again, where the folder holds what came later. Where it
 * holds nothing of what came later, nobody knows: its pull may have failed for days.
 */
const APART_MS = 10 * 60_000;
const AT_ONCE = 500;

/** How far this copy has read what arrived. Remembers what it has seen. */
export class ReadUpTo {
  #verified: Sequence = BEFORE_ALL;

  /**
   * The first arrival after one number and up to another that this copy has still to read, with the mark before it. Undefined:
   * it has read all.
   */
  async behind(parts: ReadParts, after: Sequence, last: Sequence): Promise<Mark | undefined> {
    const holdsLater = laterOnes(parts, last);
    let before: Arrival | undefined;
    let at = after;
    while (Math.max(this.#verified, at) < last) {
      at = sequenceSchema.parse(Math.max(this.#verified, at));
      // oxlint-disable-next-line no-await-in-loop -- in their order
      const some = await parts.arrivals.between(at, last, AT_ONCE);
      // oxlint-disable-next-line no-await-in-loop -- as above
      const missing = await firstMissing(parts, some, holdsLater);
      const read = missing ? some.slice(0, some.indexOf(missing)) : some;
      before = read.at(-1) ?? before;
      if (before) {
        if (at === this.#verified) this.#verified = before.seq;
        at = before.seq;
      }
      if (missing) return { seq: sequenceSchema.parse(missing.seq - 1), at: before?.at ?? missing.at };
      if (some.length === 0) return undefined;
      // oxlint-disable-next-line no-await-in-loop -- others have their turn
      await setImmediate();
    }
    return undefined;
  }
}

async function firstMissing(
  parts: ReadParts,
  some: readonly Arrival[],
  holdsLater: (after: Sequence) => Promise<boolean>,
): Promise<Arrival | undefined> {
  const absent = some.filter((arrival) => !holds(parts, arrival));
  if (absent.length === 0) return undefined;
  // One that was edited since is read with its later text.
  const versions = Map.groupBy(await parts.arrivals.versions(absent.map(({ brief }) => brief)), ({ brief }) => brief);
  const missing = absent.filter(({ brief, seq }) => {
    const hash = hashOf(parts.contents, brief);
    return !(versions.get(brief) ?? []).some((version) => version.seq >= seq && version.hash === hash);
  });
  const checkedAt = parts.checkedAt();
  for (const one of missing) {
    if (checkedAt === undefined || checkedAt.since(one.at).total('milliseconds') < APART_MS) return one;
    // oxlint-disable-next-line no-await-in-loop -- the first one of them tells most often
    if (!(await holdsLater(one.seq))) return one;
  }
  return undefined;
}

/** Tells whether the folder holds anything that arrived after a number. What was found once tells of all that came before it. */
function laterOnes(parts: ReadParts, last: Sequence): (after: Sequence) => Promise<boolean> {
  let held: Sequence = BEFORE_ALL;
  return async (after) => {
    for (let at = after; held <= after;) {
      // oxlint-disable-next-line no-await-in-loop -- in their order
      const some = await parts.arrivals.between(at, last, AT_ONCE);
      const end = some.at(-1);
      if (!end) return false;
      held = some.findLast((arrival) => holds(parts, arrival))?.seq ?? held;
      at = end.seq;
      // oxlint-disable-next-line no-await-in-loop -- others have their turn
      await setImmediate();
    }
    return true;
  };
}

function holds({ contents, isOwn }: ReadParts, { seq, brief, hash }: Arrival): boolean {
  return isOwn(seq) || hashOf(contents, brief) === hash;
}

function hashOf(contents: Contents, brief: string): string | undefined {
  const id = asBriefId(brief);
  return id && contents.of(id)?.hash;
}
