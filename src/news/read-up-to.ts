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
 * and this one has not found in its folder so long after was taken out again.
 */
const APART_MS = 10 * 60_000;
const AT_ONCE = 500;

/** How far this copy has read what arrived. Remembers what it has seen. */
export class ReadUpTo {
  #verified: Sequence = BEFORE_ALL;

  /** The first arrival up to `last` that this copy has still to read, with the mark before it. Undefined: it has read all. */
  async behind(parts: ReadParts, last: Sequence): Promise<Mark | undefined> {
    let before: Arrival | undefined;
    while (this.#verified < last) {
      // oxlint-disable-next-line no-await-in-loop -- in their order
      const some = await parts.arrivals.between(this.#verified, last, AT_ONCE);
      // oxlint-disable-next-line no-await-in-loop -- as above
      const missing = await firstMissing(parts, some);
      const read = missing ? some.slice(0, some.indexOf(missing)) : some;
      before = read.at(-1) ?? before;
      if (before) this.#verified = before.seq;
      if (missing) return { seq: sequenceSchema.parse(missing.seq - 1), at: before?.at ?? missing.at };
      if (some.length === 0) return undefined;
      // oxlint-disable-next-line no-await-in-loop -- others have their turn
      await setImmediate();
    }
    return undefined;
  }
}

async function firstMissing(parts: ReadParts, some: readonly Arrival[]): Promise<Arrival | undefined> {
  const checkedAt = parts.checkedAt();
  const doubtful = some.filter((arrival) => {
    const { seq, brief, hash, at } = arrival;
    if (parts.isOwn(seq) || hashOf(parts.contents, brief) === hash) return false;
    return checkedAt === undefined || checkedAt.since(at).total('milliseconds') < APART_MS;
  });
  if (doubtful.length === 0) return undefined;
  // One that was edited since is read with its later text.
  const versions = Map.groupBy(await parts.arrivals.versions(doubtful.map(({ brief }) => brief)), ({ brief }) => brief);
  return doubtful.find(({ brief, seq }) => {
    const hash = hashOf(parts.contents, brief);
    return !(versions.get(brief) ?? []).some((version) => version.seq >= seq && version.hash === hash);
  });
}

function hashOf(contents: Contents, brief: string): string | undefined {
  const id = asBriefId(brief);
  return id && contents.of(id)?.hash;
}
