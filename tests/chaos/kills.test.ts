import { randomInt } from 'node:crypto';
import { afterAll, expect, it } from 'vitest';
import { freshDatabase } from '../postgres/database.ts';
import { campaign, type CampaignOptions } from './campaign.ts';
import { momentsOf, tableOf, type Outcome } from './tally.ts';

/** Each run tries other moments; `SEED` repeats those of another one. `npm run chaos` kills a thousand times. */
const seed = Number(process.env['SEED'] ?? randomInt(2 ** 31));
const outcomes: Outcome[] = [];

afterAll(() => {
  const moments = outcomes.map((one) => `${one.what}: ${momentsOf(one)}`);
  process.stdout.write(`\nSeed ${seed}\n${tableOf(outcomes)}\n${moments.join('\n')}\n`);
});

async function killed(options: Omit<CampaignOptions, 'seed'>): Promise<readonly string[]> {
  const { outcome, problems } = await campaign({ ...options, seed });
  outcomes.push(outcome);
  expect(outcome.kills).toBe(options.kills);
  return problems.map((problem) => `${problem} (seed ${seed})`);
}

it('one copy on SQLite that is killed again and again loses nothing and sends nothing twice', async () => {
  expect(await killed({ what: 'SQLite, one copy', copies: 1, kills: 20 })).toEqual([]);
}, 600_000);

it('three copies on PostgreSQL that are killed again and again lose nothing and send nothing twice', async () => {
  const databaseUrl = await freshDatabase();
  expect(await killed({ what: 'PostgreSQL, three copies', copies: 3, kills: 20, databaseUrl })).toEqual([]);
}, 600_000);
