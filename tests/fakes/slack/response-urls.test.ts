import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { call, startNewsroom } from './fixtures.ts';
import { stringAt } from './json.ts';
import { PlainSocket } from './plain-socket.ts';
import type { Channel, FakeSlack, Interaction, Message, Person } from './server.ts';
import { steppedClock, type SteppedClock } from './stepped-clock.ts';

let clock: SteppedClock;
let slack: FakeSlack;
let ann: Person;
let ben: Person;
let news: Channel;

beforeEach(async () => {
  clock = steppedClock('2026-11-25T08:00:00Z');
  slack = await startNewsroom({ clock });
  ann = slack.workspace.person('Ann');
  ben = slack.workspace.person('Ben');
  news = slack.workspace.channel('news', { members: [ann, ben] });
  const opened = await call(slack, 'apps.connections.open', {}, slack.app.appToken);
  const socket = await PlainSocket.open(stringAt(opened, 'url') ?? '');
  await socket.next();
});

afterEach(() => slack.close());

async function reply(to: Interaction, body: unknown) {
  const answer = await fetch(to.responseUrl ?? '', { method: 'POST', body: JSON.stringify(body) });
  return [answer.status, await answer.json()];
}

function only(): Message {
  const [message, ...others] = slack.messages(news);
  if (message === undefined || others.length > 0) throw new Error('There is not one message');
  return message;
}

const buttons = JSON.stringify([
  { type: 'actions', elements: [{ type: 'button', text: { type: 'plain_text', text: 'More' }, value: 'brief x' }] },
]);

describe('a response URL', () => {
  it('speaks to the person alone unless told otherwise', async () => {
    const asked = ann.command(news, '/brief');
    expect(await reply(asked, { text: 'For you' })).toEqual([200, { ok: true }]);
    expect(await reply(asked, { text: 'For all', response_type: 'in_channel' })).toEqual([200, { ok: true }]);
    expect(asked.answers.map(({ ephemeralTo }) => ephemeralTo)).toEqual([ann.id, undefined]);
  });

  it('works where the app is not', async () => {
    const others = slack.workspace.channel('others', { members: [ann], withApp: false });
    const asked = ann.command(others, '/brief');
    expect(await reply(asked, { text: 'For you' })).toEqual([200, { ok: true }]);
  });

  it('serves five times', async () => {
    const asked = ann.command(news, '/brief');
    for (let use = 0; use < 5; use += 1) expect(await reply(asked, { text: `${use}` })).toEqual([200, { ok: true }]);
    expect(await reply(asked, { text: '6' })).toEqual([404, { ok: false, error: 'used_url' }]);
    expect(asked.answers).toHaveLength(5);
  });

  it('serves for half an hour', async () => {
    const asked = ann.command(news, '/brief');
    clock.advance(30 * 60_000);
    expect(await reply(asked, { text: 'In time' })).toEqual([200, { ok: true }]);
    clock.advance(1);
    expect(await reply(asked, { text: 'Late' })).toEqual([404, { ok: false, error: 'expired_url' }]);
  });

  it.each([
    ['nothing to say', {}, 'no_text'],
    ['a field that there is not', { text: 'a', thread: '1' }, 'invalid_payload'],
    ['another kind of response', { text: 'a', response_type: 'private' }, 'invalid_payload'],
    ['no object', 'text', 'invalid_payload'],
  ])('refuses %s', async (_name, body, error) => {
    const asked = ann.command(news, '/brief');
    expect(await reply(asked, body)).toEqual([400, { ok: false, error }]);
    expect(asked.answers).toEqual([]);
  });

  it('puts another message in the place of the one with the button, or takes it away', async () => {
    await call(slack, 'chat.postEphemeral', { channel: news.id, user: ann.id, text: 'Page 1', blocks: buttons });
    const shown = only();
    const pressed = ann.press(shown, 'More');
    await reply(pressed, { text: 'Page 2', replace_original: true });
    expect(slack.messages(news)).toMatchObject([{ ts: shown.ts, content: { text: 'Page 2' }, ephemeralTo: ann.id }]);
    await reply(pressed, { delete_original: true });
    expect(slack.messages(news)).toEqual([]);
  });

  it('tells nobody else of an ephemeral message, and shows nothing of it in the payload', async () => {
    await call(slack, 'chat.postEphemeral', { channel: news.id, user: ann.id, text: 'Page 1', blocks: buttons });
    const shown = only();
    expect(() => ben.press(shown, 'More')).toThrow('Only somebody else sees this message');
    expect(() => ann.shortcut('who', shown)).toThrow('no shortcuts');
    const [payload] = ann.press(shown, 'More').payloads;
    expect(payload?.['message']).toBeUndefined();
    expect(payload).toMatchObject({ container: { is_ephemeral: true, message_ts: shown.ts } });
  });

  it('fails as a test tells it to', async () => {
    slack.fail('response_url', { kind: 'status', status: 500, when: 'after' });
    const asked = ann.command(news, '/brief');
    const answer = await fetch(asked.responseUrl ?? '', { method: 'POST', body: '{"text":"a"}' });
    expect([answer.status, asked.answers.length]).toEqual([500, 1]);
  });
});
