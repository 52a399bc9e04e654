import { afterAll, beforeAll, expect, it } from 'vitest';
import { digest } from '../../../src/commands/digest.ts';
import { plainText } from '../../../src/message/plain-text.ts';
import type { State } from '../../../src/state/open-state.ts';
import { openDesk, type TestDesk } from '../../fixtures/desk.ts';
import { editor, openDigestDesk, reader, type DigestDesk } from '../../fixtures/digest-desk.ts';
import { databasesOf } from '../../state/databases.ts';
import { expectGolden, lineOf } from './reading.ts';

/** What a community sees that sets its digests up. Read a changed file as its readers would. */

let briefs: TestDesk;
beforeAll(async () => {
  briefs = await openDesk();
});
afterAll(() => briefs.close());

const databases = databasesOf('sqlite');
const ZONE = 'Europe/Amsterdam';
const MORNING =
  'digest create "Morning news" at:"weekdays 8:00, 17:30" about:aleppo,lavrov without:kerry text:truce empty:hold least:4';

async function open(): Promise<{ desk: DigestDesk; state: State }> {
  const state = await databases.fresh();
  return { desk: openDigestDesk(briefs, state), state };
}

async function withMorning(): Promise<{ desk: DigestDesk; state: State }> {
  const opened = await open();
  const draft = await opened.desk.ask(MORNING, editor(), ZONE);
  await opened.desk.ask(lineOf(draft, 'Save'));
  return opened;
}

it('begins with nothing, and says how one is made', async () => {
  const { desk } = await open();
  for (const line of ['digest', 'digest create', 'digest show', 'digest show Morning', 'digest create Morning']) {
    await expectGolden(`empty-${line.replaceAll(' ', '-')}`, line, await desk.ask(line));
  }
});

it('shows all that a digest will do before it is saved, and all of it afterwards', async () => {
  const { desk } = await open();
  const draft = await desk.ask(MORNING, editor(), ZONE);
  await expectGolden('draft', MORNING, draft);
  expect(await desk.office.list({ platform: 'chat', tenant: 'T1' }), 'nothing is saved before Save').toEqual([]);
  const save = lineOf(draft, 'Save');
  await expectGolden('saved', 'digest save DRAFT', await desk.ask(save));
  await expectGolden('saved-before', 'digest save DRAFT', await desk.ask(save));
  expect(desk.faults).toEqual([]);
});

it('warns before it is saved of all that may go wrong', async () => {
  const { desk } = await open();
  desk.items = 0;
  desk.looks.set('C2', { kind: 'closed', why: 'The bot is not in that channel: invite it with /invite.' });
  const paris = 'digest create Night at:"daily 2:30" zone:Europe/Paris channel:C2 about:aleppo';
  const warned = await desk.ask(paris);
  await expectGolden('warnings', paris, warned);
  await expectGolden('not-saved', 'digest save DRAFT', await desk.ask(lineOf(warned, 'Save')));
  const nowhere = 'digest create Night at:22:00';
  await expectGolden('no-zone', nowhere, await desk.ask(nowhere));
});

it('lists them for anyone, and shows one with what somebody may do with it', async () => {
  const { desk } = await withMorning();
  const second = await desk.ask(
    'digest create "Last day" at:"last day at noon" zone:Asia/Tokyo channel:C2 layout:threads',
  );
  await desk.ask(lineOf(second, 'Save'));
  await desk.ask('digest pause last day');
  await expectGolden('list', 'digest list', await desk.ask('digest list', reader()));
  await expectGolden(
    'show-to-a-reader',
    'digest show morning news',
    await desk.ask('digest show morning news', reader()),
  );
  await expectGolden('show-paused', 'digest show Last day', await desk.ask('digest show Last day'));
  await expectGolden('which', 'digest run', await desk.ask('digest run'));
  await expectGolden('no-such', 'digest run evening', await desk.ask('digest run evening'));
});

it('previews it for anyone', async () => {
  const { desk } = await withMorning();
  await expectGolden('preview', 'digest preview morning news', await desk.ask('digest preview morning news', reader()));
  desk.items = 0;
  await expectGolden(
    'preview-nothing',
    'digest preview morning news',
    await desk.ask('digest preview morning news', reader()),
  );
});

