import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { commands } from '../../src/commands/all.ts';
import type { BriefId, SubjectId } from '../../src/corpus/ids.ts';
import { createDesk } from '../../src/desk.ts';
import { ACTION_LINE_MAX } from '../../src/message/model.ts';
import { plainText } from '../../src/message/plain-text.ts';
import { createNames } from '../../src/names/create-names.ts';
import type { Answer, Asker, Desk } from '../../src/platform.ts';
import { openDesk, type TestDesk } from '../fixtures/desk.ts';
import { actionLines, citedIn } from '../fixtures/reading.ts';
import { servicesWith } from '../fixtures/services.ts';
import { databasesOf } from '../state/databases.ts';
import { ann, desk as deskChannel, Newsroom } from './newsroom.ts';

let office: TestDesk;
beforeAll(async () => {
  office = await openDesk();
});
afterAll(() => office.close());

const databases = databasesOf('sqlite');
let room: Newsroom;
let desk: Desk;
const faults: unknown[] = [];
beforeEach(async () => {
  room = new Newsroom(await databases.fresh(), office.corpus);
  const names = createNames(office.corpus.names, { inTheNews: () => [] });
  const services = servicesWith({ follows: room.office });
  faults.length = 0;
  const report = (_incident: string, error: unknown) => faults.push(error);
  desk = createDesk({ corpus: office.corpus, names, commands, services, clock: room.clock, report });
});

const person = (more: Partial<Asker> = {}): Asker => ({
  platform: 'chat',
  tenant: 'T1',
  person: 'U-ann',
  channel: 'C-desk',
  mayManage: () => Promise.resolve(true),
  managers: 'members who may manage channels',
  ...more,
});
const reader = person({ person: 'U-bob', mayManage: () => Promise.resolve(false) });

interface Asking {
  readonly by?: Asker | undefined;
  readonly zone?: string;
}

async function ask(line: string, { by = person(), zone }: Asking = {}): Promise<Answer> {
  const answer = await desk.answer({ line, by, zone });
  expect(faults).toEqual([]);
  return answer;
}

async function said(line: string, asking: Asking = {}): Promise<string> {
  return plainText((await ask(line, asking)).message);
}

/** Several lines with their answers, as their reader would get them. */
async function conversation(lines: readonly (readonly [line: string, asking?: Asking])[]): Promise<string> {
  const told: string[] = [];
  for (const [line, asking] of lines) {
    const { message, line: understood, visibility } = await ask(line, asking);
    told.push(
      `> ${line}\n(${understood}: ${visibility}, ${message.tone})\n${message.summary}\n\n${plainText(message)}\n`,
    );
  }
  return told.join('\n=====\n\n');
}

const brief = (name: string) => {
  const found = office.corpus.brief(name as BriefId);
  if (!found) throw new Error(`no brief ${name}`);
  return found;
};

