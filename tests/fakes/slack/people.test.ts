import { Assistant, type App } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { boltInSocketMode, call, startNewsroom } from './fixtures.ts';
import { NotPossible, type Channel, type FakeSlack, type Person, type View } from './server.ts';
import { steppedClock, type SteppedClock } from './stepped-clock.ts';

let clock: SteppedClock;
let slack: FakeSlack;
let app: App;
let ann: Person;
let news: Channel;

beforeEach(async () => {
  clock = steppedClock('2026-11-25T08:00:00Z');
  slack = await startNewsroom({ clock });
  ann = slack.workspace.person('Ann');
  news = slack.workspace.channel('news', { members: [ann] });
  app = boltInSocketMode(slack);
  await app.start();
});

afterEach(async () => {
  await app.stop();
  await slack.close();
});

const plain = (text: string) => ({ type: 'plain_text' as const, text });
const option = (text: string, value: string) => ({ text: plain(text), value });

function askView(title: string) {
  const subject = { type: 'external_select' as const, action_id: 'subject', placeholder: plain('Who or what?') };
  const since = { type: 'plain_text_input' as const, action_id: 'since' };
  return {
    type: 'modal' as const,
    callback_id: 'ask',
    notify_on_close: true,
    title: plain(title),
    submit: plain('Ask'),
    blocks: [
      { type: 'input' as const, block_id: 'subject', label: plain('Subject'), element: subject },
      { type: 'input' as const, block_id: 'since', label: plain('Since'), optional: true, element: since },
    ],
  };
}

/** Types into the menu of subjects and takes what is offered first. */
async function search(view: View) {
  const [first] = await ann.suggest(view, 'subject', 'lav').options();
  if (first === undefined) throw new Error('Nothing was offered');
  return first;
}

describe('a menu of channels and a field for a number', () => {
  const view = {
    type: 'modal' as const,
    callback_id: 'ask',
    title: plain('Ask'),
    submit: plain('Ask'),
    blocks: [
      {
        type: 'input' as const,
        block_id: 'where',
        optional: true,
        label: plain('Where'),
        element: {
          type: 'conversations_select' as const,
          action_id: 'where',
          default_to_current_conversation: true,
          filter: { include: ['public' as const, 'private' as const] },
        },
      },
      {
        type: 'input' as const,
        block_id: 'most',
        optional: true,
        label: plain('How many'),
        element: { type: 'number_input' as const, action_id: 'most', is_decimal_allowed: false, max_value: '25' },
      },
    ],
  };
  beforeEach(() => {
    app.command('/brief', async ({ ack, client, command }) => {
      await ack();
      await client.views.open({ trigger_id: command.trigger_id, view });
    });
  });

  it('begins with the conversation that the person looks at, where the menu offers it', async () => {
    const opened = await ann.command(news, '/brief').view();
    expect(opened.values['where']?.['where']).toMatchObject({ selected_conversation: news.id });
    ann.closeView(opened);
    const direct = await ann.command(ann.direct, '/brief').view();
    expect(direct.values['where']?.['where']).toMatchObject({ selected_conversation: null });
  });

  it('takes channels that the person sees, and whole numbers within bounds', async () => {
    const secret = slack.workspace.channel('secret', { kind: 'private' });
    const opened = await ann.command(news, '/brief').view();
    expect(() => ann.submitView(opened, { where: secret.id })).toThrow(NotPossible);
    expect(() => ann.submitView(opened, { where: ann.direct.id })).toThrow(NotPossible);
    expect(() => ann.submitView(opened, { most: '26' })).toThrow(NotPossible);
    expect(() => ann.submitView(opened, { most: '1.5' })).toThrow(NotPossible);
    const sent: unknown[] = [];
    app.view('ask', async ({ ack, view: { state } }) => {
      sent.push(state.values);
      await ack();
    });
    await ann.submitView(opened, { most: '7' }).result();
    expect(sent).toMatchObject([
      { where: { where: { selected_conversation: news.id } }, most: { most: { value: '7' } } },
    ]);
  });
});