it('says of a preview that it does not read all that arrived', async () => {
  const { desk } = await withMorning();
  desk.passedOver = 9500;
  const line = 'digest create Night at:22:00 zone:Europe/Paris';
  await expectGolden('create-after-many', line, await desk.ask(line));
  desk.items = 0;
  await expectGolden('warning-after-many', line, await desk.ask(line));
  const look = 'digest preview morning news';
  await expectGolden('preview-nothing-after-many', look, await desk.ask(look, reader()));
});

it('says how to change it, and shows the change before it is saved', async () => {
  const { desk } = await withMorning();
  await expectGolden('edit', 'digest edit morning news', await desk.ask('digest edit morning news'));
  const line =
    'digest edit morning news days:mon about:none text:none rename:"Monday news" empty:say sections:numbers,story';
  const changed = await desk.ask(line);
  await expectGolden('edit-draft', line, changed);
  await expectGolden('edit-saved', 'digest save DRAFT', await desk.ask(lineOf(changed, 'Save')));
});

it('stops, goes on, is left out once, and is deleted when that is confirmed', async () => {
  const { desk } = await withMorning();
  for (const action of ['pause', 'resume', 'skip', 'delete'] as const) {
    const line = `digest ${action} morning news`;
    const answer = await desk.ask(line);
    await expectGolden(action, line, answer);
    if (action !== 'delete') continue;
    expect(await desk.office.list({ platform: 'chat', tenant: 'T1' })).toHaveLength(1);
    const confirm = lineOf(answer, 'Yes, delete it');
    await expectGolden('deleted', 'digest delete DIGEST confirm:yes', await desk.ask(confirm));
  }
  expect(await desk.office.list({ platform: 'chat', tenant: 'T1' })).toEqual([]);
});

it('tells what became of each slot', async () => {
  const { desk, state } = await withMorning();
  await expectGolden('history-none', 'digest history morning news', await desk.ask('digest history morning news'));
  const [one] = await desk.office.list({ platform: 'chat', tenant: 'T1' });
  if (!one) throw new Error('nothing was saved');
  const ends = [
    ['delivered', undefined, 0],
    ['skipped', 'There were 2 of the 4 items that it waits for.', 0],
    ['failed', 'The message was refused: the bot may not write there. What it said is in the next digest.', 0],
    ['unknown', 'The platform cannot tell whether the message came: look into the channel.', 40],
  ] as const;
  for (const [at, [became, note, late]] of ends.entries()) {
    const slot = desk.now.add({ hours: 8 * (at + 1) });
    const claim = await state.deliveries.claim({ digest: one.id, slot }, { holder: 'a', now: slot, leaseMs: 1000 });
    if (claim.kind !== 'claimed') throw new Error(claim.kind);
    await state.deliveries.finish(claim.lease, { state: became, note }, slot.add({ minutes: late }));
  }
  await desk.ask('digest skip morning news');
  const late = desk.now.add({ hours: 48 });
  await state.deliveries.claim({ digest: one.id, slot: late }, { holder: 'a', now: late, leaseMs: 1000 });
  await state.deliveries.claim(
    { digest: one.id, slot: late },
    { holder: 'b', now: late.add({ minutes: 1 }), leaseMs: 1000 },
  );
  await expectGolden('history', 'digest history morning news', await desk.ask('digest history morning news'));
});

it('says in a sentence what became of a run', async () => {
  const { desk } = await withMorning();
  const texts: string[] = [];
  const [one] = await desk.office.list({ platform: 'chat', tenant: 'T1' });
  if (!one) throw new Error('nothing was saved');
  const states = ['busy', 'delivered', 'skipped', 'failed', 'unknown', 'posting'] as const;
  for (const state of states) {
    const note = state === 'failed' ? 'The bot may not write there.' : undefined;
    const delivery = { digest: one.id, slot: desk.now, holder: undefined, leaseUntil: undefined, attempts: 1 };
    desk.running = async () =>
      state === 'busy'
        ? state
        : { ...delivery, state, note, window: undefined, startedAt: desk.now, finishedAt: desk.now };
    texts.push(plainText((await desk.ask('digest run morning news')).message).split('\n')[0] ?? '');
  }
  await expect(`${texts.join('\n')}\n`).toMatchFileSnapshot('golden/runs.txt');
});

