import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { UserError } from '../../../src/kernel/errors.ts';
import type { Answer, Desk } from '../../../src/platform.ts';
import { openDesk, type TestDesk } from '../../fixtures/desk.ts';
import type { Channel, Message, Person } from '../../fakes/slack/server.ts';
import { openNewsroom, shownIn, type Newsroom } from './newsroom.ts';

let office: TestDesk;
let room: Newsroom;
let ann: Person;
let bob: Person;
let news: Channel;
beforeAll(async () => {
  office = await openDesk();
  room = await openNewsroom({ desk: office.desk });
  ann = room.slack.workspace.person('Ann');
  bob = room.slack.workspace.person('Bob');
  news = room.slack.workspace.channel('news', { members: [ann, bob] });
});
afterEach(() => {
  expect(room.slack.unexpected).toEqual([]);
  expect(room.slack.pings).toEqual([]);
  expect(room.leaks()).toEqual([]);
});
afterAll(async () => {
  await room.close();
  await office.close();
});

const ask = async (line: string) => ann.command(news, '/dossier', line).answer();

describe('a slash command', () => {
  it('is answered for who asked alone', async () => {
    expect(await ann.command(news, '/brief', 'aleppo').answer()).toMatchObject({ ephemeralTo: ann.id });
  });

  it('is answered in the open where it says so', async () => {
    const answer = await ann.command(news, '/brief', 'aleppo public:yes').answer();
    expect(answer.ephemeralTo).toBeUndefined();
    expect(shownIn(answer), 'there is nothing left to share').not.toContain('(Share:');
  });

  it('that is a mistake stays private, whatever it says', async () => {
    const answer = await ann.command(news, '/brief', 'aleppo since:nonsense public:yes').answer();
    expect(answer.ephemeralTo).toBe(ann.id);
    expect(shownIn(answer)).toContain('since');
  });

  it('has an alias where Slack has a command of that name, and /dossier reaches everything', async () => {
    const [alias, gateway] = [await ann.command(news, '/whois', 'lavrov').answer(), await ask('who lavrov')];
    expect(shownIn(alias)).toContain('# Sergey Lavrov');
    expect(shownIn(gateway)).toBe(shownIn(alias));
    expect(shownIn(await ask(''))).toContain('# Dossier');
  });

  it('reads what Slack escapes as it was typed', async () => {
    expect(shownIn(await ask('find R&D <aleppo>'))).toContain('R&D <aleppo>');
  });

  it('shows lines as they are typed there', async () => {
    expect(shownIn(await ask('help'))).toContain('`/whois lavrov`');
  });
});

describe('a page', () => {
  it('is turned in the message itself where only one person sees it', async () => {
    const answer = await ask('brief aleppo');
    const before = shownIn(answer);
    const turned = await ann.press(answer, 'Next').answer();
    expect(turned).toBe(answer);
    expect(shownIn(turned)).toContain('Aleppo · page 2 of');
    await ann.press(turned, 'Prev').answer();
    expect(shownIn(answer)).toBe(before);
  });

  it('is chosen from a menu of sections', async () => {
    const answer = await ask('brief aleppo');
    const turned = await ann.select(answer, 'Page 1 of 3: go to…', '3 · Numbers').answer();
    expect(shownIn(turned)).toContain('Aleppo · page 3 of 3');
  });

  it('is turned in a copy of their own where others read along', async () => {
    const answer = await ann.command(news, '/brief', 'aleppo public:yes').answer();
    const before = shownIn(answer);
    const copy = await bob.press(answer, 'Next').answer();
    expect(copy).toMatchObject({ ephemeralTo: bob.id });
    expect(shownIn(copy)).toContain('page 2 of');
    expect(shownIn(copy), 'they may share it in their turn').toContain('(Share:');
    expect(shownIn(answer)).toBe(before);
  });

  it('is turned in the message itself in the conversation with the bot, in a thread of it too', async () => {
    const first = await ann.directMessage('brief aleppo').answer();
    expect(await ann.press(first, 'Next').answer()).toBe(first);
    expect(shownIn(first)).toContain('page 2 of');
    const asked = ann.directMessage('brief aleppo', { thread: first });
    const inThread = await asked.answer();
    expect(inThread.threadTs).toBe(first.ts);
    await ann.press(inThread, 'Next').answer();
    expect(shownIn(inThread)).toContain('page 2 of');
    const other = await ann.press(inThread, 'Disputed').answer();
    expect(other, 'what follows stays in the thread').toMatchObject({ threadTs: first.ts, origin: 'chat.postMessage' });
  });

  it('is not turned under the eyes of the other one where two people talk', async () => {
    const { slack } = room;
    const chat = slack.workspace.channel('ann-and-bob', { kind: 'private', members: [ann, bob], withApp: false });
    const shown = await ann.command(chat, '/brief', 'aleppo public:yes').answer();
    expect(await bob.press(shown, 'Next').answer()).toMatchObject({ ephemeralTo: bob.id });
    expect(shownIn(shown)).not.toContain('page 2 of');
  });

  it('says that the briefs have changed where the answer has another number of pages than its button says', async () => {
    const answer = await ask('brief aleppo');
    const [delivery] = ann.press(answer, 'Next').deliveries;
    const payload = JSON.parse(JSON.stringify(delivery?.payload).replaceAll('!p2/3 ', '!p2/9 ')) as typeof answer.sent;
    const again = room.slack.deliver('interactive', { ...payload, trigger_id: 'another' });
    await room.slack.until('the page', () => (again.outcome.state === 'acknowledged' ? again : undefined));
    const notice = 'The briefs have changed since this was asked: the answer has 3 pages now.';
    await room.slack.until('the notice', () => shownIn(answer).includes(notice) || undefined);
    expect(shownIn(answer)).toContain('page 2 of 3');
  });
});

