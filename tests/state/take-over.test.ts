import { Client } from 'pg';
import { expect, it } from 'vitest';
import { onServer } from '../postgres/on-server.ts';
import { after, databasesOf, newDigest, START } from './databases.ts';

const LEASE_MS = 60_000;
const databases = databasesOf('postgres');

/** Waits until somebody waits for a row that another one holds. */
async function someoneWaits(url: string): Promise<void> {
  const query =
    "select count(*)::int as n from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()";
  await expect.poll(async () => onServer(url, query)).toEqual([{ n: 1 }]);
}

it.each([
  ['was held on to just then, as its holder was only late', "set lease_until = '2026-03-01T09:00:00.000Z'", 'taken'],
  ['has just ended', "set state = 'delivered', holder = null, lease_until = null", 'done'],
])('a delivery that %s is not taken over: two would post the same', async (_what, change, kind) => {
  const place = await databases.place();
  if (!('url' in place)) throw new Error('no server');
  const state = await databases.open(place);
  const digest = await newDigest(state);
  const slot = START;
  await state.deliveries.claim({ digest, slot }, { holder: 'one', now: START, leaseMs: LEASE_MS });

  const holder = new Client({ connectionString: place.url });
  await holder.connect();
  try {
    await holder.query(`begin; update deliveries ${change}`);
    const claim = state.deliveries.claim({ digest, slot }, { holder: 'two', now: after(5), leaseMs: LEASE_MS });
    await someoneWaits(place.url);
    await holder.query('commit');
    expect(await claim).toMatchObject({ kind });
  } finally {
    await holder.end();
  }
});
