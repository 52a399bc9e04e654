import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { status } from '../../src/commands/status.ts';
import { digestStandings } from '../../src/digests/standing.ts';
import type { Pause } from '../../src/kernel/pause.ts';
import { plainText } from '../../src/message/plain-text.ts';
import type { Asker } from '../../src/platform.ts';
import type { DigestId } from '../../src/state/ids.ts';
import type { State } from '../../src/state/open-state.ts';
import { StateError } from '../../src/state/state-error.ts';
import { NOW, openDesk, type TestDesk } from '../fixtures/desk.ts';
import { servicesWith } from '../fixtures/services.ts';
import { databasesOf, describeOverEach, sequence, TENANT } from '../state/databases.ts';

const now = Temporal.Instant.from(NOW);
const at = (hours: number) => now.add({ minutes: Math.round(hours * 60) });

let office: TestDesk;
beforeAll(async () => {
  office = await openDesk();
});
afterAll(() => office.close());

const asker = (tenant: string | undefined): Asker => ({
  platform: TENANT.platform,
  tenant,
  person: 'U1',
  channel: 'C1',
  mayManage: () => Promise.resolve(false),
  managers: 'nobody',
});

async function ask(state: () => Promise<State>, by: Asker | undefined, pause?: Pause): Promise<string> {
  const message = await status.run(
    {
      corpus: office.corpus,
      commands: [],
      line: { command: 'status', positional: [], named: {} },
      today: '2016-12-01' as never,
      now,
      zone: 'UTC',
      isZoneTold: false,
      asker: by,
      services: servicesWith({ standings: digestStandings(state, pause) }),
    },
    {},
  );
  return plainText(message);
}

const never = async (): Promise<State> => {
  throw new Error('the database was opened');
};

async function digest(
  state: State,
  name: string,
  hours: number | undefined,
  tenant = TENANT.tenant,
): Promise<DigestId> {
  const made = await state.digests.create(
    {
      platform: TENANT.platform,
      tenant,
      channel: `C-${name.toLowerCase().replaceAll(/\W+/g, '-')}`,
      name,
      definition: {},
      createdBy: 'U1',
      nextAt: hours === undefined ? undefined : at(hours),
      covered: { seq: sequence(0), at: at(-200) },
    },
    at(-200),
  );
  if (!made) throw new Error(`${name} is taken`);
  return made.id;
}

async function begin(state: State, id: DigestId, hours: number, holder = 'copy-1') {
  const slot = at(hours);
  const claim = await state.deliveries.claim({ digest: id, slot }, { holder, now: slot, leaseMs: 60_000 });
  if (claim.kind !== 'claimed') throw new Error(`not claimed: ${claim.kind}`);
  return claim.lease;
}

async function end(
  state: State,
  id: DigestId,
  hours: number,
  became: 'delivered' | 'failed' | 'unknown',
  note?: string,
) {
  const lease = await begin(state, id, hours);
  await state.deliveries.finish(lease, { state: became, note }, at(hours + 0.01));
}

describe('status where nobody says in which community they ask', () => {
  it.each([
    ['no asker', undefined],
    ['an asker in no community', asker(undefined)],
  ])('shows the briefs and opens no database: %s', async (_, by) => {
    const text = await ask(never, by);
    expect(text).toContain('Index: up to date');
    expect(text).not.toContain('Database');
  });
});

describeOverEach('status in a community', (databases) => {
  it('says nothing of digests where it has none, whatever others have', async () => {
    const state = await databases.fresh();
    await digest(state, 'Of others', 1, 'T2');
    expect(await ask(async () => state, asker(TENANT.tenant))).toBe(await ask(never, undefined));
  });

  it('tells what comes next and what did not go well, of this community alone', async () => {
    const state = await databases.fresh();
    await state.arrivals.record([{ brief: 'a', hash: 'h' }], at(-3));
    await state.arrivals.record([{ brief: 'b', hash: 'h' }], at(-2));
    const theirs = await digest(state, 'Secret of others', 1, 'T2');
    await end(state, theirs, -1, 'failed', 'A secret of others.');
    const morning = await digest(state, 'Morning news', 21.5);
    await digest(state, 'Syria', 2.5);
    for (const n of [1, 2, 3, 4, 5]) await digest(state, `Weekly ${n}`, 100 + n);
    await end(state, morning, -200, 'failed', 'This is too long ago.');
    await end(state, morning, -27, 'delivered');
    await end(state, morning, -26, 'failed', 'The channel did not take it: it is read-only.');
    await end(state, morning, -25, 'unknown');
    await digest(state, 'Without a slot', undefined);
    const lost = await digest(state, 'Old desk', 3);
    await state.digests.change({ id: lost, revision: 1 }, { status: 'suspended', reason: 'The channel is gone.' }, now);
    const holiday = await digest(state, 'Holidays', 3);
    await state.digests.change({ id: holiday, revision: 1 }, { status: 'paused' }, now);
    const slow = await digest(state, 'Slow', 30);
    const lease = await begin(state, slow, -1);
    await state.deliveries.release(lease, at(0.1), at(-0.9));
    const quick = await digest(state, 'Quick', 30);
    await begin(state, quick, -0.001);
    const text = await ask(async () => state, asker(TENANT.tenant));
    expect(text).not.toMatch(/others/i);
    await expect(`${text}\n`).toMatchFileSnapshot('golden/status-with-digests.txt');
  });
});

describe('status of a database that does not answer', () => {
  const databases = databasesOf('sqlite');

  it('says so in a sentence that says what to do, and still tells of the briefs', async () => {
    const sentence = 'The database does not answer: see that PostgreSQL runs.';
    const text = await ask(() => Promise.reject(new StateError('away', sentence)), asker('T1'));
    expect(text).toContain(`Database: ${sentence}`);
    expect(text).toContain('Index: up to date');
  });

  it('does not wait for it for long', async () => {
    const asked: number[] = [];
    const pause: Pause = async (ms) => void asked.push(ms);
    const text = await ask(() => new Promise<State>(() => undefined), asker('T1'), pause);
    expect(text).toContain('Database: It does not answer');
    expect(asked).toEqual([5000]);
  });

  it('is a fault like any other where the program is at fault', async () => {
    const state = await databases.fresh();
    const broken = {
      ...state,
      survey: { ...state.survey, lastArrival: () => Promise.reject(new TypeError('broken')) },
    };
    await expect(ask(async () => broken, asker('T1'))).rejects.toThrow(TypeError);
  });
});
