import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Answer, Desk } from '../../../src/platform.ts';
import { openDesk, type TestDesk } from '../../fixtures/desk.ts';
import { problemsOfView } from '../../fakes/slack/validate-blocks.ts';
import { NotPossible, type Channel, type Message, type Person } from '../../fakes/slack/server.ts';
import { openNewsroom, shownIn, type Newsroom } from './newsroom.ts';

let office: TestDesk;
let room: Newsroom;
let ann: Person;
let news: Channel;
beforeAll(async () => {
  office = await openDesk();
  room = await openNewsroom({ desk: office.desk });
  ann = room.slack.workspace.person('Ann');
  news = room.slack.workspace.channel('news', { members: [ann] });
});
afterEach(() => {
  for (const view of ann.modals.toReversed()) ann.closeView(view);
  expect(room.slack.unexpected).toEqual([]);
  expect(room.slack.pings).toEqual([]);
  expect(room.leaks()).toEqual([]);
});
afterAll(async () => {
  await room.close();
  await office.close();
});

describe('a command without what it needs', () => {
  it('opens a form with a field for each argument, what is needed first', async () => {
    const view = await ann.command(news, '/compare').view();
    expect(problemsOfView(JSON.parse(JSON.stringify(view.content)))).toEqual([]);
    const fields = (view.content.blocks as { block_id?: string; optional?: boolean; type: string }[])
      .filter(({ type }) => type === 'input')
      .map(({ block_id: id, optional }) => `${id}${optional === true ? '?' : ''}`);
    expect(fields).toEqual([
      'compare:first',
      'compare:second',
      'compare:about?',
      'compare:since?',
      'compare:until?',
      'compare:outlet?',
      'compare:place?',
      'compare:public?',
    ]);
  });

  it.each(['/brief', '/whois', '/said', '/numbers', '/timeline', '/links', '/story', '/find', '/names', '/check'])(
    'has a form that Slack takes: %s',
    async (command) => {
      const asked = ann.command(news, command);
      const outcome = await Promise.race([asked.view(), asked.answer()]);
      if ('content' in outcome && 'type' in outcome.content) {
        expect(problemsOfView(JSON.parse(JSON.stringify(outcome.content)))).toEqual([]);
      } else expect(shownIn(outcome as Message)).not.toMatch(/incident/);
    },
  );

  it('searches while somebody types, in any script, and offers what is in the news before that', async () => {
    const view = await ann.command(news, '/whois').view();
    const labels = async (typed: string) =>
      (await ann.suggest(view, 'who:actor', typed).options()).map(({ text }) => text['text']);
    expect(await labels('')).toContain('Sergey Lavrov');
    expect(await labels('Лавр')).toEqual(
      ['Sergey Lavrov', expect.any(String), 'Лавр'].filter((one) => one !== undefined),
    );
    expect((await labels('lavrof'))[0]).toBe('Sergey Lavrov');
    expect(await labels('something else entirely')).toContain('something else entirely');
  });

  it('is answered where it was asked, by what was chosen and typed', async () => {
    const asked = ann.command(news, '/brief');
    const view = await asked.view();
    const [subject] = await ann.suggest(view, 'brief:subject', 'aleppo').options();
    const [since] = await ann.suggest(view, 'brief:since', '2016-11').options();
    if (!subject || !since) throw new Error('nothing was offered');
    const submitted = ann.submitView(view, { 'brief:subject': subject, 'brief:since': since });
    expect(await submitted.result()).toEqual({ kind: 'closed' });
    const answer = await asked.answer();
    expect(answer).toMatchObject({ ephemeralTo: ann.id, channel: news.id });
    expect(shownIn(answer)).toContain('published 28–29 Nov 2016; only since 1 Nov 2016');
  });

  it('answers in the open where the form says so', async () => {
    const asked = ann.command(news, '/whois');
    const view = await asked.view();
    const [actor] = await ann.suggest(view, 'who:actor', 'kerry').options();
    if (!actor) throw new Error('nothing was offered');
    ann.submitView(view, { 'who:actor': actor, 'who:public': ['Answer in the open, for everybody here'] });
    expect((await asked.answer()).ephemeralTo).toBeUndefined();
  });

  it.each([
    [{ kind: 'error', error: 'expired_trigger_id', when: 'before' }, 'The form could not be opened in time.'],
    [{ kind: 'rate-limited', retryAfterS: 3 }, 'Slack did not take this just now.'],
    [{ kind: 'drop', when: 'before' }, 'Slack did not take this just now.'],
    [{ kind: 'error', error: 'missing_scope', when: 'before' }, 'Slack does not let Dossier do this here.'],
  ] as const)('whose form cannot be opened says so: %j', async (fault, sentence) => {
    room.slack.fail('views.open', fault);
    expect(shownIn(await ann.command(news, '/brief').answer())).toContain(sentence);
    expect(office.faults, 'it is no fault of ours').toEqual([]);
  });

  it('is answered with help by the gateway, which needs nothing', async () => {
    expect(shownIn(await ann.command(news, '/dossier').answer())).toContain('# Dossier');
    expect(await ann.command(news, '/dossier', 'brief').view()).toBeDefined();
  });
});

