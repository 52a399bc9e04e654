import { expect, it } from 'vitest';
import { InFlight } from '../src/kernel/in-flight.ts';
import { noChannels, untilStopped, type Channels, type PostOutcome } from '../src/platform.ts';

const PLACE = { tenant: 'T1', to: { kind: 'channel', id: 'C1' }, title: 'Morning' } as const;
const since = Temporal.Instant.from('2026-01-01T08:00:00Z');

function open() {
  const stopping = new AbortController();
  const inFlight = new InFlight();
  const answer = Promise.withResolvers<PostOutcome>();
  const given: unknown[] = [];
  const inner: Channels = {
    ...noChannels,
    post: async (...all) => {
      given.push(all);
      return answer.promise;
    },
  };
  return { stopping, inFlight, answer, given, channels: untilStopped(inner, { signal: stopping.signal, inFlight }) };
}

it('a post that is on its way at the stop is waited for, and the next one is to be tried again', async () => {
  const { stopping, answer, given, channels } = open();
  const first = channels.post(PLACE, 'a', { key: '1' });
  stopping.abort();
  expect(await channels.post(PLACE, 'b', { key: '2' })).toEqual({ kind: 'retry', afterMs: 0 });
  expect(given).toEqual([[PLACE, 'a', { key: '1' }]]);
  answer.resolve({ kind: 'posted', reference: 'm1' });
  expect(await first).toEqual({ kind: 'posted', reference: 'm1' });
});

it('of a post that an earlier try may have brought there, nothing is said after the stop: it must not be sent again unasked', async () => {
  const { stopping, given, channels } = open();
  stopping.abort();
  await expect(channels.post(PLACE, 'a', { key: '1', since })).rejects.toThrow('nobody asks any more');
  expect(given).toEqual([]);
});
