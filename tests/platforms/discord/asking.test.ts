import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Asker } from '../../../src/platform.ts';
import type { Permission } from '../../fakes/discord/world/permissions.ts';
import { openBoard, type Board } from '../../fixtures/board.ts';
import { openDesk, type TestDesk } from '../../fixtures/desk.ts';
import { registered, shown, startBot, type Bot, type BotOptions } from './bot.ts';

let office: TestDesk;
beforeAll(async () => {
  office = await openDesk();
});
afterAll(() => office.close());

let board: Board;
let bot: Bot;
async function start(options: BotOptions = {}): Promise<void> {
  board = openBoard(office);
  bot = await startBot(board.desk, options);
  await registered(bot);
}
afterEach(async () => {
  expect(board.faults).toEqual([]);
  expect(bot.discord.unexpected).toEqual([]);
  await bot.close();
});

const asker = (): Asker => {
  const by = board.requests.at(-1)?.by;
  if (!by) throw new Error('nobody asked');
  return by;
};
const mentions = async (words: string, channel = bot.channel, by = bot.ann) => {
  const before = board.requests.length;
  by.says(channel, `${bot.discord.bot.mention} ${words}`);
  await bot.discord.until('a request', () => board.requests[before]);
};
const inServer = () => ({ platform: 'discord', tenant: bot.guild.id, person: bot.ann.id, name: 'Ann' });

describe('who asks', () => {
  it('is known by a command, a button, a menu on a message and a mention, with server and channel', async () => {
    await start();
    const answer = await bot.ann.command(bot.channel, 'digest', { verb: 'list' }).answer();
    expect(asker()).toMatchObject({ ...inServer(), channel: bot.channel.id });
    await bot.ann.command(bot.channel, 'following').answer();
    expect(asker()).toMatchObject({ ...inServer(), channel: bot.channel.id });
    await bot.ben.contextMenu(bot.ann.says(bot.channel, 'Lavrov'), 'Who is in this?').answer();
    expect(asker()).toMatchObject({ ...inServer(), person: bot.ben.id, name: 'Ben' });
    const form = bot.ann.press(answer, 'Go: digest edit');
    await form.modal();
    await bot.ann.submitModal(form, { 'Its name': 'x' }).answer();
    expect(asker(), 'of a form').toMatchObject({ ...inServer(), channel: bot.channel.id });
    await mentions('latest');
    expect(asker()).toMatchObject({ ...inServer(), channel: bot.channel.id });
  });

  it('in a thread may post there, and in a direct message is in no server and no channel', async () => {
    await start();
    const thread = bot.guild.addThread(bot.channel, 'talk');
    await bot.ann.command(thread, 'latest').answer();
    expect(asker().channel).toBe(thread.id);
    await mentions('latest', thread);
    expect(asker().channel).toBe(thread.id);
    await bot.ann.command(bot.ann.directMessages(), 'latest').answer();
    expect(asker()).toMatchObject({ tenant: undefined, channel: undefined, person: bot.ann.id });
    await expect(asker().mayManage()).resolves.toBe(false);
    await mentions('latest', bot.ann.directMessages());
    expect(asker()).toMatchObject({ tenant: undefined, channel: undefined, person: bot.ann.id });
    await expect(asker().mayManage()).resolves.toBe(false);
  });

  it('is in no community where the app only came along with somebody, even with every permission there', async () => {
    await start();
    const cat = bot.discord.person('Cat', { hasInstalled: true });
    const foreign = bot.discord.addGuild('Foreign', { withBot: false, owner: cat.user });
    const channel = foreign.addTextChannel('talk');
    const answer = await cat.command(channel, 'digest', { verb: 'create', name: 'x' }).answer();
    expect(asker()).toMatchObject({ tenant: undefined, channel: undefined, person: cat.id });
    await expect(asker().mayManage()).resolves.toBe(false);
    expect(shown(answer)).toContain(
      'Only members who may manage channels in a server that has added Dossier itself may.',
    );
  });

  it('is known while a field is typed in', async () => {
    await start();
    await bot.ann.autocomplete(bot.channel, 'digest', { verb: 'edit', of: 'mor' }, 'of');
    expect(board.typings.at(-1)).toMatchObject({ argument: 'of', text: 'mor', by: inServer() });
  });
});

