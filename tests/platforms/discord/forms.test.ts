import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FormField } from '../../../src/platform.ts';
import { modalOf } from '../../../src/platforms/discord/parts/form-modal.ts';
import { openBoard, type Board } from '../../fixtures/board.ts';
import { openDesk, type TestDesk } from '../../fixtures/desk.ts';
import { logged, registered, shown, startBot, type Bot } from './bot.ts';

let office: TestDesk;
beforeAll(async () => {
  office = await openDesk();
});
afterAll(() => office.close());

let board: Board;
let bot: Bot;
beforeEach(async () => {
  board = openBoard(office);
  bot = await startBot(board.desk);
  await registered(bot);
  bot.guild.addMember(bot.ann.user, 'ManageChannels');
});
afterEach(async () => {
  expect(board.faults).toEqual([]);
  expect(bot.discord.unexpected).toEqual([]);
  expect(bot.discord.malformed).toEqual([]);
  await bot.close();
});

async function opened() {
  const answer = bot.ann.command(bot.channel, 'digest', { verb: 'create' });
  return { answer, modal: await answer.modal() };
}

describe('a form', () => {
  it('opens for a line that says too little, with menus where they fit, and one field for all the others', async () => {
    const { modal } = await opened();
    expect(modal.title).toBe('A new digest');
    expect(
      modal.components.map((one) => (one.type === 18 ? [one.label, one.component.type, one.description] : [])),
    ).toEqual([
      ['Its name', 4, 'As you like it'],
      ['Where it is posted', 8, 'As you like it'],
      ['How', 3, 'As you like it'],
      ['Where its hours are', 4, 'As you like it'],
      ['More', 4, 'about: outlets: since: most: quiet: of:'],
    ]);
    expect(bot.discord.messages(bot.channel), 'nothing else was said').toEqual([]);
  });

  it('becomes one line, answered where it was opened', async () => {
    const { answer } = await opened();
    const sent = bot.ann.submitModal(answer, {
      'Its name': 'Morning: "news"',
      How: ['threads'],
      'Where its hours are': 'Europe/Berlin',
      More: 'about:"aleppo, bashar al-assad"\nmost:10 quiet:yes',
    });
    const message = await sent.answer();
    expect(board.requests.at(-1)?.line).toBe(
      `digest create name:“Morning: "news"” channel:#${bot.channel.id} layout:threads zone:Europe/Berlin ` +
        'about:"aleppo, bashar al-assad" most:10 quiet:yes',
    );
    expect(shown(message)).toContain('Saved');
    expect(shown(message)).toContain(bot.channel.mention);
    expect(message.ephemeral).toBe(true);
  });

  it('begins with the channel in which it is opened, where one may post there', async () => {
    const { modal } = await opened();
    expect(JSON.stringify(modal)).toContain(`"default_values":[{"id":"${bot.channel.id}","type":"channel"}]`);
    const direct = bot.ann.command(bot.ann.directMessages(), 'digest', { verb: 'create' });
    expect(JSON.stringify(await direct.modal())).not.toContain('default_values');
  });

  it('shows what stands in it, and gives it back unchanged where nobody changes it', async () => {
    const other = bot.guild.addTextChannel('other');
    board.filled = {
      name: 'Morning',
      channel: other.id,
      layout: 'threads',
      zone: 'Europe/Berlin',
      about: 'aleppo,sergey-lavrov',
      most: '7',
      quiet: 'yes',
      of: 'Evening news',
    };
    const { answer } = await opened();
    await bot.ann.submitModal(answer).answer();
    expect(board.requests.at(-1)?.line).toBe(
      `digest create name:Morning channel:#${other.id} layout:threads zone:Europe/Berlin ` +
        'about:aleppo,sergey-lavrov most:7 quiet:yes of:"Evening news"',
    );
  });

  it('empties what was shown in it and is taken out, where that may be empty', async () => {
    board.filled = {
      name: 'Morning',
      layout: 'threads',
      about: 'aleppo',
      outlets: 'interfax',
      most: '7',
      quiet: 'yes',
    };
    const { answer } = await opened();
    await bot.ann.submitModal(answer, { More: 'quiet:no about:"outlets: none"' }).answer();
    expect(board.requests.at(-1)?.line).toMatch(/ layout:threads quiet:no about:"outlets: none" outlets:none$/);
    const again = await opened();
    await bot.ann.submitModal(again.answer, { More: '' }).answer();
    expect(board.requests.at(-1)?.line).toMatch(/ layout:threads about:none outlets:none$/);
  });

  it('takes nothing out of what is too long to be shown', async () => {
    board.filled = { about: 'aleppo,'.repeat(600), outlets: 'interfax' };
    const { answer } = await opened();
    await bot.ann.submitModal(answer, { 'Its name': 'Morning' }).answer();
    expect(board.requests.at(-1)?.line).not.toMatch(/about|none/);
  });

  it('opens from a button too, and is no form but an answer from a mention, where no form can be', async () => {
    const list = await bot.ann.command(bot.channel, 'digest', { verb: 'list' }).answer();
    const edit = bot.ann.press(list, 'Go: digest edit');
    await edit.modal();
    await bot.ann.submitModal(edit, { 'Its name': 'Morning' }).answer();
    expect(board.requests.at(-1)?.line).toMatch(/^digest edit name:Morning /);
    bot.ann.says(bot.channel, `${bot.discord.bot.mention} digest create`);
    await bot.discord.until('a request', () => board.requests.find(({ line }) => line === 'digest create'));
  });

  it('is sent by who may manage no more, and refused then', async () => {
    const { answer } = await opened();
    bot.guild.members.get(bot.ann.id)?.roles.splice(0);
    const message = await bot.ann.submitModal(answer, { 'Its name': 'x' }).answer();
    expect(shown(message)).toContain('Only members who may manage channels in this server may.');
  });

  it('that the platform takes no longer within its three seconds leaves no fault', async () => {
    const gate = bot.discord.faults.hold('POST /interactions/*/*/callback', 'before');
    const answer = bot.ann.command(bot.channel, 'digest', { verb: 'create' });
    await gate.reached();
    answer.expire('callback');
    gate.release();
    await logged(bot, 'an answer could not be delivered');
    expect(bot.log()).toContain('"why":"late"');
  });
});

describe('the fields of a form', () => {
  const field = (name: string, more: Partial<FormField> = {}): FormField => ({
    argument: { name, kind: 'text', description: 'd', required: false, positional: false },
    label: name,
    required: false,
    ...more,
  });
  const form = (fields: readonly FormField[], begin = 'digest edit') => ({ begin, title: 't', submit: 's', fields });

  it('are all there where there are five', () => {
    const modal = modalOf(form(['a', 'b', 'c', 'd', 'e'].map((name) => field(name))), undefined);
    expect(modal?.components).toHaveLength(5);
    expect(JSON.stringify(modal)).not.toContain('!more');
  });

  it('with a tick are told yes or no', () => {
    const flag = field('quiet', {
      argument: { name: 'quiet', kind: 'flag', description: 'd', required: false, positional: false },
      value: 'yes',
    });
    expect(JSON.stringify(modalOf(form([flag]), undefined))).toContain('"type":23,"custom_id":"quiet","default":true');
  });

  it('open no form where its id cannot hold how the line begins', () => {
    expect(modalOf(form([field('a')], `digest edit ${'Ω'.repeat(200)}`), undefined)).toBeUndefined();
  });
});
