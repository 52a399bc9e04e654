import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { UserError } from '../../../src/kernel/errors.ts';
import type { Asker } from '../../../src/platform.ts';
import { openDesk, type TestDesk } from '../../fixtures/desk.ts';
import type { Channel, Person } from '../../fakes/slack/server.ts';
import { openBoard, type Board } from '../../fixtures/board.ts';
import { openNewsroom, shownIn, type Newsroom, type NewsroomOptions } from './newsroom.ts';

let office: TestDesk;
beforeAll(async () => {
  office = await openDesk();
});
afterAll(() => office.close());

let board: Board;
let room: Newsroom;
let ann: Person;
let news: Channel;
async function open(options: Partial<NewsroomOptions> = {}): Promise<void> {
  board = openBoard(office);
  room = await openNewsroom({ desk: board.desk, ...options });
  ann = room.slack.workspace.person('Ann');
  news = room.slack.workspace.channel('news', { members: [ann] });
}
afterEach(async () => {
  expect(room.slack.unexpected).toEqual([]);
  expect(room.leaks()).toEqual([]);
  expect(board.faults).toEqual([]);
  await room.close();
});

const asker = (): Asker => {
  const by = board.requests.at(-1)?.by;
  if (!by) throw new Error('nobody asked');
  return by;
};

describe.each(['socket', 'http'] as const)('who asks, by %s', (mode) => {
  beforeEach(() => open({ mode }));

  it('is known by workspace, person, name and channel, however they ask', async () => {
    const inChannel = {
      platform: 'slack',
      tenant: room.slack.workspace.id,
      person: ann.id,
      name: 'ann',
      channel: news.id,
    };
    const answer = await ann.command(news, '/dossier', 'digest list').answer();
    expect(asker()).toMatchObject(inChannel);
    await ann.mention(news, 'digest list').answer();
    expect(asker()).toMatchObject(inChannel);
    // The form of what the button says: its answer is for who pressed it.
    const form = await ann.press(answer, 'Go: digest edit').view();
    await ann.submitView(form, { 'digest:name': 'Evening' }).result();
    await room.slack.until('an answer', () => (board.requests.at(-1)?.line.includes('Evening') ? true : undefined));
    expect(asker()).toMatchObject(inChannel);
  });

  it('has no channel where nobody else reads along', async () => {
    await ann.directMessage('digest list').answer();
    expect(asker()).toMatchObject({ person: ann.id, channel: undefined, tenant: room.slack.workspace.id });
    await ann.command(ann.direct, '/dossier', 'digest list').answer();
    expect(asker().channel).toBeUndefined();
    ann.openHome();
    await room.slack.until('a home', () => ann.home);
    expect(asker()).toMatchObject({ person: ann.id, channel: undefined });
  });

  it('is told to what completes a field', async () => {
    const view = await ann.command(news, '/digest', 'create').view();
    await ann.suggest(view, 'digest:zone', 'amst').options();
    expect(board.typings.at(-1)).toMatchObject({
      command: 'digest',
      argument: 'zone',
      text: 'amst',
      by: { person: ann.id, tenant: room.slack.workspace.id },
    });
  });
});

describe('somebody of another organisation', () => {
  beforeEach(() => open());

  it('belongs to no community here, in a channel that the two share, and manages nothing', async () => {
    const [told] = ann.mention(news, 'status').deliveries;
    await room.slack.until('an answer', () => board.requests[0]);
    const { event, ...rest } = told?.payload ?? {};
    const shared = {
      ...(event as object),
      user_team: 'T0OTHER',
      source_team: 'T0OTHER',
      text: `<@${room.slack.workspace.bot.id}> digest list`,
    };
    room.slack.deliver('events_api', { ...rest, event_id: 'Ev-shared', event: shared });
    await room.slack.until('the second answer', () => board.requests[1]);
    expect(asker()).toMatchObject({ tenant: undefined, person: ann.id });
    expect(await asker().mayManage()).toBe(false);
    expect(await asker().mayManage(ann.id)).toBe(false);
  });
});

