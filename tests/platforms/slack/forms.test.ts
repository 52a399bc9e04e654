import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { problemsOfView } from '../../fakes/slack/validate-blocks.ts';
import { openDesk, type TestDesk } from '../../fixtures/desk.ts';
import { hostileTexts } from '../../fixtures/hostile-text.ts';
import type { Channel, Message, Person, View } from '../../fakes/slack/server.ts';
import { openBoard, type Board } from '../../fixtures/board.ts';
import { openNewsroom, shownIn, type Newsroom } from './newsroom.ts';

let office: TestDesk;
beforeAll(async () => {
  office = await openDesk();
});
afterAll(() => office.close());

let board: Board;
let room: Newsroom;
let ann: Person;
let news: Channel;
async function open(mode: 'socket' | 'http' = 'socket'): Promise<void> {
  board = openBoard(office);
  room = await openNewsroom({ desk: board.desk, mode });
  ann = room.slack.workspace.person('Ann');
  news = room.slack.workspace.channel('news', { members: [ann] });
}
afterEach(async () => {
  expect(room.slack.unexpected).toEqual([]);
  expect(room.slack.pings).toEqual([]);
  expect(room.leaks()).toEqual([]);
  expect(board.faults).toEqual([]);
  await room.close();
});

interface Field {
  readonly type: string;
  readonly block_id?: string;
  readonly optional?: boolean;
  readonly element?: Readonly<Record<string, unknown>>;
}
const fieldsIn = (view: View) => (view.content.blocks as unknown as Field[]).filter(({ type }) => type === 'input');
const field = (view: View, name: string) => fieldsIn(view).find(({ block_id: id }) => id === `digest:${name}`)?.element;
const lastLine = (before: number) =>
  room.slack.until('an answer', () => (board.requests.length > before ? board.requests.at(-1)?.line : undefined));

/** Sends it, and returns the line that it became. */
async function submit(view: View, entries: Parameters<Person['submitView']>[1]): Promise<string> {
  const before = board.requests.length;
  expect(await ann.submitView(view, { 'digest:name': 'Morning news', ...entries }).result()).toEqual({
    kind: 'closed',
  });
  return lastLine(before);
}

describe.each(['socket', 'http'] as const)('the form of a line, by %s', (mode) => {
  beforeEach(() => open(mode));

  it('opens for a command that says too little, with all its fields in order', async () => {
    const view = await ann.command(news, '/digest', 'create').view();
    expect(problemsOfView(JSON.parse(JSON.stringify(view.content)))).toEqual([]);
    expect(view.content).toMatchObject({ title: { text: 'A new digest' }, submit: { text: 'Show me' } });
    expect(fieldsIn(view).map(({ block_id: id, optional }) => `${id}${optional === true ? '?' : ''}`)).toEqual([
      'digest:name',
      ...['channel', 'layout', 'zone', 'about', 'outlets', 'since', 'most', 'quiet', 'of'].map(
        (name) => `digest:${name}?`,
      ),
    ]);
  });

  it('opens for the bare name of the command, and through the gateway', async () => {
    expect((await ann.command(news, '/digest').view()).content).toMatchObject({ title: { text: 'A new digest' } });
    expect((await ann.command(news, '/dossier', 'digest').view()).content).toMatchObject({
      callback_id: 'form:digest',
    });
  });

  it('becomes one line of what was entered, answered where it was opened, for who opened it', async () => {
    const asked = ann.command(news, '/digest', 'create');
    const view = await asked.view();
    const [zone] = await ann.suggest(view, 'digest:zone', 'amsterdam').options();
    const [aleppo] = await ann.suggest(view, 'digest:about', 'aleppo').options();
    const [kerry] = await ann.suggest(view, 'digest:about', 'kerry').options();
    const [other] = await ann.suggest(view, 'digest:of', 'mor').options();
    if (!zone || !aleppo || !kerry || !other) throw new Error('nothing was offered');
    const desk = room.slack.workspace.channel('desk', { kind: 'private', members: [ann] });
    const line = await submit(view, {
      'digest:channel': desk.id,
      'digest:layout': 'threads',
      'digest:zone': zone,
      'digest:about': [aleppo, kerry],
      'digest:most': '7',
      'digest:quiet': ['Yes'],
      'digest:of': other,
    });
    expect(line).toBe(
      `digest create name:"Morning news" channel:#${desk.id} layout:threads zone:Europe/Amsterdam about:aleppo,john-kerry most:7 quiet:yes of:"Morning news"`,
    );
    const answer = await asked.answer();
    expect(answer).toMatchObject({ ephemeralTo: ann.id, channel: news.id });
    expect(shownIn(answer)).toContain('# Saved');
  });
});