it('says of one that was suspended half-way why it does not run, and what goes on with it', async () => {
  const { desk, state } = await withMorning();
  const [one] = await desk.office.list({ platform: 'chat', tenant: 'T1' });
  if (!one) throw new Error('nothing was saved');
  const claim = await state.deliveries.claim(
    { digest: one.id, slot: desk.now },
    { holder: 'a', now: desk.now, leaseMs: 1000 },
  );
  if (claim.kind !== 'claimed') throw new Error(claim.kind);
  await state.deliveries.plan(claim.lease, { through: one.covered, pages: [{ key: 'd-1', content: '{}' }] }, desk.now);
  const reason = 'The bot may not write there any more: give it back the right.';
  await state.digests.change(one, { status: 'suspended', reason }, desk.now);
  expect((await desk.ask('digest run morning news')).message.summary, 'as long as somebody is at it').toContain(
    'is being sent just now',
  );
  await state.deliveries.release(claim.lease, desk.now, desk.now);
  await expectGolden('run-suspended', 'digest run morning news', await desk.ask('digest run morning news'));
});

it('answers what is wrong in a sentence that says what to do', async () => {
  const { desk } = await withMorning();
  const lines = [
    'digest fly morning',
    'digest crate Evening at:8:00',
    'digest delet "Morning news" confirm:yes',
    'digest create Evening at:8:00 layout:thread',
    'digest create Evening at:"every 3 days"',
    'digest create Evening at:25:00',
    'digest create Evening at:8:00 zone:CET',
    'digest create Evening at:8:00 sections:gossip',
    'digest create Evening at:8:00 most:99',
    'digest create "MORNING NEWS" at:8:00',
    `digest create ${'long '.repeat(20)} at:8:00`,
    'digest create draft:0123456789',
    'digest save 0123456789',
    'digest save',
  ];
  const said: string[] = [];
  for (const line of lines) {
    const { message } = await desk.ask(line);
    said.push(`> ${line}\n${plainText(message)}\n`);
  }
  await expect(said.join('\n')).toMatchFileSnapshot('golden/mistakes.txt');
  expect(await desk.office.list({ platform: 'chat', tenant: 'T1' }), 'nothing is deleted on a guess').toHaveLength(1);
  expect(desk.faults).toEqual([]);
});

it('says who may, to who may not', async () => {
  const { desk } = await withMorning();
  const said: string[] = [];
  for (const action of ['run', 'pause', 'edit', 'history', 'delete'] as const) {
    said.push(plainText((await desk.ask(`digest ${action} morning news`, reader())).message));
  }
  said.push(plainText((await desk.ask('digest create X at:8:00', reader())).message));
  said.push(plainText((await desk.ask('digest list', reader({ tenant: undefined }))).message));
  said.push(plainText((await desk.desk.answer({ line: 'digest list' })).message));
  await expect(`${said.join('\n\n')}\n`).toMatchFileSnapshot('golden/refusals.txt');
});

it('has examples that are answered as soon as there is a digest of that name', async () => {
  const { desk } = await withMorning();
  for (const { line } of digest.examples) {
    const asked = line.replace('create "Morning news"', 'create "Evening news"');
    const { message } = await desk.ask(asked);
    expect(plainText(message), asked).not.toMatch(/There is no|needs|went wrong/);
  }
  expect(desk.faults).toEqual([]);
});

it('offers the names of the digests of a community while one is typed, and the zone of who types first', async () => {
  const { desk } = await withMorning();
  const by = reader();
  const offered = async (argument: string, text: string) =>
    (await desk.desk.completeArgument({ command: 'digest', argument, text, by, zone: ZONE })).map(({ value }) => value);
  expect(await offered('name', 'NEWS')).toEqual(['Morning news']);
  expect(await offered('name', 'noon')).toEqual([]);
  expect((await offered('zone', '')).slice(0, 2)).toEqual([ZONE, 'Africa/Abidjan']);
  expect((await offered('zone', 'tok'))[0]).toBe('Asia/Tokyo');
  expect(desk.faults).toEqual([]);
});