describe('who may manage', () => {
  const may = async (...permissions: readonly Permission[]) => {
    await start();
    bot.guild.addMember(bot.ann.user, ...permissions);
    await bot.ann.command(bot.channel, 'latest').answer();
    const byCommand = await asker().mayManage();
    await mentions('latest');
    expect(await asker().mayManage(), 'a mention is judged as a command is').toBe(byCommand);
    return byCommand;
  };

  it.each([
    [['ManageChannels'], true],
    [['ManageGuild'], true],
    [['Administrator'], true],
    [['ManageMessages', 'ManageThreads'], false],
    [[], false],
  ] as const)('with the permissions %j: %s', async (permissions, expected) => {
    expect(await may(...permissions)).toBe(expected);
  });

  it('is the owner of the server too', async () => {
    await start();
    const owner = bot.discord.person('Olga');
    const guild = bot.discord.addGuild('Own', { owner: owner.user });
    const channel = guild.addTextChannel('talk');
    await owner.command(channel, 'latest').answer();
    await expect(asker().mayManage()).resolves.toBe(true);
    await mentions('latest', channel, owner);
    await expect(asker().mayManage()).resolves.toBe(true);
  });

  it('is judged by the rules of the channel, in its threads too', async () => {
    await start();
    bot.channel.allow(bot.ann.user, 'ManageChannels');
    const thread = bot.guild.addThread(bot.channel, 'talk');
    for (const channel of [bot.channel, thread]) {
      await mentions('latest', channel);
      await expect(asker().mayManage()).resolves.toBe(true);
    }
    await mentions('latest', bot.guild.addTextChannel('other'));
    await expect(asker().mayManage()).resolves.toBe(false);
  });

  it('is asked anew each time, and is nobody for having made it', async () => {
    await start();
    await bot.ann.command(bot.channel, 'latest').answer();
    await expect(asker().mayManage(bot.ann.id)).resolves.toBe(false);
    bot.guild.addMember(bot.ann.user, 'ManageChannels');
    await bot.ann.command(bot.channel, 'latest').answer();
    await expect(asker().mayManage('somebody else')).resolves.toBe(true);
    const role = bot.guild.members.get(bot.ann.id)?.roles.at(-1);
    if (role) role.permissions = 0n;
    await bot.ann.command(bot.channel, 'latest').answer();
    await expect(asker().mayManage()).resolves.toBe(false);
  });

  it('is whoever has one of the roles of the settings', async () => {
    const editorRoles: string[] = [];
    await start({
      editorRoles,
      before(_discord, guild) {
        const members = [...guild.members.values()].map(({ user }) => user);
        editorRoles.push(guild.addRole('editors', { members }).id);
      },
    });
    await bot.ann.command(bot.channel, 'latest').answer();
    await expect(asker().mayManage()).resolves.toBe(true);
    expect(asker().managers).toContain('those with a role that was named for it');
    await mentions('latest');
    await expect(asker().mayManage()).resolves.toBe(true);
    const member = bot.guild.members.get(bot.ann.id);
    member?.roles.splice(0);
    await mentions('latest');
    await expect(asker().mayManage()).resolves.toBe(false);
  });

  it('is told in a sentence where the platform does not say it', async () => {
    await start();
    await mentions('latest');
    bot.discord.faults.next('GET /guilds/*', { kind: 'drop', moment: 'before' });
    await expect(asker().mayManage()).rejects.toThrow(
      'Discord did not take this just now. Please ask again in a moment.',
    );
  });
});

describe('a channel', () => {
  it('is chosen from those that take posts, and arrives as its id', async () => {
    await start();
    await bot.ann.command(bot.channel, 'digest', { verb: 'create', name: 'x', channel: bot.channel }).answer();
    expect(board.requests.at(-1)?.line).toBe(`digest verb:create name:x channel:#${bot.channel.id}`);
    const category = bot.guild.addCategory('all');
    expect(() => bot.ann.command(bot.channel, 'digest', { verb: 'create', channel: category })).toThrow(
      'does not take',
    );
  });

  it('is typed as its mention where the command takes one, and stays as it is in a text', async () => {
    await start();
    await mentions(`digest create name:x channel:${bot.channel.mention}`);
    expect(board.requests.at(-1)?.line).toBe(`digest create name:x channel:#${bot.channel.id}`);
    await mentions(`names Kerry in ${bot.channel.mention}`);
    expect(board.requests.at(-1)?.line).toBe(`names Kerry in ${bot.channel.mention}`);
  });
});
