import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Message } from '../../../src/message/model.ts';
import type { Answer } from '../../../src/platform.ts';
import { homeOf } from '../../../src/platforms/slack/parts/home.ts';
import { commandNames } from '../../../src/platforms/slack/parts/command-names.ts';
import { problemsOfView } from '../../fakes/slack/validate-blocks.ts';
import { openDesk, type TestDesk } from '../../fixtures/desk.ts';
import { hostileTexts } from '../../fixtures/hostile-text.ts';
import type { Person, View } from '../../fakes/slack/server.ts';
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
async function open(homeSections?: readonly string[]): Promise<void> {
  board = openBoard(office);
  room = await openNewsroom({ desk: board.desk, settings: { homeSections } });
  ann = room.slack.workspace.person('Ann');
}
afterEach(async () => {
  expect(room.slack.unexpected).toEqual([]);
  expect(room.slack.pings).toEqual([]);
  expect(room.leaks()).toEqual([]);
  await room.close();
});

async function home(person = ann): Promise<View> {
  const before = person.home?.hash;
  person.openHome();
  return room.slack.until('a home', () => (person.home?.hash === before ? undefined : person.home));
}
const textOf = ({ content }: View) =>
  shownIn({
    content: {
      text: '',
      attachments: [],
      blocks: content.blocks.filter((one) => !JSON.stringify(one).includes('"input"')),
    },
  });

const long = (items: number): Message => ({
  tone: 'notice',
  summary: 'You follow',
  blocks: Array.from({ length: items }, (_, index) => [
    { kind: 'text' as const, spans: [{ kind: 'plain' as const, text: `Subject ${index}` }] },
    {
      kind: 'actions' as const,
      actions: [{ kind: 'button' as const, label: `Unfollow ${index}`, line: `following ${index}` }],
    },
  ]).flat(),
  sources: [],
});

describe('the home', () => {
  it('holds what its reader follows and what the workspace has set up, with their buttons', async () => {
    await open(['following', 'digest list']);
    const view = await home();
    expect(problemsOfView(JSON.parse(JSON.stringify(view.content)))).toEqual([]);
    const text = textOf(view);
    expect(text).toContain(`as ${ann.id}: Aleppo`);
    expect(text).toContain(`of ${room.slack.workspace.id}`);
    expect(text).toContain('(Go: digest edit: digest edit)');
    expect(text.indexOf('You follow')).toBeLessThan(text.indexOf('Digests'));
    expect(text.indexOf('Digests')).toBeLessThan(text.indexOf('Latest briefs'));
    await expect(text.replaceAll(/[UT]0\w+/g, 'ID')).toMatchFileSnapshot('golden/home-sections.txt');
  });

  it('leaves out what this desk has no command for', async () => {
    await open(['gardening', 'following', 'nonsense list']);
    const text = textOf(await home());
    expect(text).toContain('You follow');
    expect(text).not.toContain('Digests');
    expect(board.requests.map(({ line }) => line)).not.toContain('gardening');
  });

  it('is each time drawn anew, for each reader their own', async () => {
    await open(['following']);
    const eva = room.slack.workspace.person('Eva');
    expect(textOf(await home(eva))).toContain(`as ${eva.id}: Aleppo`);
    board.following = () => long(1);
    expect(textOf(await home(eva))).toContain('Subject 0');
    expect(textOf(await home())).not.toContain(eva.id);
  });

  it('answers its buttons in a direct message, or by a form', async () => {
    await open(['following', 'digest list']);
    const view = await home();
    expect((await ann.press(view, 'Go: digest edit').view()).content).toMatchObject({ callback_id: 'form:digest' });
    for (const modal of ann.modals.toReversed()) ann.closeView(modal);
    ann.press(view, 'Go: who lavrov');
    const answer = await room.slack.until('an answer', () => room.slack.messages(ann.direct)[0]);
    expect(shownIn(answer)).toContain('# Sergey Lavrov');
  });

  it('holds the beginning of what is long, and the way to all of it', async () => {
    await open(['following', 'digest list']);
    board.following = () => long(60);
    const view = await home();
    expect(view.content.blocks.length).toBeLessThanOrEqual(100);
    expect(problemsOfView(JSON.parse(JSON.stringify(view.content)))).toEqual([]);
    const text = textOf(view);
    expect(text).toContain('Subject 0');
    expect(text).not.toContain('Subject 59');
    expect(text).toContain('(Show all: following)');
    expect(text, 'what stands after it is there all the same').toContain('Digests');
    ann.press(view, 'Show all');
    const answer = await room.slack.until('an answer', () => room.slack.messages(ann.direct)[0]);
    expect(shownIn(answer)).toContain('Subject 0');
  });

  it('does not wait for a section that takes long: it says where that is', async () => {
    await open(['following', 'digest list']);
    const slow = Promise.withResolvers<Message>();
    board.following = () => slow.promise;
    const text = textOf(await home());
    expect(text).not.toContain('You follow');
    expect(text).toContain('(/following: following)');
    expect(text).toContain('Digests');
    slow.resolve(long(1));
  });

  it('shows the apology of a section that failed, and everything else', async () => {
    await open(['following', 'digest list']);
    board.following = () => Promise.reject(new Error('the database is away'));
    const text = textOf(await home());
    expect(text).toMatch(/incident/);
    expect(text).toContain('Latest briefs');
    expect(board.faults).toHaveLength(1);
  });
});

describe('any home', () => {
  beforeEach(() => open());

  it('is taken by Slack, whatever its answers hold, and nothing of it falls off its end', () => {
    const names = commandNames(office.desk.commands.map(({ name }) => name));
    const texts = [...hostileTexts({ count: 40, seed: 3, max: 2000 })];
    for (const [index, text] of texts.entries()) {
      const answer = (count: number): Answer => ({
        message: {
          tone: 'news',
          summary: text,
          blocks: Array.from({ length: count }, (_, at) => [
            { kind: 'heading' as const, level: 2 as const, spans: [{ kind: 'plain' as const, text: `${at} ${text}` }] },
            { kind: 'note' as const, spans: [{ kind: 'plain' as const, text }] },
            {
              kind: 'actions' as const,
              actions: [{ kind: 'button' as const, label: text, line: 'brief aleppo' }],
            },
          ]).flat(),
          sources: [],
        },
        line: 'latest',
        page: 1,
        visibility: 'private',
      });
      const view = homeOf({
        latest: answer(index),
        subjects: [{ value: 'aleppo', label: text, line: 'brief aleppo' }],
        sections: [
          { line: 'following', answer: answer(index * 2) },
          { line: 'digest list', answer: answer(index) },
        ],
        commands: office.desk.commands,
        names,
      });
      expect(problemsOfView(JSON.parse(JSON.stringify(view)))).toEqual([]);
      expect(JSON.stringify(view.blocks.slice(-2))).toContain('/brief aleppo');
    }
  });
});
