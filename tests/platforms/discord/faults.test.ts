import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { newIncidentId } from '../../../src/kernel/errors.ts';
import type { Block } from '../../../src/message/model.ts';
import type { Desk, Request } from '../../../src/platform.ts';
import { fault } from '../../../src/views/fault.ts';
import { fakeDesk } from '../terminal/fake-desk.ts';
import { isForOneOnly, logged, registered, shown, startBot, type Bot } from './bot.ts';

/** A desk of one command, that tells what it was asked; before it answers, `before` may fail or wait. */
let before: (request: Request) => Promise<void>;
let faults: { readonly incident: string; readonly error: unknown }[];
let desk: Desk & { readonly asked: readonly string[] };
let bot: Bot;

const longList: Block = {
  kind: 'list',
  ordered: true,
  items: Array.from({ length: 300 }, (_, n) => ({ spans: [{ kind: 'plain', text: `An item with the number ${n}` }] })),
};

beforeEach(async () => {
  before = async () => {};
  faults = [];
  const fake = fakeDesk((request) => before(request));
  desk = {
    ...fake,
    async answer(request) {
      const answer = await fake.answer(request);
      return request.line.includes('long') ? { ...answer, message: { ...answer.message, blocks: [longList] } } : answer;
    },
    fault: (error) => {
      const incident = newIncidentId();
      faults.push({ incident, error });
      return { message: fault(incident), line: '', page: 1, visibility: 'private' };
    },
    commands: [
      {
        name: 'ask',
        description: 'Asks',
        visibility: 'private',
        arguments: [{ name: 'what', kind: 'subject', description: 'What', required: false, positional: true }],
        examples: [],
      },
    ],
  };
  bot = await startBot(desk);
  await registered(bot);
});
afterEach(async () => {
  expect(bot.log()).not.toContain(bot.discord.token);
  expect(bot.log()).not.toMatch(/canary/);
  await bot.close();
});

const ask = (what = 'canary') => bot.ann.command(bot.channel, 'ask', { what });
const mention = (words: string) => bot.ann.says(bot.channel, `${bot.discord.bot.mention} ${words}`);
const fromBot = () => bot.discord.messages(bot.channel).filter(({ author }) => author === bot.discord.bot);

describe('a fault', () => {
  test('after the deferral becomes an apology with an incident id, and no “thinking” hangs on', async () => {
    before = async () => {
      throw new Error('the desk broke');
    };
    const message = await ask().answer();
    expect(faults).toHaveLength(1);
    expect(shown(message)).toContain(faults[0]?.incident);
    expect(message.state.flags & 64).toBe(64);
  });

  test('of a line that was asked in the open is told to who asked alone', async () => {
    before = async () => {
      throw new Error('the desk broke');
    };
    const handle = bot.ann.command(bot.channel, 'ask', { what: 'x', public: true });
    const told = await handle.answer();
    expect(shown(told)).toContain(faults[0]?.incident);
  });

  test('under a button is told beside the message, which stays as it is', async () => {
    const message = await ask('long').answer();
    const old = shown(message);
    before = async () => {
      throw new Error('the desk broke');
    };
    const told = await bot.ann.press(message, 'Next').followUp();
    expect(shown(told)).toContain(faults[0]?.incident);
    expect(isForOneOnly(told)).toBe(true);
    expect(shown(message)).toBe(old);
  });

  test('of a mention is told under the mention', async () => {
    before = async () => {
      throw new Error('the desk broke');
    };
    const question = mention('anything');
    const reply = await bot.discord.until('a reply', () => fromBot().find(({ reference }) => reference === question));
    expect(shown(reply)).toContain(faults[0]?.incident);
  });

  test('of a payload that the platform refuses is a fault of ours, with an apology in its place', async () => {
    bot.discord.faults.next('PATCH /webhooks/*/*/messages/@original', {
      kind: 'status',
      status: 400,
      moment: 'before',
    });
    const message = await ask().answer();
    expect(shown(message)).toContain(faults[0]?.incident);
    expect(String(faults[0]?.error)).toContain('was refused: 400');
    expect(JSON.stringify(faults[0]?.error, Object.getOwnPropertyNames(faults[0]?.error))).not.toContain('canary');
  });
});

describe('a window that is over', () => {
  test('of three seconds ends with a line in the log and no further request', async () => {
    const held = bot.discord.faults.hold('POST /interactions/*/*/callback', 'before');
    const handle = ask();
    await held.reached();
    handle.expire('callback');
    held.release();
    await logged(bot, '"why":"late"');
    expect(handle.messages).toEqual([]);
    expect(faults).toEqual([]);
    expect(desk.asked).toEqual([]);
  });

  test('of fifteen minutes ends the same way', async () => {
    const gate = Promise.withResolvers<void>();
    before = () => gate.promise;
    const handle = ask();
    await handle.acknowledged();
    handle.expire('token');
    gate.resolve();
    await logged(bot, '"why":"late"');
    expect(faults).toEqual([]);
  });
});

