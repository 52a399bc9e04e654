import { z } from 'zod';
import { openState } from '../../src/state/open-state.ts';

/**
 * A copy of the bot that records arrivals one after the other and works through deliveries without end, and prints after
 * each call what the database has promised. To be killed.
 */
const [where = '', digest = '', first = '0'] = process.argv.slice(2);
const state = await openState(
  z.union([z.object({ file: z.string() }), z.object({ url: z.string() })]).parse(JSON.parse(where)),
);
const START = Temporal.Instant.from('2026-03-01T08:00:00Z');

function say(what: object): void {
  process.stdout.write(`${JSON.stringify(what)}\n`);
}

for (let n = Number(first); ; n++) {
  const at = START.add({ minutes: n });
  const [arrival] = await state.arrivals.record([{ brief: `brief-${n}`, hash: 'h' }], at);
  say({ arrived: arrival?.seq, brief: arrival?.brief });
  const claim = await state.deliveries.claim(
    { digest: digest as never, slot: at }, // made by the test
    { holder: 'worker', now: at, leaseMs: 1 },
  );
  if (claim.kind === 'behind') {
    // What a killed worker left: ended by the next.
    const left = await state.deliveries.claim(
      { digest: digest as never, slot: claim.slot },
      { holder: 'worker', now: at, leaseMs: 1 },
    );
    if (left.kind === 'claimed') await state.deliveries.finish(left.lease, { state: 'unknown' }, at);
    continue;
  }
  if (claim.kind !== 'claimed' || !arrival) throw new Error(claim.kind);
  const through = { seq: arrival.seq, at };
  await state.deliveries.plan(claim.lease, { through, pages: [{ key: `k-${n}`, content: 'x'.repeat(3000) }] }, at);
  say({ planned: at.toString(), after: claim.covered.seq, through: through.seq });
  await state.deliveries.recordPage(claim.lease, { page: 1, state: 'posted', reference: `m-${n}` }, at);
  say({ posted: at.toString(), reference: `m-${n}` });
  await state.deliveries.finish(claim.lease, { state: 'delivered', covered: through }, at);
  say({ finished: at.toString(), covered: through.seq });
}
