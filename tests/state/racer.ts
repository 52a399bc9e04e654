import { createInterface } from 'node:readline';
import { z } from 'zod';
import { digestIdSchema } from '../../src/state/ids.ts';
import { openState } from '../../src/state/open-state.ts';

/**
 * One copy of the bot in a process of its own. Opens the state, says `ready`, and with the next line on its input races for
 * everything that it is told of; prints what it won.
 */
const place = z.union([z.object({ file: z.string() }), z.object({ url: z.string() })]);
const [where = '', holder = ''] = process.argv.slice(2);
const state = await openState(place.parse(JSON.parse(where)));
process.stdout.write('"ready"\n');

for await (const line of createInterface({ input: process.stdin })) {
  const { digests, slot, ids, briefs } = z
    .object({
      digests: z.array(digestIdSchema),
      slot: z.string(),
      ids: z.array(z.string()),
      briefs: z.array(z.string()),
    })
    .parse(JSON.parse(line));
  const at = Temporal.Instant.from(slot);
  const who = { holder, now: at, leaseMs: 60_000 };
  const [claims, firsts, arrived, lease] = await Promise.all([
    Promise.all(digests.map((digest) => state.deliveries.claim({ digest, slot: at }, who))),
    Promise.all(ids.map((id) => state.seen.isFirst(id, at, 60_000))),
    state.arrivals.record(
      briefs.map((brief) => ({ brief, hash: 'h' })),
      at,
    ),
    state.leases.take('refresh', { holder, now: at, ms: 60_000 }),
  ]);
  process.stdout.write(
    `${JSON.stringify({
      digests: digests.filter((_, n) => claims[n]?.kind === 'claimed'),
      losses: claims.filter(({ kind }) => kind === 'taken').length,
      ids: ids.filter((_, n) => firsts[n]),
      arrived: arrived.map(({ seq, brief }) => [seq, brief]),
      lease: lease.kind,
    })}\n`,
  );
  break;
}
await state.close();