describe('the shortcut that asks for anything', () => {
  it('opens a form whose first field chooses the command, and answers in a direct message', async () => {
    const view = await ann.globalShortcut('Ask the briefs').view();
    expect(view.content).toMatchObject({ callback_id: 'form:brief' });
    ann.select(view, 'form', '/whois');
    await room.slack.until('another form', () => (view.content.callback_id === 'form:who' ? view : undefined));
    expect(problemsOfView(JSON.parse(JSON.stringify(view.content)))).toEqual([]);
    const [actor] = await ann.suggest(view, 'who:actor', 'ryabkov').options();
    if (!actor) throw new Error('nothing was offered');
    const before = room.slack.messages(ann.direct).length;
    await ann.submitView(view, { 'who:actor': actor }).result();
    const answer = await room.slack.until('a direct message', () => room.slack.messages(ann.direct)[before]);
    expect(shownIn(answer)).toContain('# Sergei Ryabkov');
  });
});

describe('a shortcut on a message', () => {
  const said = (text: string, thread?: Message): Message => {
    const { message } = ann.say(news, text, thread ? { thread } : {});
    if (!message) throw new Error('nothing was said');
    return message;
  };

  it('Who is in this? names whom the message names, for who asked alone', async () => {
    const answer = await ann.shortcut('Who is in this?', said('Kerry meets Lavrov in Geneva')).answer();
    expect(answer.ephemeralTo).toBe(ann.id);
    for (const name of ['John Kerry', 'Sergey Lavrov', 'Geneva']) expect(shownIn(answer)).toContain(name);
  });

  it('Check against the briefs compares its numbers and claims with them', async () => {
    const text = 'Almost 400 civilians died in Aleppo within a week, and 500 in Homs.';
    const answer = await ann.shortcut('Check against the briefs', said(text)).answer();
    expect(shownIn(answer)).toContain('Found: almost 400 civilians');
    expect(shownIn(answer)).not.toMatch(/\b(true|false)\b/);
  });

  it('in a thread is answered in that thread', async () => {
    const root = said('News?');
    expect(await ann.shortcut('who', said('Kerry called Lavrov', root)).answer()).toMatchObject({
      threadTs: root.ts,
      ephemeralTo: ann.id,
    });
  });

  it('on a message with a thread below it is answered beside the message, in the channel', async () => {
    const root = said('Kerry called Lavrov');
    said('A reply', root);
    expect((await ann.shortcut('who', root).answer()).threadTs).toBeUndefined();
  });

  it('on a message without words says what it needs', async () => {
    const answer = await ann.shortcut('who', said(' ')).answer();
    expect(shownIn(answer)).not.toMatch(/incident/);
  });
});