describe('Share', () => {
  it('posts the same page for everybody, under the name of who shared it, and leaves the private one', async () => {
    const answer = await ask('brief aleppo');
    await ann.press(answer, 'Next').answer();
    const shared = await ann.press(answer, 'Share').answer();
    expect(shared).not.toBe(answer);
    expect(shared.ephemeralTo).toBeUndefined();
    expect(shownIn(shared)).toMatch(/^- Shared by ann\n- Aleppo · page 2 of 3\n/);
    expect(shownIn(shared)).not.toContain('(Share:');
    expect(shownIn(answer)).toContain('(Share:');
  });

  it('posts once, also where it is pressed twice', async () => {
    const answer = await ask('timeline aleppo');
    const presses = [ann.press(answer, 'Share'), ann.press(answer, 'Share')];
    await presses[0]?.answer();
    await ask('status');
    expect(
      room.slack.messages(news).filter((one) => shownIn(one).startsWith('- Shared by ann\n# Timeline')),
    ).toHaveLength(1);
    expect(presses.flatMap(({ answers }) => answers)).toHaveLength(1);
  });

  it('posts into the thread in which the answer stands', async () => {
    const mention = ann.mention(news, 'who lavrov');
    const copy = await bob.press(await mention.answer(), 'Next').answer();
    const shared = await bob.press(copy, 'Share').answer();
    expect([copy.threadTs, shared.threadTs]).toEqual([mention.message?.ts, mention.message?.ts]);
  });
});

describe('an answer with a thread below it', () => {
  it('is in the channel all the same, and so is what its buttons bring', async () => {
    const answer = await ann.command(news, '/brief', 'aleppo public:yes').answer();
    ann.say(news, 'Interesting', { thread: answer });
    const copy = await bob.press(answer, 'Next').answer();
    expect([copy.ephemeralTo, copy.threadTs]).toEqual([bob.id, undefined]);
    expect((await bob.press(copy, 'Share').answer()).threadTs).toBeUndefined();
  });
});