describe('what a person writes', () => {
  it('names channels that they see by their ids, and everybody by a mention of all', () => {
    slack.workspace.channel('secret', { kind: 'private' });
    slack.workspace.channel('desk', { kind: 'private', members: [ann] });
    const { message } = ann.say(news, '#news #desk #secret #none @here <!here>');
    expect(message?.content.text).toMatch(/^<#C\w+\|news> <#C\w+\|> #secret #none <!here> &lt;!here&gt;$/);
  });
});

describe('a modal', () => {
  beforeEach(() => {
    app.command('/brief', async ({ ack, client, command }) => {
      await ack();
      await client.views.open({ trigger_id: command.trigger_id, view: askView('Ask') });
    });
    app.options('subject', async ({ ack, payload }) => {
      await ack({ options: [option(`Lavrov, from ${payload.value}`, 'sergei-lavrov')] });
    });
  });

  it('is filled by searching, and closes when the app takes what was entered', async () => {
    const entered: unknown[] = [];
    app.view('ask', async ({ ack, view }) => {
      entered.push(view.state.values);
      await ack();
    });
    const view = await ann.command(news, '/brief').view();
    const lavrov = await search(view);
    const submission = ann.submitView(view, { Subject: lavrov, since: '7d' });
    expect(await submission.result()).toEqual({ kind: 'closed' });
    expect(ann.modals).toEqual([]);
    expect(entered).toEqual([
      {
        subject: { subject: { type: 'external_select', selected_option: option('Lavrov, from lav', 'sergei-lavrov') } },
        since: { since: { type: 'plain_text_input', value: '7d' } },
      },
    ]);
    expect(slack.unexpected).toEqual([]);
  });

  it('cannot be submitted with an empty field, with an option that nobody offered, or below another one', async () => {
    const view = await ann.command(news, '/brief').view();
    expect(() => ann.submitView(view)).toThrow('"Subject" is empty');
    const made = { text: plain('Made up'), value: 'x' };
    expect(() => ann.submitView(view, { subject: made })).toThrow('did not offer');
    expect(() => ann.suggest(view, 'subject', 'la')).toThrow('from 3 characters on');
    await ann.command(news, '/brief').view();
    expect(ann.modals).toHaveLength(2);
    expect(() => ann.submitView(view)).toThrow('lies on top');
  });

  it('shows errors under its fields, is updated, pushed over and cleared, as the app answers', async () => {
    const answers = [
      { response_action: 'errors' as const, errors: { since: 'Not a day' } },
      { response_action: 'update' as const, view: askView('Again') },
      { response_action: 'push' as const, view: askView('Next') },
      { response_action: 'clear' as const },
    ];
    app.view('ask', async ({ ack }) => {
      const answer = answers.shift();
      if (answer?.response_action === 'errors') await ack(answer);
      else if (answer?.response_action === 'clear') await ack(answer);
      else if (answer !== undefined)
        await ack({ ...answer, view: { ...answer.view, blocks: [...answer.view.blocks] } });
    });
    const view = await ann.command(news, '/brief').view();
    const lavrov = await search(view);
    const first = await ann.submitView(view, { subject: lavrov }).result();
    expect(first).toEqual({ kind: 'errors', errors: { since: 'Not a day' } });
    expect(await ann.submitView(view).result()).toMatchObject({ kind: 'updated' });
    expect(view.content).toMatchObject({ title: { text: 'Again' } });
    const pushed = await ann.submitView(view).result();
    expect(pushed).toMatchObject({ kind: 'pushed', view: { previousId: view.id } });
    const [, top] = ann.modals;
    if (top === undefined) throw new Error('There is no second modal');
    expect(await ann.submitView(top, { subject: lavrov }).result()).toEqual({ kind: 'cleared' });
    expect(ann.modals).toEqual([]);
  });

  it('shows trouble where the app answers with errors for what is no field', async () => {
    app.view('ask', ({ ack }) => ack({ response_action: 'errors', errors: { elsewhere: 'No' } }));
    const view = await ann.command(news, '/brief').view();
    const lavrov = await search(view);
    await expect(ann.submitView(view, { subject: lavrov }).result()).rejects.toThrow('elsewhere');
  });

  it('tells the app when it is closed, where it asked for that', async () => {
    const closed = new Promise<boolean>((resolve) => {
      app.view({ callback_id: 'ask', type: 'view_closed' }, async ({ ack, body }) => {
        await ack();
        resolve('is_cleared' in body && body.is_cleared);
      });
    });
    const view = await ann.command(news, '/brief').view();
    await ann.closeView(view, { all: true }).acknowledged();
    expect(await closed).toBe(true);
    expect(() => ann.submitView(view)).toThrow('do not have this view open');
  });
});

describe('a trigger', () => {
  const view = JSON.stringify({ type: 'modal', title: plain('Ask'), blocks: [] });

  it('opens one modal, within three seconds', async () => {
    const open = (trigger: string | undefined) => call(slack, 'views.open', { trigger_id: trigger ?? '', view });
    const used = ann.globalShortcut('Ask').triggerId;
    expect(await open(used)).toMatchObject({ ok: true });
    expect(await open(used)).toMatchObject({ error: 'exchanged_trigger_id' });
    const late = ann.globalShortcut('Ask').triggerId;
    clock.advance(3001);
    expect(await open(late)).toMatchObject({ error: 'expired_trigger_id' });
    expect(await open('nonsense')).toMatchObject({ error: 'invalid_trigger_id' });
    expect(await open('1.2.abc')).toMatchObject({ error: 'invalid_arguments' });
  });

  it.each([
    ['a title over 24 characters', { title: plain('A title of many, many characters') }],
    ['private metadata over 3000', { private_metadata: 'a'.repeat(3001) }],
    ['101 blocks', { blocks: Array.from({ length: 101 }, () => ({ type: 'divider' })) }],
    ['a field without a button to submit', { blocks: [{ type: 'input' }] }],
    ['a home', { type: 'home', title: undefined }],
    ['a key that there is not', { subtitle: plain('Ask') }],
  ])('opens no modal with %s', async (_name, wrong) => {
    const spoilt = JSON.stringify({ type: 'modal', title: plain('Ask'), blocks: [], ...wrong });
    const trigger = ann.globalShortcut('Ask').triggerId ?? '';
    const answer = await call(slack, 'views.open', { trigger_id: trigger, view: spoilt });
    expect(answer).toMatchObject({ error: 'invalid_arguments' });
    expect(slack.views).toEqual([]);
  });

  it('lets a view be updated only by who knows its latest hash', async () => {
    const opened = await call(slack, 'views.open', { trigger_id: ann.globalShortcut('ask').triggerId ?? '', view });
    const [shown] = slack.views;
    expect(opened).toMatchObject({ view: { id: shown?.id, hash: shown?.hash } });
    const old = { view_id: shown?.id ?? '', hash: shown?.hash ?? '', view };
    expect(await call(slack, 'views.update', old)).toMatchObject({ ok: true });
    expect(await call(slack, 'views.update', old)).toMatchObject({ error: 'hash_conflict' });
    expect(await call(slack, 'views.update', { view_id: 'V0', view })).toMatchObject({ error: 'not_found' });
  });
});

describe('other things that people do', () => {
  it('open the home tab, choose in a menu there and type a question', async () => {
    const did: string[] = [];
    app.event('app_home_opened', async ({ event, client }) => {
      const menu = { type: 'static_select' as const, action_id: 'topic', options: [option('Syria', 'brief syria')] };
      const field = { type: 'plain_text_input' as const, action_id: 'question' };
      const blocks = [
        { type: 'actions' as const, elements: [menu] },
        { type: 'input' as const, dispatch_action: true, label: plain('Ask'), element: field },
      ];
      await client.views.publish({ user_id: event.user, view: { type: 'home', blocks } });
    });
    app.action('topic', async ({ ack, action }) => {
      did.push(action.type === 'static_select' ? action.selected_option.value : '');
      await ack();
    });
    app.action('question', async ({ ack, action }) => {
      did.push(action.type === 'plain_text_input' ? action.value : '');
      await ack();
    });
    await ann.openHome().acknowledged();
    const home = await slack.until('the home', () => ann.home);
    await ann.select(home, 'topic', 'Syria').acknowledged();
    await ann.enter(home, 'question', 'who lavrov').acknowledged();
    expect(did).toEqual(['brief syria', 'who lavrov']);
    expect(() => ann.press(home, 'More')).toThrow('There is no button "More"');
  });

  it('press what they see, whatever it is called', async () => {
    const pressed: string[] = [];
    app.action(/^do-/, async ({ ack, action }) => {
      pressed.push(action.type === 'button' ? (action.value ?? '') : action.type);
      await ack();
    });
    const button = (n: number) => ({ type: 'button', action_id: `do-${n}`, text: plain('More'), value: `page ${n}` });
    const menu = { type: 'overflow', action_id: 'do-menu', options: [option('Sources', 'sources')] };
    const said = { type: 'section', text: plain('Here'), accessory: menu };
    const blocks = JSON.stringify([said, { type: 'actions', elements: [button(1), button(2)] }]);
    await call(slack, 'chat.postMessage', { channel: news.id, text: 'Here', blocks });
    const [message] = slack.messages(news);
    if (message === undefined) throw new Error('There is no message');
    expect(() => ann.press(message, 'More')).toThrow('There are 2 of "More"');
    expect(() => ann.press(message, 'Less')).toThrow('There is: overflow "do-menu", button "More", button "More"');
    await ann.press(message, 'do-1').acknowledged();
    await ann.press(message, 'page 2').acknowledged();
    await ann.select(message, 'overflow', 'Sources').acknowledged();
    expect(pressed).toEqual(['page 1', 'page 2', 'overflow']);
  });

  it('run a shortcut on a message', async () => {
    app.shortcut('who', async ({ ack, respond, payload }) => {
      await ack();
      await respond(`It says: ${'message' in payload ? payload.message.text : ''}`);
    });
    const { message } = ann.say(news, 'Lavrov & Kerry met');
    if (message === undefined) throw new Error('There is no message');
    const answer = await ann.shortcut('Who is in this?', message).answer();
    expect(answer).toMatchObject({ content: { text: 'It says: Lavrov &amp; Kerry met' }, ephemeralTo: ann.id });
    expect(() => ann.shortcut('check', message)).toThrow('There is: "Who is in this?"');
  });

  it('talk to the assistant in its pane', async () => {
    const assistant = new Assistant({
      threadStarted: async ({ say, setSuggestedPrompts }) => {
        await say('Ask me');
        await setSuggestedPrompts({ prompts: [{ title: 'Aleppo', message: 'brief aleppo' }] });
      },
      userMessage: async ({ message, say, setStatus, setTitle }) => {
        await setStatus('is reading…');
        const asked = 'text' in message ? (message.text ?? '') : '';
        await setTitle(asked);
        await say(`You asked: ${asked}`);
      },
    });
    app.assistant(assistant);
    const opened = ann.openAssistant(news);
    expect((await opened.answer()).threadTs).toBe(opened.message?.ts);
    if (opened.message === undefined) throw new Error('There is no thread');
    await slack.until('the prompts', () => slack.assistantThreads[0]?.prompts[0]);
    const answer = await ann.directMessage('who lavrov', { thread: opened.message }).answer();
    expect(answer.content.text).toBe('You asked: who lavrov');
    expect(slack.assistantThreads).toMatchObject([
      { statuses: ['is reading…'], title: 'who lavrov', contextChannelId: news.id },
    ]);
    expect(slack.unexpected).toEqual([]);
  });

  it('cannot do what Slack does not let them', async () => {
    const ben = slack.workspace.person('Ben');
    expect(() => ben.command(news, '/brief')).toThrow('not in this conversation');
    expect(() => ann.command(news, '/who')).toThrow('not a valid command');
    slack.installManifest({ display_information: { name: 'Dossier' } });
    expect(() => ann.directMessage('hello')).toThrow('no messages tab');
    expect(() => ann.openHome()).toThrow('no home tab');
    expect(() => ann.openAssistant()).toThrow('no assistant pane');
    ann.uninstall();
    expect(() => ann.mention(news, 'hello')).toThrow(NotPossible);
  });
});