describe('what a form begins with', () => {
  beforeEach(() => open());

  it('is the channel in which it was opened', async () => {
    const line = await submit(await ann.command(news, '/digest', 'create').view(), {});
    expect(line).toContain(`channel:#${news.id}`);
    const direct = await ann.command(ann.direct, '/digest', 'create').view();
    expect(await submit(direct, {}), 'and none in a direct conversation').not.toContain('channel:');
  });

  it('is what stands in it already, in names where readers know no ids', async () => {
    const other = room.slack.workspace.channel('other', { members: [ann] });
    board.filled = {
      name: 'Morning "news"',
      channel: `#${other.id}`,
      layout: 'threads',
      zone: 'Asia/Tokyo',
      about: 'sergey-lavrov, aleppo,nobody-knows-this',
      outlets: 'interfax',
      since: '7d',
      most: '12',
      quiet: 'yes',
    };
    const view = await ann.command(news, '/digest', 'create').view();
    expect(problemsOfView(JSON.parse(JSON.stringify(view.content)))).toEqual([]);
    const labels = (name: string) => {
      const { initial_options: some, initial_option: one } = field(view, name) ?? {};
      return ([some, one].flat() as ({ text: { text: string } } | undefined)[]).flatMap(
        (each) => each?.text.text ?? [],
      );
    };
    expect(labels('about')).toEqual(['Sergey Lavrov', 'Aleppo', 'nobody-knows-this']);
    expect(labels('outlets')).toEqual(['Interfax']);
    expect(labels('zone')).toEqual(['Asia/Tokyo']);
    expect(await submit(view, { 'digest:name': 'Morning "news"' })).toBe(
      `digest create name:“Morning "news"” channel:#${other.id} layout:threads zone:Asia/Tokyo ` +
        'about:sergey-lavrov,aleppo,nobody-knows-this outlets:interfax since:7d most:12 quiet:yes',
    );
  });

  it('may be changed, and a tick that is taken away says no', async () => {
    board.filled = { most: '12', quiet: 'yes' };
    const view = await ann.command(news, '/digest', 'edit').view();
    const line = await submit(view, { 'digest:most': '3', 'digest:quiet': [] });
    expect(line).toBe(`digest edit name:"Morning news" channel:#${news.id} most:3 quiet:no`);
  });

  it('is taken away where a text or a list is emptied, and stays out where there was none', async () => {
    board.filled = { about: 'aleppo', outlets: 'interfax', most: '12' };
    const view = await ann.command(news, '/digest', 'edit').view();
    const line = await submit(view, { 'digest:about': [] });
    expect(line).toBe(
      `digest edit name:"Morning news" channel:#${news.id} about:none outlets:interfax most:12 quiet:no`,
    );
  });

  it('is left out where Slack would refuse the form for it', async () => {
    for (const text of hostileTexts({ count: 60, seed: 5, max: 4000 })) {
      board.filled = Object.fromEntries(
        (['name', 'channel', 'layout', 'zone', 'about', 'outlets', 'since', 'most', 'quiet', 'of'] as const).map(
          (name) => [name, text],
        ),
      );
      const view = await ann.command(news, '/digest', 'create').view();
      expect(problemsOfView(JSON.parse(JSON.stringify(view.content)))).toEqual([]);
      ann.closeView(view);
    }
  });
});

describe('a form that a button opens', () => {
  beforeEach(() => open());
  const withButton = async (ask: () => Promise<Message>) => ask();

  it('in a message that one person sees is answered for that person', async () => {
    const list = await withButton(() => ann.command(news, '/digest', 'list').answer());
    const pressed = ann.press(list, 'Go: digest edit');
    const line = await submit(await pressed.view(), {});
    expect(line).toBe(`digest edit name:"Morning news" channel:#${news.id} quiet:no`);
    expect(await pressed.answer()).toMatchObject({ ephemeralTo: ann.id, channel: news.id });
  });

  it('in a message that all see is answered for who pressed it', async () => {
    const list = await withButton(() => ann.mention(news, 'digest list').answer());
    const pressed = ann.press(list, 'Go: digest edit');
    await submit(await pressed.view(), {});
    expect(await pressed.answer()).toMatchObject({ ephemeralTo: ann.id });
  });

  it('in a direct message is answered by another one, which stays', async () => {
    const list = await withButton(() => ann.directMessage('digest list').answer());
    await submit(await ann.press(list, 'Go: digest edit').view(), {});
    const answer = await room.slack.until('an answer', () =>
      room.slack.messages(ann.direct).find((one) => shownIn(one).includes('# Saved')),
    );
    expect(answer.ephemeralTo).toBeUndefined();
  });

  it('on the home is answered by a direct message', async () => {
    ann.openHome();
    const view = await room.slack.until('a home', () => ann.home);
    const form = await ann.enter(view, 'dossier:ask', 'digest create').view();
    await submit(form, {});
    const answer = await room.slack.until('an answer', () => room.slack.messages(ann.direct)[0]);
    expect(shownIn(answer)).toContain('# Saved');
  });
});