describe('a mention', () => {
  it('is answered in its thread, for everybody, mistakes as well', async () => {
    const asked = ann.mention(news, 'who is lavrov');
    expect(await asked.answer()).toMatchObject({ threadTs: asked.message?.ts, ephemeralTo: undefined });
    const wrong = ann.mention(news, 'brief aleppo since:nonsense');
    expect(await wrong.answer()).toMatchObject({ threadTs: wrong.message?.ts, ephemeralTo: undefined });
  });

  it('in a thread is answered in the same thread', async () => {
    const root = ann.say(news, 'What do we know?').message as Message;
    expect(await ann.mention(news, 'who lavrov', { thread: root }).answer()).toMatchObject({ threadTs: root.ts });
  });

  it('may end a message, and asks for help where it stands alone', async () => {
    expect(shownIn(await ann.say(news, 'who lavrov @dossier').answer())).toContain('# Sergey Lavrov');
    expect(shownIn(await ann.mention(news, '').answer())).toContain('# Dossier');
  });

  it('within a sentence asks for nothing, and what nobody mentions neither', async () => {
    const { slack } = room;
    const before = slack.messages(news).length;
    const [within] = ann.say(news, 'I think @dossier should know').deliveries;
    await slack.until('an acknowledgement', () => (within?.outcome.state === 'acknowledged' ? within : undefined));
    await ann.mention(news, 'status').answer();
    expect(slack.messages(news).length - before, 'the sentence, the mention and its answer').toBe(3);
  });

  it('by a bot, or brought by an edit, is not answered', async () => {
    const { slack } = room;
    const asked = ann.mention(news, 'status');
    await asked.answer();
    const [real] = asked.deliveries;
    const { event } = real?.payload ?? {};
    const before = slack.requests.filter(({ route }) => route === 'chat.postMessage').length;
    for (const [index, more] of [
      { bot_id: 'B1' },
      { edited: { user: ann.id, ts: '1.0' } },
      { subtype: 'me_message' },
    ].entries()) {
      const changed = { ...(event as object), ...more } as NonNullable<typeof event>;
      slack.deliver('events_api', { ...real?.payload, event_id: `Ev-other-${index}`, event: changed });
    }
    await ann.mention(news, 'status').answer();
    const after = slack.requests.filter(({ route }) => route === 'chat.postMessage').length;
    expect(after - before, 'the last one alone').toBe(1);
  });
});

describe('a direct message', () => {
  it('is a line as it stands, and its answer stays for later', async () => {
    const answer = await ann.directMessage('who is lavrov').answer();
    expect(answer).toMatchObject({ origin: 'chat.postMessage', threadTs: undefined, ephemeralTo: undefined });
    expect(shownIn(answer)).not.toContain('(Share:');
    expect(answer.content.metadata).toMatchObject({ event_type: 'dossier_answer' });
  });

  it('with the bot is not where a slash command shows anything to others', async () => {
    expect(await ann.command(ann.direct, '/brief', 'aleppo').answer()).toMatchObject({ ephemeralTo: ann.id });
  });
});

describe('a menu of an answer', () => {
  it('opens what is chosen in a message of its own', async () => {
    const answer = await ask('brief aleppo');
    const opened = await ann.select(answer, 'Open a brief…', 'story 2016-08-26-kerry-lavrov-geneva').answer();
    expect(opened).not.toBe(answer);
    expect(opened.ephemeralTo).toBe(ann.id);
    expect(shownIn(opened)).toContain('# Kerry and Lavrov meet in Geneva');
  });
});

describe('a control of another version', () => {
  it('is told about, in a sentence', async () => {
    const answer = await ask('brief aleppo');
    const [pressed] = ann.press(answer, 'Next').deliveries;
    const payload = JSON.parse(JSON.stringify(pressed?.payload).replaceAll('!p2/3 brief aleppo', '!x7 odd')) as never;
    room.slack.deliver('interactive', { ...(payload as object), trigger_id: 'odd' });
    const told = await room.slack.until('the sentence', () =>
      room.slack.messages(news).find((one) => shownIn(one).includes('another version of Dossier')),
    );
    expect(told.ephemeralTo).toBe(ann.id);
  });
});

describe('a command of another version', () => {
  it('is told about, in a sentence, and not left without an answer', async () => {
    const [sent] = ann.command(news, '/latest').deliveries;
    room.slack.deliver('slash_commands', { ...sent?.payload, command: '/newest', trigger_id: 'of-a-newer-command' });
    const told = await room.slack.until('the sentence', () =>
      room.slack.messages(news).find((one) => shownIn(one).includes('no command of that name')),
    );
    expect(told.ephemeralTo).toBe(ann.id);
  });
});

describe('what cannot be read', () => {
  it('is acknowledged, and the log names its type and nothing that is in it', async () => {
    const [sent] = ann.command(news, '/latest').deliveries;
    room.slack.deliver('interactive', { ...sent?.payload, type: 'block_actions', text: 'canary-of-a-message' });
    await room.slack.until('a warning', () => (room.log().includes('could not be read') ? true : undefined));
    expect(room.log()).toMatch(/"type":"block_actions".*could not be read/);
    expect(room.log()).not.toContain('canary-of-a-message');
  });
});