describe('trouble on the way', () => {
  const EDIT = 'PATCH /webhooks/*/*/messages/@original';
  const DEFER = 'POST /interactions/*/*/callback';
  const SEND = 'POST /channels/*/messages';

  test.each([
    ['a 429 with its headers', { kind: 'rate limit', retryAfterMs: 30 }],
    ['a 429 for everything', { kind: 'rate limit', retryAfterMs: 30, scope: 'global' }],
    ['a 500 that stored nothing', { kind: 'status', status: 500, moment: 'before' }],
    ['a 502 after it was stored', { kind: 'status', status: 502, moment: 'after' }],
    ['a connection that is cut before', { kind: 'drop', moment: 'before' }],
    ['a connection that is cut after it was stored', { kind: 'drop', moment: 'after' }],
  ] as const)('%s: the answer comes all the same, once', async (_, trouble) => {
    for (const route of [DEFER, EDIT]) {
      bot.discord.faults.next(route, trouble);
      const handle = ask(`x${route.length}`);
      expect(shown(await handle.answer())).toContain(`x${route.length}`);
      expect(handle.messages).toHaveLength(1);
    }
    bot.discord.faults.next(SEND, trouble);
    const question = mention('tell me');
    await bot.discord.until('a reply', () => fromBot().find(({ reference }) => reference === question));
    // A later answer shows that no second one is on its way to the earlier question.
    const next = mention('and again');
    await bot.discord.until('a reply', () => fromBot().find(({ reference }) => reference === next));
    expect(fromBot().filter(({ reference }) => reference === question)).toHaveLength(1);
    expect(faults).toEqual([]);
  });

  test('that goes on for a while is waited out, longer each time', async () => {
    bot.discord.faults.next(SEND, { kind: 'drop', moment: 'after' }, 3);
    const question = mention('tell me');
    await bot.discord.until('three waits', () => (bot.waits.length >= 3 ? true : undefined));
    const next = mention('and again');
    await bot.discord.until('a reply', () => fromBot().find(({ reference }) => reference === next));
    expect(bot.waits).toEqual([1000, 5000, 20_000]);
    expect(fromBot().filter(({ reference }) => reference === question)).toHaveLength(1);
  });

  test('an answer that another process gave already is not given twice, and is no fault', async () => {
    // Two processes with one token: each gets every event.
    const other = await startSecond();
    const handle = ask('shared');
    const message = await handle.answer(2);
    expect(shown(message)).toContain('shared');
    expect(handle.messages).toHaveLength(1);
    const question = mention('tell me');
    await bot.discord.until('both replies', () =>
      bot.discord.requests.filter(
        ({ method, path, status }) => method === 'POST' && path.endsWith('/messages') && status === 200,
      ).length >= 2
        ? true
        : undefined,
    );
    expect(fromBot().filter(({ reference }) => reference === question)).toHaveLength(1);
    expect(faults).toEqual([]);
    await other.stop();
  });

  async function startSecond() {
    const { discordPlatform } = await import('../../../src/platforms/discord/platform.ts');
    const silent = () => undefined;
    const logger = { debug: silent, info: silent, warn: silent, error: silent, flushed: () => Promise.resolve() };
    return discordPlatform({ token: bot.discord.token, apiUrl: bot.discord.apiUrl, logger }).start(desk);
  }
});

test('a token that is taken back while running ends the bot with a sentence, as every later request would fail', async () => {
  const ended = bot.running.ended.then(
    () => 'well',
    (error: unknown) => error,
  );
  bot.discord.faults.next('POST /channels/*/messages', { kind: 'status', status: 401, moment: 'before' });
  mention('tell me');
  expect(await ended).toMatchObject({ name: 'UserError', message: expect.stringContaining('DISCORD_TOKEN') as string });
});

test('stop takes nothing new, and waits for what is being answered', async () => {
  const gate = Promise.withResolvers<void>();
  before = () => gate.promise;
  const handle = ask('slow');
  await handle.acknowledged();
  let isStopped = false;
  const stopping = bot.running.stop().then(() => (isStopped = true));
  const late = ask('late');
  expect(isStopped).toBe(false);
  gate.resolve();
  await stopping;
  expect(shown(await handle.answer())).toContain('slow');
  expect(late.callback).toBeUndefined();
  await expect(bot.running.ended).resolves.toBeUndefined();
});
