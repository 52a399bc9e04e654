import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { expect, it } from 'vitest';
import { z } from 'zod';
import type { StatePlace } from '../../src/state/open-state.ts';
import { describeOverEach, newDigest, START } from './databases.ts';

const won = z.object({
  digests: z.array(z.string()),
  losses: z.int(),
  ids: z.array(z.string()),
  arrived: z.array(z.tuple([z.int(), z.string()])),
  lease: z.string(),
});

/** A process that has opened the state and waits for the start. */
async function racer(place: StatePlace, holder: string) {
  const child = spawn(
    process.execPath,
    [new URL('./racer.ts', import.meta.url).pathname, JSON.stringify(place), holder],
    {
      stdio: ['pipe', 'pipe', 'pipe'],
    },
  );
  let errors = '';
  child.stderr.on('data', (bytes: Buffer) => (errors += bytes.toString()));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async (): Promise<unknown> => {
    const { value, done } = await lines.next();
    if (done === true) throw new Error(`${holder} ended: ${errors}`);
    return JSON.parse(z.string().parse(value));
  };
  expect(await next()).toBe('ready');
  return {
    async race(work: object) {
      child.stdin.write(`${JSON.stringify(work)}\n`);
      return won.parse(await next());
    },
  };
}

describeOverEach('several copies of the bot', (databases) => {
  it('start at once on an empty database, and exactly one of them wins each claim, event, lease and arrival', async () => {
    const place = await databases.place();
    // All of them make the tables at the same time.
    const racers = await Promise.all(['one', 'two', 'three', 'four'].map((holder) => racer(place, holder)));
    const state = await databases.open(place);
    const digests: string[] = [];
    for (let n = 0; n < 40; n++) digests.push(await newDigest(state));
    const ids = Array.from({ length: 20 }, (_, n) => `event ${n}`);
    const briefs = Array.from({ length: 30 }, (_, n) => `brief-${n}`);

    const results = await Promise.all(racers.map((one) => one.race({ digests, slot: START.toString(), ids, briefs })));

    expect(results.flatMap((result) => result.digests).toSorted()).toEqual(digests.toSorted());
    expect(results.reduce((sum, { losses }) => sum + losses, 0)).toBe(3 * digests.length);
    expect(results.flatMap((result) => result.ids).toSorted()).toEqual(ids.toSorted());
    expect(results.map(({ lease }) => lease).toSorted()).toEqual(['held', 'held', 'held', 'taken']);
    const arrived = results.flatMap((result) => result.arrived);
    expect(arrived.map(([seq]) => seq).toSorted((a, b) => a - b)).toEqual(briefs.map((_, n) => n + 1));
    expect(arrived.map(([, brief]) => brief).toSorted()).toEqual(briefs.toSorted());
  }, 60_000);
});
