import { expect, test } from 'vitest';
import type { Channels, PostPlace } from '../../../src/platform.ts';
import { fakeDesk } from './fake-desk.ts';
import { startSession } from './harness.ts';

const HERE: PostPlace = { tenant: 'local', to: { kind: 'channel', id: 'here' }, title: 'Morning' };
const YOU: PostPlace = { ...HERE, to: { kind: 'person', id: 'you' } };

async function prompt(desk = fakeDesk()) {
  const session = await startSession(desk, { isInputTerminal: true, isOutputTerminal: true });
  await session.until('> ');
  return session;
}

const postOf = async (desk: ReturnType<typeof fakeDesk>, channels: Channels) => {
  const { message } = await desk.answer({ line: 'morning' });
  const [content, ...others] = channels.posts(message);
  expect(others).toEqual([]);
  return content ?? '';
};

test('a post is printed between what is typed, which stands below it again and is taken whole', async () => {
  const desk = fakeDesk();
  const { input, running, until, written } = await prompt(desk);
  input.write('who lavr');
  await until('who lavr');
  const content = await postOf(desk, running.channels);
  const outcome = await running.channels.post(HERE, content, { key: 'k1' });
  expect(outcome).toMatchObject({ kind: 'posted' });
  expect(written()).toContain('You asked morning');
  await until(`${content}\n\u001b[1G\u001b[0J> who lavr`);
  input.write('ov\r');
  await until('You asked who lavrov');
  input.write('exit\r');
  await running.ended;
  expect(desk.asked).toContain('who lavrov');
});

test('who sits there gets what is meant for them, and no other place is there', async () => {
  const desk = fakeDesk();
  const { input, running } = await prompt(desk);
  const { channels } = running;
  expect(await channels.look(HERE)).toEqual({ kind: 'open' });
  expect(await channels.look(YOU)).toEqual({ kind: 'open' });
  const content = await postOf(desk, channels);
  expect(await channels.post(YOU, content, { key: 'k1' })).toMatchObject({ kind: 'posted' });
  for (const place of [
    { ...HERE, to: { kind: 'channel' as const, id: 'C1' } },
    { ...HERE, to: { kind: 'person' as const, id: 'here' } },
    { ...HERE, tenant: 'T1' },
  ]) {
    expect(await channels.look(place)).toMatchObject({ kind: 'closed' });
    expect(await channels.post(place, content, { key: 'k2' })).toMatchObject({ kind: 'rejected', permanent: true });
  }
  input.write('exit\r');
  await running.ended;
});

test('what an earlier run may have printed is not printed again, as nobody can tell', async () => {
  const desk = fakeDesk();
  const { input, running, written } = await prompt(desk);
  const content = await postOf(desk, running.channels);
  const since = Temporal.Instant.from('2026-03-01T08:00:00Z');
  expect(await running.channels.post(HERE, content, { key: 'k1', since })).toEqual({ kind: 'unknown' });
  expect(written()).not.toContain(content);
  input.write('exit\r');
  await running.ended;
});

test('a post that is asked for by a line comes before the answer that waits for it', async () => {
  const desk = fakeDesk();
  const at: { channels?: Channels } = {};
  const posting: typeof desk = {
    ...desk,
    answer: async (request) => {
      const { message } = await desk.answer({ line: 'morning' });
      if (request.line === 'run') await at.channels?.post(HERE, at.channels.posts(message)[0] ?? '', { key: 'k1' });
      return desk.answer(request);
    },
  };
  const { input, running, until, written } = await prompt(posting);
  at.channels = running.channels;
  input.write('run\r');
  await until('You asked run');
  expect(written().indexOf('You asked morning')).toBeGreaterThan(0);
  expect(written().lastIndexOf('You asked morning')).toBeLessThan(written().indexOf('You asked run'));
  input.write('exit\r');
  await running.ended;
});

test('once it has been left, nothing is printed, and it is to be tried again', async () => {
  const desk = fakeDesk();
  const { input, running } = await prompt(desk);
  const content = await postOf(desk, running.channels);
  input.write('exit\r');
  await running.ended;
  expect(await running.channels.post(HERE, content, { key: 'k1' })).toMatchObject({ kind: 'retry' });
});
