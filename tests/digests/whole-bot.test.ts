import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startLiveBot, type LiveBot } from '../fixtures/live-bot.ts';
import { describeMessage as onDiscord } from '../fakes/discord/describe-message.ts';
import type { StoredMessage } from '../fakes/discord/messages/stored-message.ts';
import { shownIn } from '../platforms/slack/newsroom.ts';

let bot: LiveBot;
beforeEach(async () => {
  bot = await startLiveBot();
});
afterEach(async () => {
  expect(bot.faults).toEqual([]);
  expect([...bot.discord.unexpected, ...bot.discord.malformed, ...bot.slack.unexpected]).toEqual([]);
  await bot.close();
});

const shown = (message: StoredMessage) => onDiscord(message.state.components);

/** The next morning, with one brief more. */
async function morning(): Promise<void> {
  await bot.bring();
  bot.clock.set('2016-12-02T07:00:00Z');
  await bot.beat();
}

describe('a digest in Discord', () => {
  it('is made by its form, saved by a button, posted in one message, and leads on by its buttons', async () => {
    const { discord, guild, general } = bot;
    const ann = discord.person('Ann', { in: [guild] });
    const ben = discord.person('Ben', { in: [guild] });
    guild.addMember(ann.user, 'ManageChannels');
    const create = ann.command(general, 'digest', { action: 'create' });
    await create.modal();
    const filled = { Name: 'Morning news', When: 'weekdays 8:00', 'Time zone': 'Berlin', More: 'about:aleppo' };
    const card = await ann.submitModal(create, filled).answer();
    expect(shown(await ann.press(card, 'Save').answer())).toContain('It is saved.');
    await morning();
    const posts = () => discord.messages(general).filter(({ onlyFor, author }) => author.bot && !onlyFor);
    const post = await discord.until('the digest', () => posts()[0]);
    for (const [button, title] of [
      ['More', '## Aleppo'],
      ['Disputed', '## Disputed: Aleppo'],
      ['Timeline', '## Timeline: Aleppo'],
      ['Follow', 'You now follow **Aleppo**'],
    ] as const) {
      const answer = await ben.press(post, button).answer();
      expect(shown(answer), button).toContain(title);
      expect(answer.ephemeral, 'it is for who pressed alone').toBe(true);
    }
    const refused = await ben.command(general, 'digest', { action: 'pause', name: 'Morning news' }).answer();
    expect(shown(refused)).toContain(
      '**Morning news** is managed by members who may manage channels in this server: ask one of them.',
    );
    const paused = shown(await ann.command(general, 'digest', { action: 'pause', name: 'Morning news' }).answer());
    expect(paused.match(/paused/g), 'it is said once that it is, and once by whom').toHaveLength(2);
    expect(posts()).toEqual([post]);
  });

  it('belongs to a server that has added the bot, which is said where only a user brought it', async () => {
    const { discord } = bot;
    const elsewhere = discord.addGuild('Elsewhere', { withBot: false });
    const lobby = elsewhere.addTextChannel('lobby');
    const ben = discord.person('Ben', { in: [elsewhere], hasInstalled: true });
    for (const [name, options] of [
      ['digest', { action: 'create' }],
      ['watch', { subject: 'aleppo' }],
    ] as const) {
      expect(shown(await ben.command(lobby, name, options).answer())).toContain('that has added Dossier');
    }
  });
});

describe('a digest in Slack', () => {
  it('is made by its form, posted in one message with all its buttons, and managed by who made it and admins', async () => {
    const { slack, news } = bot;
    const ann = slack.workspace.person('Ann', { tz: 'Europe/Berlin' });
    const gus = slack.workspace.person('Gus', { isRestricted: true });
    for (const { id } of [ann, gus]) news.members.add(id);
    const asked = ann.command(news, '/digest', 'create');
    const form = await asked.view();
    expect(await ann.submitView(form, { 'digest:name': 'Morning news', 'digest:at': '8:00' }).result()).toEqual({
      kind: 'closed',
    });
    expect(shownIn(await ann.press(await asked.answer(), 'Save').answer())).toContain('It is saved.');
    await morning();
    const posts = () => slack.messages(news).filter(({ content, ephemeralTo }) => !ephemeralTo && content.metadata);
    const post = await slack.until('the digest', () => posts()[0]);
    expect(shownIn(post)).not.toContain('Page 1 of');
    expect(shownIn(await gus.press(post, 'More').answer())).toContain('# Moscow denies');
    expect(shownIn(await gus.press(post, 'Disputed').answer())).toContain('# Disputed');
    expect(shownIn(await gus.select(post, 'Timeline…', 'Aleppo').answer())).toContain('# Timeline: Aleppo');
    expect(shownIn(await gus.select(post, 'Follow…', 'Aleppo').answer())).toContain('You now follow **Aleppo**');
    expect(shownIn(await gus.command(news, '/digest', 'history "Morning news"').answer())).toContain(
      '**Morning news** is managed by who made it and admins of this workspace: ask one of them.',
    );
    expect(shownIn(await gus.command(news, '/digest', 'create x at:8:00').answer())).toContain(
      'Digests are set up here by full members of this workspace: ask one of them.',
    );
    expect(posts()).toEqual([post]);
  });
});