describe('following', () => {
  it('begins, is listed with the newest brief of each, and ends', async () => {
    await expect(
      await conversation([
        ['following'],
        ['follow aleppo'],
        ['follow aleppo'],
        ['follow lavrof'],
        ['following'],
        ['unfollow halab'],
        ['unfollow aleppo'],
        ['unfollow nothing like this'],
        ['unfollow lavrov'],
      ]),
    ).toMatchFileSnapshot('golden/follow-and-unfollow.txt');
  });

  it('offers a menu where there is much to end', async () => {
    for (const subject of ['aleppo', 'syria', 'kerry', 'lavrov', 'ceasefire', 'sanctions'])
      await ask(`follow ${subject}`);
    await expect(await conversation([['following'], ['unfollow eastern aleppo']])).toMatchFileSnapshot(
      'golden/following-much.txt',
    );
  });

  it('asks which one where a name means several', async () => {
    const { message } = await ask('follow sergei');
    expect(message.tone).toBe('question');
    expect(actionLines(message)).toContain('follow sergei-ryabkov');
  });

  it('has quiet hours, in the zone that the platform tells or that is named', async () => {
    await ask('follow aleppo');
    await expect(
      await conversation([
        ['following quiet:22:00-7:00'],
        ['following quiet:22:00-7:00 zone:paris'],
        ['following zone:"new york"'],
        ['following quiet:"10pm to 6.30am"'],
        ['following quiet:nonsense'],
        ['following quiet:9-9'],
        ['following quiet:off'],
        ['following zone:paris'],
        ['following quiet:23-6', { zone: 'Asia/Kolkata' }],
        ['follow syria'],
      ]),
    ).toMatchFileSnapshot('golden/quiet-hours.txt');
  });

  it('tells what is held, that nothing could be sent, and what may not have come', async () => {
    await ask('follow aleppo');
    const copy = room.copy();
    await copy.tick(room.clock.now());
    await ask('following quiet:9:00-17:00 zone:utc');
    await room.arrive(brief('2016-11-28-kerry-aleppo-efforts'));
    await room.arrive(brief('2016-11-29-moscow-denies-aleppo-swap'));
    await copy.tick(room.clock.now());
    const held = await said('following');
    expect(held).toContain('2 briefs with news are held, until quiet hours or a busy hour end.');

    room.channels.fate = () => 'unknown';
    await ask('following quiet:off');
    await copy.tick(room.clock.now());
    const unsure = await said('following');
    expect(unsure).toContain('may not have come: the platform could not say');

    room.channels.fate = () => 'lost';
    await room.arrive(brief('2016-09-28-us-may-end-syria-talks'));
    await copy.tick(room.clock.now());
    room.clock.pass(60 * 24);
    await expect(await conversation([['following'], ['follow aleppo'], ['following']])).toMatchFileSnapshot(
      'golden/following-after-a-suspension.txt',
    );
    expect((await room.office.of(ann, room.clock.now())).suspension).toBeUndefined();
  });

  it('says that it cannot be sent yet, and follows all the same', async () => {
    room.channels.closed.set('U-ann', 'You take no direct messages from members of this server');
    await expect(await conversation([['follow aleppo']])).toMatchFileSnapshot('golden/follow-without-messages.txt');
    expect((await room.office.of(ann, room.clock.now())).follows).toHaveLength(1);
  });

  it('keeps a subject that the briefs lost, and lets it be ended', async () => {
    await room.office.follow(ann, { subject: 'old-subject' as SubjectId, by: 'U-ann' }, room.clock.now());
    const { message } = await ask('following');
    expect(plainText(message)).toContain('old-subject · no brief and no register names it any more');
    const [line = ''] = actionLines(message);
    expect(await said(line)).toContain('You no longer follow “old-subject”.');
  });

  it('is for who asks alone, whatever they ask for', async () => {
    await ask('follow aleppo');
    for (const line of [
      'following public:yes',
      'follow aleppo public:yes',
      'watching public:yes',
      'folowing public:yes',
    ]) {
      expect((await ask(line)).visibility, line).toBe('private');
    }
    expect(desk.visibility('following public:yes')).toBe('private');
    const { message } = await ask('following');
    // No platform offers to share it.
    expect(message.tone).toBe('notice');
    expect(await said('following', { by: reader })).toContain('You follow nothing yet.');
    expect(await said('following', { by: person({ tenant: 'T2' }) })).toContain('You follow nothing yet.');
  });

  it('is to be had in a direct conversation, with a tenant or without', async () => {
    const direct = person({ tenant: undefined, channel: undefined, mayManage: () => Promise.resolve(false) });
    expect(await said('follow aleppo', { by: direct })).toContain('You now follow Aleppo');
    expect(await said('following', { by: direct })).toContain('Aleppo');
  });

  it('offers only lines that a button can carry and that are understood as they are written', async () => {
    for (const subject of ['aleppo', 'syria', 'kerry', 'lavrov', 'ceasefire']) {
      await ask(`follow ${subject}`);
      await ask(`watch ${subject}`);
    }
    for (const line of [
      'follow aleppo',
      'following',
      'watch aleppo channel:C-desk',
      'watching',
      'watching channel:C-desk',
    ]) {
      const { message } = await ask(line);
      expect(new Set(citedIn(message)).size).toBe(message.sources.length);
      for (const action of actionLines(message)) {
        expect(action.length).toBeLessThanOrEqual(ACTION_LINE_MAX);
        expect((await ask(action)).line).toBe(action);
      }
    }
  });
});