describe('where no form can be opened', () => {
  beforeEach(() => open());

  it('the line is answered as it is: in a mention and in a direct message', async () => {
    expect(shownIn(await ann.mention(news, 'digest create').answer())).toContain('# Saved');
    expect(shownIn(await ann.directMessage('digest create').answer())).toContain('# Saved');
    expect(room.slack.views).toEqual([]);
  });

  it('as its line is longer than Slack keeps, it is answered as it is', async () => {
    const long = `digest create about:${Array.from({ length: 150 }, () => 'aleppo').join(',')}`;
    board.desk.form = async () => ({ begin: `digest create ${'x'.repeat(4000)}`, title: 't', submit: 's', fields: [] });
    expect(shownIn(await ann.command(news, '/dossier', long).answer())).not.toContain('incident');
    expect(room.slack.views).toEqual([]);
  });

  it('in time, who asked is told', async () => {
    room.slack.fail('views.open', { kind: 'error', error: 'expired_trigger_id', when: 'before' });
    expect(shownIn(await ann.command(news, '/digest', 'create').answer())).toContain('could not be opened in time');
  });

  it('it does not wait for the zone of its reader for long', async () => {
    const held = room.slack.fail('users.info', { kind: 'hold', when: 'before' });
    const view = await ann.command(news, '/digest', 'create').view();
    expect(view.content).toMatchObject({ callback_id: 'form:digest' });
    held.release();
  });
});

describe('forms of before', () => {
  beforeEach(() => open());

  it('stay for commands that have none of their own, with a menu of channels where they take one', async () => {
    const view = await ann.command(news, '/whois').view();
    expect(view.content).toMatchObject({ callback_id: 'form:who', submit: { text: 'Ask' } });
  });

  it('for any command show the form of one that has its own', async () => {
    const view = await ann.globalShortcut('Ask the briefs').view();
    ann.select(view, 'form', '/digest');
    await room.slack.until('another form', () => (view.content.callback_id === 'form:digest' ? view : undefined));
    expect(view.content).toMatchObject({ title: { text: 'A new digest' } });
    expect(problemsOfView(JSON.parse(JSON.stringify(view.content)))).toEqual([]);
    expect(await submit(view, {})).toBe('digest create name:"Morning news" quiet:no');
  });
});

describe('a channel that somebody types', () => {
  beforeEach(() => open());

  it.each([
    ['a command', () => ann.command(news, '/digest', 'create name:x channel:#news').answer()],
    ['the gateway', () => ann.command(news, '/dossier', 'digest create name:x channel:#news').answer()],
    ['a mention', () => ann.mention(news, 'digest create name:x channel:#news').answer()],
    ['a direct message', () => ann.directMessage('digest create name:x channel:#news').answer()],
  ])('in %s is that channel, by its id', async (_where, ask) => {
    const answer = await ask();
    expect(board.requests.at(-1)?.line).toBe(`digest create name:x channel:#${news.id}`);
    expect(JSON.stringify(answer.content.blocks)).toContain(`"channel_id":"${news.id}"`);
  });

  it('is that channel also where it is private, and its name does not come with it', async () => {
    const desk = room.slack.workspace.channel('desk', { kind: 'private', members: [ann] });
    await ann.mention(news, 'digest create name:x channel:#desk').answer();
    expect(board.requests.at(-1)?.line).toBe(`digest create name:x channel:#${desk.id}`);
  });

  it('is a word of the subject in a command that takes no channel', async () => {
    room.slack.workspace.channel('aleppo', { members: [ann] });
    expect(shownIn(await ann.command(news, '/brief', '#aleppo').answer())).toContain('# Aleppo');
    expect(board.requests.at(-1)?.line).toBe('brief #aleppo');
  });

  it('leaves what would notify everybody inert', async () => {
    await ann.mention(news, 'digest create name:@here channel:@channel').answer();
    expect(board.requests.at(-1)?.line).toBe('digest create name: channel:');
  });
});