describe('who may manage, where the settings name no editors', () => {
  beforeEach(() => open());

  const asks = async (person: Person) => {
    await person.directMessage('status').answer();
    return asker();
  };
  const person = (name: string, given: Parameters<typeof room.slack.workspace.person>[1]) =>
    room.slack.workspace.person(name, given);

  it('is every full member for something new, and no guest', async () => {
    expect(await (await asks(ann)).mayManage()).toBe(true);
    expect(await (await asks(person('Gil', { isRestricted: true }))).mayManage()).toBe(false);
    expect(await (await asks(person('Una', { isRestricted: true, isUltraRestricted: true }))).mayManage()).toBe(false);
    expect(asker().managers).toBe('full members of this workspace');
  });

  it('is, for what somebody made, who made it and the admins and owners', async () => {
    const made = ann.id;
    expect(await (await asks(ann)).mayManage(made)).toBe(true);
    expect(await (await asks(person('Bob', {}))).mayManage(made)).toBe(false);
    for (const role of ['isAdmin', 'isOwner', 'isPrimaryOwner'] as const) {
      expect(await (await asks(person(role, { [role]: true }))).mayManage(made), role).toBe(true);
    }
  });

  it('is asked anew each time, as people change', async () => {
    const by = await asks(ann);
    expect(await by.mayManage()).toBe(true);
    ann.user.isRestricted = true;
    expect(await by.mayManage()).toBe(false);
    ann.user.isRestricted = false;
    ann.user.deleted = true;
    expect(await by.mayManage()).toBe(false);
    ann.user.deleted = false;
    expect(room.slack.requests.filter(({ route }) => route === 'users.info').length, 'and the zone once').toBe(4);
  });

  it.each([
    [{ kind: 'rate-limited', retryAfterS: 3 }],
    [{ kind: 'drop', when: 'before' }],
    [{ kind: 'status', status: 503, when: 'before' }],
  ] as const)('is not guessed where Slack does not tell it: %j', async (fault) => {
    const by = await asks(ann);
    room.slack.fail('users.info', fault);
    await expect(by.mayManage()).rejects.toThrow(UserError);
    room.slack.fail('users.info', fault);
    expect(shownIn(await ann.directMessage('digest create name:x').answer())).toBe(
      'Slack did not take this just now. Please ask again in a moment.',
    );
  });
});

describe('who may manage, where the settings name editors', () => {
  const editors = ['S0NONE'];
  let eva: Person;
  let group: ReturnType<typeof room.slack.workspace.group>;
  beforeEach(async () => {
    // The ids are known once the workspace is there, and read at every request.
    editors.length = 0;
    editors.push('S0NONE', 'S0HERE', 'U0HERE');
    await open({ settings: { editors } });
    eva = room.slack.workspace.person('Eva');
    group = room.slack.workspace.group('desk', [eva]);
    editors.splice(1, 2, group.id, ann.id);
  });

  const asks = async (person: Person) => {
    await person.directMessage('status').answer();
    return asker();
  };

  it('is who is named, who is in a group that is named, and admins; a group of another workspace gives nobody rights', async () => {
    expect(await (await asks(ann)).mayManage()).toBe(true);
    expect(await (await asks(eva)).mayManage('U0SOMEBODY')).toBe(true);
    expect(await (await asks(room.slack.workspace.person('Bob'))).mayManage()).toBe(false);
    const admin = room.slack.workspace.person('Ada', { isAdmin: true });
    expect(await (await asks(admin)).mayManage('U0SOMEBODY')).toBe(true);
    expect(asker().managers).toBe('admins of this workspace and those whom it named as editors');
  });

  it('changes with the group', async () => {
    const by = await asks(eva);
    expect(await by.mayManage()).toBe(true);
    group.users = [];
    expect(await by.mayManage()).toBe(false);
  });

  it('is still who made it', async () => {
    const bob = room.slack.workspace.person('Bob');
    expect(await (await asks(bob)).mayManage(bob.id)).toBe(true);
  });

  it('says what to do where the app may not read the group', async () => {
    const by = await asks(eva);
    room.slack.fail('usergroups.users.list', { kind: 'error', error: 'missing_scope', when: 'before' }, 2);
    await expect(by.mayManage()).rejects.toThrow('can install Dossier anew');
  });
});
