import { Kysely, sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aroundDialect } from '../../src/state/around-dialect.ts';
import { postgresEngine } from '../../src/state/postgres/engine.ts';
import type { State } from '../../src/state/open-state.ts';
import { freshDatabase } from '../postgres/database.ts';
import { gateTo, type Gate } from '../postgres/gate.ts';
import { databasesOf } from './databases.ts';

describe('a server whose connections are lost', () => {
  const databases = databasesOf('postgres');
  let gate: Gate;
  let state: State;
  beforeEach(async () => {
    gate = await gateTo(await freshDatabase());
    state = await databases.open({ url: gate.url });
  });
  afterEach(() => gate.close());

  // A process that dies of it is what this is about: an error that nobody hears fails the run.
  it('while they are in use fails the calls that use them, and nothing else', async () => {
    gate.hold();
    const calls = [state.check(), state.check(), state.arrivals.last()];
    const outcomes = Promise.allSettled(calls);
    gate.shut();
    for (const outcome of await outcomes) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { trouble: 'away' } });
    }
  });

  it('without a word are given up, as a network that swallows all would be waited for without end', async () => {
    const lost: Error[] = [];
    const engine = postgresEngine(gate.url, (error) => lost.push(error), 200);
    const db = new Kysely<object>({ dialect: aroundDialect(engine.dialect, engine.around) });
    await sql`select 1`.execute(db);
    gate.hold();
    await expect(sql`select 1`.execute(db)).rejects.toMatchObject({ trouble: 'away' });
    await sql`select 1`.execute(db);
    await db.destroy();
    expect(lost).toEqual([]);
  });

  it('answers again once it can be reached', async () => {
    gate.shut();
    await expect(state.check()).rejects.toMatchObject({ trouble: 'away' });
    gate.open();
    await state.check();
  });
});
