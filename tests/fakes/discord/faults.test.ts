import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { call } from './raw-client.ts';
import { startFakeDiscord, type FakeDiscord } from './server.ts';
import type { FakeChannel } from './world/channel.ts';

const V2 = 1 << 15;
const text = (content: string) => ({ flags: V2, components: [{ type: 10, content }] });

let discord: FakeDiscord;
let channel: FakeChannel;
beforeEach(async () => {
  discord = await startFakeDiscord();
  channel = discord.addGuild('Newsroom').addTextChannel('general');
});
afterEach(async () => discord.close());

const send = async (body: unknown) => call(discord, `POST /channels/${channel.id}/messages`, body);

describe('a fake that keeps limits', () => {
  let nowMs: number;
  let paced: FakeDiscord;
  beforeEach(async () => {
    nowMs = Date.UTC(2026, 0, 1);
    paced = await startFakeDiscord({ paced: true, now: () => nowMs });
  });
  afterEach(async () => paced.close());

  it('takes five messages of a channel in five seconds, and says beforehand that the next is too many', async () => {
    const guild = paced.addGuild('Newsroom');
    const [one, other] = [guild.addTextChannel('one'), guild.addTextChannel('other')];
    const post = async ({ id }: FakeChannel) => call(paced, `POST /channels/${id}/messages`, text('x'));
    const remaining: (string | null)[] = [];
    for (let n = 0; n < 5; n += 1) {
      const { status, headers } = await post(one);
      expect(status).toBe(200);
      remaining.push(headers.get('x-ratelimit-remaining'));
    }
    expect(remaining).toEqual(['4', '3', '2', '1', '0']);
    nowMs += 2000;
    const refused = await post(one);
    expect([refused.status, refused.headers.get('x-ratelimit-scope')]).toEqual([429, 'user']);
    expect(refused.body).toMatchObject({ retry_after: 3, global: false });
    expect((await post(other)).status).toBe(200);
    nowMs += 3000;
    expect((await post(one)).status).toBe(200);
  });

  it('takes fifty requests of the bot in a second', async () => {
    const ask = async () => call(paced, 'GET /users/@me');
    for (let n = 0; n < 50; n += 1) expect((await ask()).status).toBe(200);
    nowMs += 400;
    const refused = await ask();
    expect([refused.status, refused.headers.get('x-ratelimit-global')]).toEqual([429, 'true']);
    expect(refused.body).toMatchObject({ retry_after: 0.6, global: true });
    nowMs += 600;
    expect((await ask()).status).toBe(200);
  });
});

describe('a fault', () => {
  const route = 'POST /channels/*/messages';

  it('of the server comes before or after the message is stored', async () => {
    discord.faults.next(route, { kind: 'status', status: 500, moment: 'before' });
    discord.faults.next(route, { kind: 'status', status: 502, moment: 'after' });
    expect((await send(text('lost'))).status).toBe(500);
    expect((await send(text('kept'))).status).toBe(502);
    expect((await send(text('third'))).status).toBe(200);
    expect(discord.messages(channel).map((one) => one.text)).toEqual(['kept', 'third']);
    expect(discord.faults.pending).toEqual([]);
  });

  it('of the wire breaks the connection, and the record says so', async () => {
    discord.faults.next(route, { kind: 'drop', moment: 'after' });
    await expect(send(text('kept'))).rejects.toThrow();
    expect(discord.messages(channel)).toHaveLength(1);
    expect(discord.requests.at(-1)).toMatchObject({ status: 0, body: text('kept') });
  });

  it('of too many requests tells when to come again', async () => {
    discord.faults.next(route, { kind: 'rate limit', retryAfterMs: 64_570, scope: 'global' }, 2);
    for (const { status, headers, body } of [await send(text('x')), await send(text('x'))]) {
      expect(status).toBe(429);
      expect(headers.get('retry-after')).toBe('65');
      expect(headers.get('x-ratelimit-global')).toBe('true');
      expect(body).toMatchObject({ retry_after: 64.57, global: true });
    }
    expect((await send(text('x'))).status).toBe(200);
  });

  it('of a slow server lasts until the test lets it end', async () => {
    const gate = discord.faults.hold(route, 'after');
    const reply = send(text('slow'));
    await gate.reached();
    expect(discord.messages(channel)).toHaveLength(1);
    expect(discord.requests.at(-1)?.status).toBeUndefined();
    gate.release();
    expect((await reply).status).toBe(200);
  });
});