describe('a watch', () => {
  it('is set up by an editor, for the channel that they ask in or name', async () => {
    await expect(
      await conversation([
        ['watching'],
        ['watch aleppo'],
        ['watch syria channel:here'],
        ['watching', { by: reader }],
        ['watching quiet:22:00-7:00 zone:London'],
        ['watch lavrov channel:C-world'],
        ['watching channel:C-world'],
        ['unwatch aleppo'],
        ['unwatch aleppo'],
      ]),
    ).toMatchFileSnapshot('golden/watch-and-unwatch.txt');
    expect((await room.office.of(deskChannel, room.clock.now())).follows).toMatchObject([
      { subject: 'syria', by: 'U-ann' },
    ]);
  });

  it('is changed by nobody else, and the sentence says by whom', async () => {
    await ask('watch aleppo');
    await expect(
      await conversation([
        ['watch syria', { by: reader }],
        ['unwatch aleppo', { by: reader }],
        ['watching quiet:off', { by: reader }],
      ]),
    ).toMatchFileSnapshot('golden/watch-without-the-right.txt');
    expect((await room.office.of(deskChannel, room.clock.now())).follows).toHaveLength(1);
  });

  it('is ended by whoever may change what its maker set up', async () => {
    await ask('watch aleppo');
    const asked: (string | undefined)[] = [];
    const heir = person({
      person: 'U-heir',
      mayManage: (madeBy) => {
        asked.push(madeBy);
        return Promise.resolve(madeBy === 'U-ann');
      },
    });
    expect(await said('unwatch aleppo', { by: heir })).toContain('no longer watches Aleppo');
    expect(asked).toEqual(['U-ann']);
  });

  it('needs a channel of a community that the bot may post in', async () => {
    room.channels.closed.set('C-closed', 'The bot may not write in that channel: invite it first.');
    const direct = person({ channel: undefined });
    await expect(
      await conversation([
        ['watch aleppo', { by: direct }],
        ['watch aleppo', { by: person({ tenant: undefined, channel: undefined }) }],
        ['watch aleppo channel:C-closed'],
      ]),
    ).toMatchFileSnapshot('golden/watch-nowhere.txt');
    expect(await said('watch aleppo channel:C-desk', { by: direct })).toContain('#C-desk now watches Aleppo');
  });

  it('that is suspended says so, and goes on when it is set up anew', async () => {
    await ask('watch aleppo');
    const copy = room.copy();
    await copy.tick(room.clock.now());
    room.channels.fate = ({ to }) => (to.kind === 'channel' ? 'lost' : 'taken');
    await room.arrive(brief('2016-11-28-kerry-aleppo-efforts'));
    await copy.tick(room.clock.now());
    await expect(
      await conversation([['watching', { by: reader }], ['watch aleppo'], ['watching']]),
    ).toMatchFileSnapshot('golden/watch-that-is-suspended.txt');
  });
});

describe('where it is not known who asks', () => {
  const ours = new Set(['follow', 'unfollow', 'following', 'watch', 'unwatch', 'watching']);
  it.each(commands.filter(({ name }) => ours.has(name)).flatMap(({ examples }) => examples.map(({ line }) => line)))(
    '“%s” says where to ask, and asks the database for nothing',
    async (line) => {
      const { message } = await office.ask(line);
      expect(office.faults).toEqual([]);
      expect(message.summary).toMatch(
        /write .+ (?:to the bot in a chat|in the channel that is to be told of news, of a server or workspace that has added Dossier)\.$/,
      );
    },
  );
});
