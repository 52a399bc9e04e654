import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { expect, it } from 'vitest';
import { z } from 'zod';
import type { DigestId } from '../../src/state/ids.ts';
import type { StatePlace } from '../../src/state/open-state.ts';
import { seededRandom } from '../fixtures/random.ts';
import { after, describeOverEach, newDigest, sequence } from './databases.ts';

const promised = z.object({
  arrived: z.int().optional(),
  brief: z.string().optional(),
  planned: z.string().optional(),
  posted: z.string().optional(),
  reference: z.string().optional(),
  finished: z.string().optional(),
  covered: z.int().optional(),
});
type Promised = z.infer<typeof promised>;

/** Runs the worker until it has made so many promises, kills it in the middle of whatever it does, and returns them. */
function killedAfter(place: StatePlace, digest: DigestId, first: number, count: number): Promise<readonly Promised[]> {
  const script = new URL('./worker.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [script, JSON.stringify(place), digest, String(first)]);
  const lines: Promised[] = [];
  let errors = '';
  child.stderr.on('data', (bytes: Buffer) => (errors += bytes.toString()));
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(promised.parse(JSON.parse(line)));
    if (lines.length === count) child.kill('SIGKILL');
  });
  return new Promise((resolve, reject) => {
    child.on('close', (_code, signal) => {
      if (signal === 'SIGKILL') resolve(lines);
      else reject(new Error(errors));
    });
  });
}

describeOverEach('a database whose user is killed', (databases) => {
  it('keeps every promise that it gave, and is whole', async () => {
    const random = seededRandom(7);
    const place = await databases.place();
    const digest = await newDigest(await databases.open(place));
    const promises: Promised[] = [];
    for (let round = 0; round < 6; round++) {
      promises.push(...(await killedAfter(place, digest, round * 1000, 1 + random.below(60))));
    }

    const state = await databases.open(place);
    const arrivals = await state.arrivals.between(sequence(0), await state.arrivals.last(), 10_000);
    // Without a gap, and each that was told of is there.
    expect(arrivals.map(({ seq }) => seq)).toEqual(arrivals.map((_, n) => n + 1));
    const told = promises.filter(({ arrived }) => arrived !== undefined);
    for (const { arrived, brief } of told) expect(arrivals[(arrived ?? 0) - 1]).toMatchObject({ brief });

    const history = await state.deliveries.history(digest, 10_000);
    const bySlot = new Map(history.map((delivery) => [delivery.slot.toString(), delivery]));
    for (const { finished } of promises) {
      if (finished !== undefined) expect(bySlot.get(finished)).toMatchObject({ state: 'delivered' });
    }
    for (const { posted, reference } of promises) {
      if (posted === undefined) continue;
      expect(await state.deliveries.pages(digest, Temporal.Instant.from(posted))).toMatchObject([
        { state: 'posted', reference },
      ]);
    }
    // One open delivery at the most, and each window that readers got starts where the last one ended.
    expect(history.filter(({ state: now }) => now === 'claimed' || now === 'posting').length).toBeLessThan(2);
    const windows = history.filter((one) => one.state === 'delivered').map((one) => one.window);
    for (const [n, window] of windows.entries()) expect(window?.after.seq).toBe(windows[n + 1]?.through.seq ?? 0);
    expect(windows.length).toBeGreaterThan(5);
  }, 60_000);

  it('forgets what was half-way in a transaction, and holds up nobody', async () => {
    const place = await databases.place();
    const state = await databases.open(place);
    const script = new URL('./half-way.ts', import.meta.url).pathname;
    const child = spawn(process.execPath, [script, JSON.stringify(place), 'an event'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await new Promise((resolve) => {
      createInterface({ input: child.stdout }).once('line', resolve);
    });
    const ended = new Promise((resolve) => child.on('close', resolve));
    child.kill('SIGKILL');
    await ended;
    expect(await state.seen.isFirst('an event', after(0), 60_000)).toBe(true);
  });

  it('lets the next one go on where it ended', async () => {
    const place = await databases.place();
    const state = await databases.open(place);
    const digest = await newDigest(state);
    await killedAfter(place, digest, 0, 2);
    const [left] = await state.deliveries.abandoned(after(10_000), 5);
    // It was killed after it had planned, and whatever it did in that moment happened or did not.
    const [page] = await state.deliveries.pages(digest, after(0));
    expect(page).toMatchObject({ key: 'k-0' });
    if (left) {
      const claim = await state.deliveries.claim(
        { digest, slot: left.slot },
        { holder: 'next', now: after(10_000), leaseMs: 1000 },
      );
      expect(claim).toMatchObject({ kind: 'claimed', lease: { attempt: left.attempts + 1 }, pages: [page] });
    }
  }, 60_000);
});