describe('the day of the reader', () => {
  it('is the one of their zone, which is asked for once', async () => {
    const zones: (string | undefined)[] = [];
    const desk: Desk = {
      ...office.desk,
      answer: async (request) => {
        zones.push(request.zone);
        return office.desk.answer(request);
      },
    };
    const other = await openNewsroom({ desk });
    const eva = other.slack.workspace.person('Eva', { tz: 'Asia/Tokyo' });
    const channel = other.slack.workspace.channel('news', { members: [eva] });
    for (let count = 0; count < 3; count += 1) await eva.command(channel, '/latest').answer();
    expect(zones).toEqual(['Asia/Tokyo', 'Asia/Tokyo', 'Asia/Tokyo']);
    expect(other.slack.requests.filter(({ route }) => route === 'users.info')).toHaveLength(1);
    await other.close();
  });

  it('is that of UTC where the platform does not tell the zone, which keeps no answer back', async () => {
    const other = await openNewsroom({ desk: office.desk });
    const eva = other.slack.workspace.person('Eva');
    const channel = other.slack.workspace.channel('news', { members: [eva] });
    other.slack.fail('users.info', { kind: 'error', error: 'missing_scope', when: 'before' });
    expect(shownIn(await eva.command(channel, '/latest').answer())).toContain('# Latest briefs');
    expect(other.log()).toContain('missing_scope');
    await other.close();
  });
});

describe('a fault', () => {
  it('is an apology with an incident for who asked, and a line in the log of the desk', async () => {
    const reported: unknown[] = [];
    const desk: Desk = {
      ...office.desk,
      answer: async ({ line }) => Promise.reject(new Error(`broken by ${line.length}`)),
      fault: (error) => {
        reported.push(error);
        return office.desk.fault(error);
      },
    };
    const other = await openNewsroom({ desk });
    const eva = other.slack.workspace.person('Eva');
    const channel = other.slack.workspace.channel('news', { members: [eva] });
    const answer = await eva.command(channel, '/brief', 'aleppo').answer();
    expect(shownIn(answer)).toMatch(/incident/i);
    expect(shownIn(await eva.mention(channel, 'brief aleppo').answer())).toMatch(/incident/i);
    expect(reported).toHaveLength(2);
    expect(reported[0]).not.toBeInstanceOf(UserError);
    await other.close();
  });
});

describe('whatever a brief says, and whatever somebody is called', () => {
  it('nobody is notified: in the open, when shared, under a mention and in a notification', async () => {
    const call = `<!channel> <!here> @here @channel <@${ann.id}> <!subteam^S1> @ann`;
    const span = { kind: 'plain' as const, text: call };
    const message: Answer['message'] = {
      tone: 'news',
      summary: call,
      blocks: [
        { kind: 'heading', level: 1, spans: [span] },
        { kind: 'text', spans: [span, { kind: 'strong', text: call }, { kind: 'quoted', text: call }] },
        { kind: 'quote', words: call, by: [span] },
        { kind: 'note', spans: [span, { kind: 'code', text: call }] },
        { kind: 'table', columns: [call, call], rows: [[[span], [span]]] },
        { kind: 'actions', actions: [{ kind: 'button', label: call, line: 'status' }] },
      ],
      sources: [
        { n: 1, headline: call, outlet: call, published: call, url: 'https://a.org/<!channel>', line: 'status' },
      ],
    };
    const desk: Desk = {
      ...office.desk,
      answer: async ({ line }) => ({ message, line: call, page: 1, visibility: office.desk.visibility(line) }),
    };
    const other = await openNewsroom({ desk });
    const eva = other.slack.workspace.person('Eva', { realName: `<!channel> <@${ann.id}>` });
    const channel = other.slack.workspace.channel('news', { members: [eva] });
    await eva.press(await eva.command(channel, '/latest').answer(), 'Share').answer();
    await eva.command(channel, '/latest', 'public:yes').answer();
    await eva.mention(channel, 'latest').answer();
    await eva.directMessage('latest').answer();
    expect(other.slack.messages(channel).filter(({ ephemeralTo }) => ephemeralTo === undefined).length).toBe(4);
    expect(other.slack.pings.filter(({ message: one }) => one.botId !== undefined)).toEqual([]);
    await other.close();
  });
});

describe('with a prefix', () => {
  it('every command has its own name, and answers show it', async () => {
    const other = await openNewsroom({ desk: office.desk, settings: { commandPrefix: 'news-' } });
    const eva = other.slack.workspace.person('Eva');
    const channel = other.slack.workspace.channel('news', { members: [eva] });
    expect(shownIn(await eva.command(channel, '/news-who', 'lavrov').answer())).toContain('# Sergey Lavrov');
    expect(shownIn(await eva.command(channel, '/news-dossier', 'help').answer())).toContain('`/news-who lavrov`');
    await other.close();
  });
});
