import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Attempt, PostOutcome, PostPlace } from '../../../src/platform.ts';
import type { Fault } from '../../fakes/discord/rest/faults.ts';
import type { StoredMessage } from '../../fakes/discord/messages/stored-message.ts';
import { openDesk, type TestDesk } from '../../fixtures/desk.ts';
import { shown, startBot, type Bot } from './bot.ts';

let office: TestDesk;
let bot: Bot;
beforeAll(async () => {
  office = await openDesk();
  bot = await startBot(office.desk);
});
afterAll(async () => {
  await bot.close();
  await office.close();
});

const ROUTES = [
  'POST /channels/*/messages',
  'POST /channels/*/threads',
  'POST /channels/*/messages/*/threads',
  'POST /users/@me/channels',
  'GET /channels/*/messages',
  'GET /channels/*/messages/*',
  'GET /channels/*',
  'GET /guilds/*/threads/active',
  'GET /channels/*/threads/archived/public',
  'GET /guilds/*',
  'GET /guilds/*/members/*',
  'GET /users/@me',
];
const moment = fc.constantFrom('before' as const, 'after' as const);
const fault: fc.Arbitrary<Exclude<Fault, { kind: 'hold' }>> = fc.oneof(
  fc.record({ kind: fc.constant('drop' as const), moment }),
  fc.record({ kind: fc.constant('status' as const), status: fc.constantFrom(500, 502, 503), moment }),
  fc.record({ kind: fc.constant('rate limit' as const), retryAfterMs: fc.constant(5) }),
);
/** What happens with one try: what goes wrong, whether its outcome is lost with the process, how long until the next. */
const tryOf = fc.record({
  faults: fc.array(fc.tuple(fc.constantFrom(...ROUTES), fault), { maxLength: 4 }),
  isKilled: fc.boolean(),
  pauseMs: fc.constantFrom(0, 1000, 120_000, 6 * 3_600_000),
});

let number = 0;
/** As whoever delivers does it: what is not known of a try is asked for before the next one sends anything. */
async function deliver(
  place: PostPlace,
  words: string,
  tries: readonly (typeof tryOf extends fc.Arbitrary<infer T> ? T : never)[],
): Promise<PostOutcome> {
  const blocks = [{ kind: 'text' as const, spans: [{ kind: 'plain' as const, text: words }] }];
  const [content = ''] = bot.running.channels.posts({ tone: 'news', summary: words, blocks, sources: [] });
  let since: Attempt['since'];
  for (let index = 0; index < 40; index += 1) {
    const { faults = [], isKilled = false, pauseMs = 0 } = tries[index] ?? {};
    for (const [route, what] of faults) bot.discord.faults.next(route, what);
    const began = Temporal.Instant.fromEpochMilliseconds(bot.discord.nowMs());
    const outcome = await bot.running.channels.post(place, content, { key: words, since }).catch(() => undefined);
    bot.discord.advance(pauseMs);
    if (outcome && !isKilled && outcome.kind !== 'retry') return outcome;
    since = outcome?.kind === 'retry' && !isKilled ? undefined : (since ?? began);
  }
  throw new Error('it was given up');
}

const holding = (words: string): readonly StoredMessage[] =>
  [...bot.guild.channels.values(), bot.ann.directMessages()]
    .flatMap((channel) => bot.discord.messages(channel))
    .filter((message) => shown(message).includes(words));

it.each(['channel', 'thread', 'forum', 'person'] as const)(
  'a post to a %s is there once, whatever goes wrong and whenever the process dies',
  async (where) => {
    await fc.assert(
      fc.asyncProperty(fc.array(tryOf, { maxLength: 6 }), async (tries) => {
        number += 1;
        const words = `post ${number} end`;
        const forum = bot.guild.addForum('stories');
        const to =
          where === 'person'
            ? { kind: 'person' as const, id: bot.ann.id }
            : { kind: 'channel' as const, id: (where === 'forum' ? forum : bot.channel).id };
        const place = { tenant: bot.guild.id, to, title: words };
        let under: string | undefined;
        if (where === 'thread') {
          const starter = await deliver(place, `starter ${number} end`, []);
          under = starter.kind === 'posted' ? starter.reference : undefined;
        }
        const outcome = await deliver({ ...place, under }, words, tries);
        expect(outcome.kind).toBe('posted');
        const found = holding(words);
        expect(found).toHaveLength(1);
        expect(outcome).toHaveProperty('reference', `${found[0]?.channel.id}/${found[0]?.id}`);
        expect(bot.discord.unexpected).toEqual([]);
      }),
      { numRuns: 25 },
    );
  },
  120_000,
);
