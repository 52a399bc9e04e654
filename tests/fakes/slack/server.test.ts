import type { App } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { boltInSocketMode, hastyBolt, startNewsroom } from './fixtures.ts';
import { startFakeSlack, type Channel, type FakeSlack, type Person } from './server.ts';

let slack: FakeSlack;
let app: App;
let ann: Person;
let news: Channel;

beforeEach(async () => {
  slack = await startNewsroom();
  ann = slack.person('Ann');
  news = slack.channel('news', { members: [ann] });
});

const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } }) as const;

describe('the real Bolt in Socket Mode', () => {
  beforeEach(() => {
    app = boltInSocketMode(slack);
  });

  afterEach(async () => {
    await app.stop();
    await slack.close();
  });

  it('answers a slash command by the response URL, seen by the person alone', async () => {
    app.command('/brief', async ({ ack, respond, command }) => {
      await ack();
      await respond({ text: `You asked: ${command.text}` });
    });
    await app.start();
    const asked = ann.command(news, '/brief', 'aleppo & idlib');
    expect((await asked.acknowledged()).body).toBeUndefined();
    const answer = await asked.answer();
    expect(answer.content.text).toBe('You asked: aleppo &amp; idlib');
    expect(answer.ephemeralTo).toBe(ann.id);
    expect(slack.unexpected).toEqual([]);
  });

  it('answers in the acknowledgement itself', async () => {
    app.command('/brief', async ({ ack }) => ack({ text: 'At once', response_type: 'in_channel' }));
    await app.start();
    const answer = await ann.command(news, '/brief', 'aleppo').answer();
    expect(answer).toMatchObject({ content: { text: 'At once' }, ephemeralTo: undefined, origin: 'acknowledgement' });
  });

  it('answers a mention in the channel, and a button there', async () => {
    app.event('app_mention', async ({ event, say }) => {
      const text = { type: 'plain_text', text: 'More' } as const;
      const button = { type: 'button', text, action_id: 'more', value: 'brief x' } as const;
      const blocks = [section('Here'), { type: 'actions' as const, elements: [button] }];
      await say({ thread_ts: event.ts, text: 'Here', blocks });
    });
    app.action('more', async ({ ack, respond, body }) => {
      await ack();
      await respond({ text: `More for ${body.user.id}`, replace_original: false });
    });
    await app.start();
    const mention = ann.mention(news, 'who is lavrov');
    const answer = await mention.answer();
    expect(answer.threadTs).toBe(mention.message?.ts);
    const more = await ann.press(answer, 'More').answer();
    expect(more.content.text).toBe(`More for ${ann.id}`);
    expect(slack.unexpected).toEqual([]);
    expect(slack.pings).toEqual([]);
  });

  it('opens a modal for a slash command', async () => {
    app.command('/brief', async ({ ack, client, command }) => {
      await ack();
      const title = { type: 'plain_text', text: 'Ask' } as const;
      const view = { type: 'modal' as const, callback_id: 'ask', title, blocks: [section('?')] };
      await client.views.open({ trigger_id: command.trigger_id, view });
    });
    await app.start();
    const view = await ann.command(news, '/brief').view();
    expect(view.content.type).toBe('modal');
    expect(slack.unexpected).toEqual([]);
  });

  it('does not start on a token that nobody gave out', async () => {
    slack.fail('apps.connections.open', { kind: 'error', error: 'invalid_auth', when: 'before' });
    await expect(app.start()).rejects.toThrow('invalid_auth');
  });
});

describe('the real Bolt, losing its connection', () => {
  beforeEach(async () => {
    app = hastyBolt(slack);
    app.command('/brief', ({ ack }) => ack({ text: 'Here' }));
    await app.start();
  });

  afterEach(async () => {
    await app.stop();
    await slack.close();
  });

  it.each([
    ['cut', () => slack.socketMode.drop()],
    ['asked to refresh it', () => slack.socketMode.disconnect('refresh_requested')],
  ])('comes back when it is %s', async (_name, lose) => {
    lose();
    await slack.until('another connection', () => slack.socketMode.open.find(({ number }) => number === 2));
    const asked = ann.command(news, '/brief');
    expect((await asked.answer()).content.text).toBe('Here');
    expect(asked.deliveries[0]?.attempts).toMatchObject([{ connection: 2 }]);
  });
});

describe('a wait of a test', () => {
  it('ends with what was seen instead', async () => {
    await slack.close();
    const hasty = await startFakeSlack({ patienceMs: 20 });
    const ben = hasty.person('Ben');
    await expect(hasty.until('a message', () => hasty.messages(ben.direct)[0])).rejects.toThrow(
      'waited 0.02 s for a message. It saw:\n- nothing',
    );
    await hasty.close();
  });
});
