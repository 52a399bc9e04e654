/**
 * `npm run chaos -- --kills 1000 --seed 7 --copies 1,3`
 *
 * Kills copies of the bot at random moments of posting, in rounds over SQLite and PostgreSQL, and judges what came of it.
 * `--kills`: in all, default 1000. `--seed`: of the first round, each further one has the next; default a random one.
 * `--copies`: of the rounds in turn, default 1,3; one copy works on SQLite, several on PostgreSQL. Prints a table, and ends
 * with 1 where a promise was broken, with the seed of the round that shows it.
 */
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { campaign } from './campaign.ts';
import { startPostgres, type Postgres } from './postgres.ts';
import { momentsOf, tableOf, totalOf, type Outcome } from './tally.ts';

/** A round of this many is over in some minutes, and whatever it shows is repeated as soon. */
const KILLS_A_ROUND = 50;

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '1000' },
    seed: { type: 'string', default: String(randomInt(2 ** 31)) },
    copies: { type: 'string', default: '1,3' },
  },
});
const [kills, firstSeed] = [Number(values.kills), Number(values.seed)];
const copies = values.copies.split(',').map(Number);
if (![kills, firstSeed, ...copies].every((number) => Number.isSafeInteger(number) && number > 0)) {
  console.error('--kills and --seed take a whole number, --copies some parted by commas.');
  process.exit(1);
}

const outcomes: Outcome[] = [];
let postgres: Postgres | undefined;
try {
  for (let round = 0, left = kills; left > 0; round += 1) {
    const seed = firstSeed + round;
    const count = copies[round % copies.length] ?? 1;
    const some = Math.min(left, KILLS_A_ROUND);
    left -= some;
    postgres ??= count > 1 ? await startPostgres() : undefined;
    const databaseUrl = count > 1 ? await postgres?.freshDatabase() : undefined;
    const what = count > 1 ? `PostgreSQL, ${count} copies` : 'SQLite, one copy';
    const { outcome, problems } = await campaign({ what, seed, copies: count, kills: some, databaseUrl });
    outcomes.push(outcome);
    for (const problem of problems) console.error(`Seed ${seed}: ${problem}`);
    if (problems.length > 0) process.exitCode = 1;
    console.error(`... seed ${seed}: ${what}, ${some} kills in ${Math.round(outcome.seconds)} s, ${left} left`);
  }
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  await postgres?.end();
}

const sums = [...Map.groupBy(outcomes, ({ what }) => what)].map(([what, some]) => totalOf(what, some));
console.log(tableOf([...sums, totalOf('all', outcomes)]));
console.log(`\nKilled when the post was: ${momentsOf(totalOf('all', outcomes))}`);