describe('the home', () => {
  const opened = async () => {
    ann.openHome();
    return room.slack.until('a home', () => ann.home);
  };
  const shown = (blocks: readonly unknown[]) =>
    shownIn({
      content: {
        text: '',
        attachments: [],
        blocks: blocks.filter((one) => !JSON.stringify(one).includes('"input"')) as never,
      },
    });

  it('shows what is in the news, its subjects and examples, and a field to ask', async () => {
    const { content } = await opened();
    expect(problemsOfView(JSON.parse(JSON.stringify(content)))).toEqual([]);
    const text = shown(content.blocks);
    for (const words of ['# Latest briefs', '(Sergey Lavrov: brief sergey-lavrov)', '(/whois lavrov: who lavrov)']) {
      expect(text).toContain(words);
    }
    expect(text).not.toContain('(Share:');
    await expect(text).toMatchFileSnapshot('golden/home.txt');
  });

  it('answers what is typed in its field, and what is pressed, in a direct message', async () => {
    const view = await opened();
    const before = room.slack.messages(ann.direct).length;
    ann.enter(view, 'dossier:ask', 'numbers aleppo');
    const typed = await room.slack.until('a direct message', () => room.slack.messages(ann.direct)[before]);
    expect(shownIn(typed)).toContain('# Numbers: Aleppo');
    ann.press(view, 'Sergey Lavrov');
    const pressed = await room.slack.until('another', () => room.slack.messages(ann.direct)[before + 1]);
    expect(shownIn(pressed)).toContain('# Sergey Lavrov');
    await ann.press(pressed, 'Next').answer();
    expect(shownIn(pressed), 'its pages turn in it').toContain('page 2 of');
  });

  it('turns its pages in the home itself', async () => {
    const items = Array.from({ length: 400 }, (_, index) => ({
      spans: [{ kind: 'plain' as const, text: `Brief ${index} ${'word '.repeat(9)}` }],
    }));
    const message: Answer['message'] = {
      tone: 'news',
      summary: 'Latest',
      blocks: [{ kind: 'list', ordered: false, items }],
      sources: [],
    };
    const desk: Desk = {
      ...office.desk,
      answer: async ({ line }) => ({
        message,
        line: 'latest',
        page: Number(/page:(\d+)/.exec(line)?.[1] ?? 1),
        visibility: 'private',
      }),
    };
    const other = await openNewsroom({ desk });
    const eva = other.slack.workspace.person('Eva');
    eva.openHome();
    const view = await other.slack.until('a home', () => eva.home);
    eva.press(view, 'Next');
    await other.slack.until('the next page', () =>
      JSON.stringify(view.content).includes('Page 2 of') ? view : undefined,
    );
    expect(other.slack.messages(eva.direct)).toEqual([]);
    await other.close();
  });

  it('is not drawn for the other tab', async () => {
    const before = room.slack.requests.filter(({ route }) => route === 'views.publish').length;
    await ann.openHome('messages').acknowledged();
    await ann.command(news, '/dossier', 'status').answer();
    expect(room.slack.requests.filter(({ route }) => route === 'views.publish')).toHaveLength(before);
  });
});

describe("the assistant's pane", () => {
  it('offers examples, says that an answer is on its way, and answers in its thread', async () => {
    const { message: root } = ann.openAssistant(news);
    if (!root) throw new Error('no pane');
    const thread = await room.slack.until('prompts', () => {
      const [found] = room.slack.assistantThreads;
      return found && found.prompts.length > 0 ? found : undefined;
    });
    expect(thread.prompts).toEqual([
      { title: 'what happened in and about Aleppo', message: 'brief aleppo' },
      { title: 'who this is and what they said', message: 'who lavrov' },
      { title: 'every statement of one actor', message: 'said ryabkov' },
      { title: 'every disputed claim, latest first', message: 'disputed' },
    ]);
    const answer = await ann.directMessage('who lavrov', { thread: root }).answer();
    expect(answer.threadTs).toBe(root.ts);
    expect(thread.statuses).toEqual(['is reading the briefs…']);
    await ann.directMessage('who kerry', { thread: root }).answer();
    expect(thread.title, 'that of the first question').toBe('who lavrov');
    ann.lookAt(root, news);
  });

  it('is not needed: without it a direct message in a thread is answered all the same', async () => {
    const first = await ann.directMessage('status').answer();
    const answer = await ann.directMessage('who lavrov', { thread: first }).answer();
    expect(shownIn(answer)).toContain('# Sergey Lavrov');
  });

  it('that a workspace does not have breaks nothing', async () => {
    room.slack.fail('assistant.threads.setSuggestedPrompts', { kind: 'error', error: 'missing_scope', when: 'before' });
    await ann.openAssistant(news).acknowledged();
    expect(shownIn(await ann.command(news, '/dossier', 'status').answer())).toContain('Status');
    expect(office.faults).toEqual([]);
    expect(() => ann.globalShortcut('nonsense')).toThrow(NotPossible);
  });
});
