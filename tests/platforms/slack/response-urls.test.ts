import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ResponseUrls, type Reply } from '../../../src/platforms/slack/parts/response-urls.ts';
import type { FakeSlack } from '../../fakes/slack/server.ts';
import { steppedClock, type SteppedClock } from '../../fakes/slack/stepped-clock.ts';
import { boltInSocketMode, startNewsroom } from '../../fakes/slack/fixtures.ts';
import { noPause } from './newsroom.ts';

let clock: SteppedClock;
let slack: FakeSlack;
let url: string;
let urls: ResponseUrls;
let stop: () => Promise<unknown>;
beforeEach(async () => {
  clock = steppedClock('2026-11-25T08:00:00Z');
  slack = await startNewsroom({
    clock,
    problemsOfBlocks: (blocks) => (JSON.stringify(blocks).includes('nonsense') ? ['invalid_blocks'] : []),
  });
  const app = boltInSocketMode(slack);
  app.command('/brief', async ({ ack }) => ack());
  await app.start();
  stop = async () => app.stop();
  const ann = slack.workspace.person('Ann');
  const asked = ann.command(slack.workspace.channel('news', { members: [ann] }), '/brief', 'aleppo');
  await asked.acknowledged();
  url = asked.responseUrl ?? '';
  urls = new ResponseUrls({ clock, pause: noPause });
});
afterEach(async () => {
  await stop();
  await slack.close();
});

const reply: Reply = {
  text: 'x',
  blocks: [],
  unfurl_links: false,
  unfurl_media: false,
  response_type: 'ephemeral',
  replace_original: false,
};
const asked = () => slack.requests.filter(({ route }) => route === 'response_url').length;

describe('an address to answer by', () => {
  it('serves five times, and is not asked a sixth time', async () => {
    for (let use = 1; use <= 5; use += 1) expect(await urls.send(url, reply)).toBe('shown');
    expect(await urls.send(url, reply)).toBe('gone');
    expect(asked()).toBe(5);
  });

  it('that another process has used up is gone', async () => {
    const other = new ResponseUrls({ clock, pause: noPause });
    for (let use = 1; use <= 5; use += 1) await other.send(url, reply);
    expect(await urls.send(url, reply)).toBe('gone');
    expect(asked()).toBe(6);
  });

  it('is gone after half an hour', async () => {
    clock.advance(31 * 60_000);
    expect(await urls.send(url, reply)).toBe('gone');
  });

  it('is refused for what the platform does not take', async () => {
    expect(await urls.send(url, { ...reply, blocks: [{ type: 'nonsense' } as never] })).toBe('refused');
  });

  it('is asked once for what everybody sees, where its fate is unknown', async () => {
    slack.fail('response_url', { kind: 'drop', when: 'after' });
    expect(await urls.send(url, { ...reply, response_type: 'in_channel' })).toBe('unknown');
    expect(asked()).toBe(1);
  });
});
