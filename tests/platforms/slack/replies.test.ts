import { afterEach, beforeAll, afterAll, beforeEach, describe, expect, it } from 'vitest';
import { openDesk, type TestDesk } from '../../fixtures/desk.ts';
import type { Channel, Message, Person } from '../../fakes/slack/server.ts';
import { steppedClock, type SteppedClock } from '../../fakes/slack/stepped-clock.ts';
import { openNewsroom, shownIn, type Newsroom } from './newsroom.ts';

let office: TestDesk;
beforeAll(async () => {
  office = await openDesk();
});
afterAll(() => office.close());

let clock: SteppedClock;
let room: Newsroom;
let ann: Person;
let news: Channel;
beforeEach(async () => {
  clock = steppedClock('2026-11-25T08:00:00Z');
  room = await openNewsroom({ desk: office.desk, fake: { clock }, settings: { clock } });
  ann = room.slack.workspace.person('Ann');
  news = room.slack.workspace.channel('news', { members: [ann] });
});
afterEach(async () => {
  expect(room.slack.unexpected).toEqual([]);
  expect(room.leaks()).toEqual([]);
  await room.close();
});

const usesOf = () => room.slack.requests.filter(({ route }) => route === 'response_url').length;

describe('the address that comes with an act', () => {
  it('that has expired is not the end: the answer comes another way, for who asked alone', async () => {
    const held = room.slack.fail('users.info', { kind: 'hold', when: 'before' });
    const asked = ann.command(news, '/brief', 'aleppo');
    await held.done();
    clock.advance(31 * 60_000);
    held.release();
    expect(await asked.answer()).toMatchObject({ origin: 'chat.postEphemeral', ephemeralTo: ann.id });
  });

  it('that is gone where the bot is no member leads to a direct message', async () => {
    const closed = room.slack.workspace.channel('closed', { kind: 'private', members: [ann], withApp: false });
    room.slack.fail('response_url', { kind: 'status', status: 404, when: 'before' });
    ann.command(closed, '/brief', 'aleppo');
    const direct = await room.slack.until('a direct message', () => room.slack.messages(ann.direct)[0]);
    expect(shownIn(direct)).toContain('# Aleppo');
  });

  it('is used once for each answer', async () => {
    const answer = await ann.command(news, '/brief', 'aleppo').answer();
    await ann.press(answer, 'Next').answer();
    await ann.press(answer, 'Share').answer();
    expect(usesOf()).toBe(3);
  });

  it('that the platform is too busy for is tried again after the time that it names', async () => {
    room.slack.fail('response_url', { kind: 'rate-limited', retryAfterS: 7 });
    await ann.command(news, '/brief', 'aleppo').answer();
    expect(usesOf()).toBe(2);
  });

  it.each([
    ['an error of the platform', { kind: 'status', status: 503, when: 'before' }],
    ['a connection that breaks', { kind: 'drop', when: 'before' }],
  ] as const)('is tried again after %s, as what one person sees does no harm twice', async (_what, fault) => {
    room.slack.fail('response_url', fault);
    expect(await ann.command(news, '/brief', 'aleppo').answer()).toMatchObject({ origin: 'response_url' });
    expect(usesOf()).toBe(2);
  });

  it('that stays silent is left for another way in the end', async () => {
    room.slack.fail('response_url', { kind: 'drop', when: 'before' }, 3);
    expect(await ann.command(news, '/brief', 'aleppo').answer()).toMatchObject({ origin: 'chat.postEphemeral' });
  });
});

describe('what everybody should see', () => {
  const share = async () => {
    const answer = await ann.command(news, '/brief', 'aleppo').answer();
    return (fault: () => void): Message[] => {
      fault();
      ann.press(answer, 'Share');
      return news.messages;
    };
  };
  const told = (words: string) =>
    room.slack.until(words, () =>
      news.messages.find((one) => shownIn(one).includes(words) && one.ephemeralTo === ann.id),
    );

  it('is not sent again where nobody knows whether it was posted, and who shared it hears so', async () => {
    (await share())(() => room.slack.fail('response_url', { kind: 'drop', when: 'after' }));
    await told('did not say whether the answer was posted');
    const shared = room.slack.messages(news).filter((one) => shownIn(one).startsWith('- Shared by'));
    expect(shared, 'it was there, and it is there once').toHaveLength(1);
  });

  it('is posted by the bot itself where the address is used up', async () => {
    (await share())(() => room.slack.fail('response_url', { kind: 'status', status: 404, when: 'before' }));
    const posted = await room.slack.until('the answer', () =>
      room.slack.messages(news).find(({ origin }) => origin === 'chat.postMessage'),
    );
    expect(shownIn(posted)).toMatch(/^- Shared by ann\n/);
  });

  it('comes to who shared it, with a sentence, where the bot may not post', async () => {
    news.restriction = 'restricted_action';
    (await share())(() => room.slack.fail('response_url', { kind: 'status', status: 404, when: 'before' }));
    await told('Nobody else sees this answer');
    const seen = room.slack.messages(news).filter((one) => shownIn(one).includes('# Aleppo'));
    expect(seen.map(({ ephemeralTo }) => ephemeralTo)).toEqual([ann.id, ann.id]);
  });
});

describe('a page that is turned', () => {
  it('is shown beside the old one where the address takes no more', async () => {
    const answer = await ann.command(news, '/brief', 'aleppo').answer();
    room.slack.fail('response_url', { kind: 'status', status: 404, when: 'before' });
    const turned = await ann.press(answer, 'Next').answer();
    expect(turned).not.toBe(answer);
    expect(shownIn(turned)).toContain('page 2 of 3');
  });
});

describe('an answer under a message', () => {
  it('goes to its author alone where the bot may not write there', async () => {
    const asked = ann.mention(news, 'who lavrov');
    news.restriction = 'restricted_action_read_only_channel';
    const direct = await room.slack.until('a direct message', () => room.slack.messages(ann.direct)[0]);
    expect(shownIn(direct)).toContain('# Sergey Lavrov');
    expect(asked.answers).toEqual([]);
  });
});
