import { setImmediate } from 'node:timers/promises';

/** Work that stops after each small part of it, some of which may take a millisecond. It depends on nothing but what it is given. */
export type InParts<T> = Generator<undefined, T, undefined>;

/** Others wait no longer than this for their turn, and for the one part that is under way then. */
const TURN_MS = 10;

/** Does the work to its end. Whatever else the process has to do has its turn in between. */
export async function inTurns<T>(work: InParts<T>): Promise<T> {
  for (;;) {
    const until = performance.now() + TURN_MS;
    let part = work.next();
    while (part.done !== true && performance.now() < until) part = work.next();
    if (part.done === true) return part.value;
    // oxlint-disable-next-line no-await-in-loop -- others have their turn
    await setImmediate();
  }
}
