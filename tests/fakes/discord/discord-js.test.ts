import {
  Client,
  Events,
  GatewayIntentBits,
  MessageFlags,
  REST,
  Routes,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  type ClientOptions,
} from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startFakeDiscord, type FakeDiscord } from './server.ts';
import type { FakeChannel } from './world/channel.ts';
import type { FakeGuild } from './world/guild.ts';

/** The flows that matter, through the library that speaks to the platform for us. */

let discord: FakeDiscord;
let guild: FakeGuild;
let channel: FakeChannel;
let client: Client | undefined;

beforeEach(async () => {
  discord = await startFakeDiscord();
  guild = discord.addGuild('Newsroom');
  channel = guild.addTextChannel('general');
});
afterEach(async () => {
  await client?.destroy();
  client = undefined;
  await discord.close();
});

async function login(options: Partial<ClientOptions> = {}): Promise<Client<true>> {
  const intents = [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages];
  const made = new Client({ intents, rest: { api: discord.apiUrl }, ...options });
  client = made;
  const ready = new Promise((resolve) => made.once(Events.ClientReady, resolve));
  await made.login(discord.token);
  await ready;
  return made as Client<true>;
}

const text = (content: string) =>
  ({
    flags: MessageFlags.IsComponentsV2,
    components: [{ type: 10, content }],
  }) as const;

describe('the client', () => {
  it('logs in, registers commands and answers, whatever way it answers', async () => {
    const bot = await login();
    await bot.application.commands.set([
      {
        name: 'brief',
        description: 'What happened',
        options: [{ type: 3, name: 'about', description: 'A subject', autocomplete: true, required: true }],
      },
    ]);
    const handle = async (interaction: ChatInputCommandInteraction | ButtonInteraction) => {
      if (interaction.isButton()) {
        await interaction.deferUpdate();
        await interaction.editReply({ components: [{ type: 10, content: 'turned' }] });
        return;
      }
      await interaction.deferReply({ flags: MessageFlags.Ephemeral });
      const more = { type: 1, components: [{ type: 2, style: 1, label: 'More', custom_id: 'more' }] } as const;
      const { flags, components } = text(interaction.options.getString('about', true));
      await interaction.editReply({ flags, components: [...components, more] });
      await interaction.followUp(text('and more'));
    };
    bot.on(Events.InteractionCreate, (interaction) => {
      if (interaction.isChatInputCommand() || interaction.isButton()) void handle(interaction);
      else if (interaction.isAutocomplete()) void interaction.respond([{ name: 'Aleppo, a city', value: 'aleppo' }]);
    });

    const ann = discord.person('Ann', { in: [guild] });
    const suggestions = await ann.autocomplete(channel, 'brief', { about: 'ale' }, 'about');
    const about = suggestions.choose('Aleppo, a city');
    expect(() => suggestions.choose('Homs')).toThrow('No suggestion "Homs" among: Aleppo, a city');
    const answer = ann.command(channel, 'brief', { about });
    const message = await answer.answer();
    expect(message).toMatchObject({ text: 'aleppo', ephemeral: true });
    expect(await answer.followUp()).toMatchObject({ text: 'and more', ephemeral: false });
    expect((await ann.press(message, 'More').answer()).text).toBe('turned');
    expect([discord.unexpected, discord.malformed]).toEqual([[], []]);
  });

  it('hears messages and replies to them', async () => {
    const bot = await login();
    bot.on(Events.MessageCreate, (message) => {
      if (!message.author.bot) void message.reply({ ...text('heard'), allowedMentions: { parse: [] } });
    });
    const ann = discord.person('Ann', { in: [guild] });
    const said = ann.says(channel, `${discord.bot.mention} hello`);
    const heard = await discord.until('a reply', () =>
      discord.messages(channel).find((one) => one.author === discord.bot),
    );
    expect(heard.payload()).toMatchObject({
      type: 19,
      message_reference: { message_id: said.id },
      components: [{ content: 'heard' }],
    });
    expect(discord.pings).toEqual([]);
  });

  it('is told that its token is wrong', async () => {
    const wrong = new Client({ intents: [], rest: { api: discord.apiUrl } });
    await expect(wrong.login('another')).rejects.toThrow('invalid token');
    await wrong.destroy();
    expect(discord.requests.map(({ status }) => status)).toEqual([401]);
  });

  it.each([
    ['at the resume address, without a close frame', 1, () => discord.gateway.drop()],
    ['at the resume address, after a code that lets it', 1, () => discord.gateway.drop({ code: 4000 })],
    ['at the resume address, because it is asked to reconnect', 1, () => discord.gateway.askToReconnect()],
    ['where it is, because the session says so', 0, () => discord.gateway.invalidate(true)],
  ])('resumes %s, and misses nothing', async (_, resumesByResumeUrl, lose) => {
    const bot = await login();
    const heard = new Promise((resolve) => bot.once(Events.MessageCreate, ({ content }) => resolve(content)));
    lose();
    discord.person('Ann', { in: [guild] }).says(channel, `${discord.bot.mention} meanwhile`);
    expect(await heard).toBe(`${discord.bot.mention} meanwhile`);
    await discord.until('a resume', () => discord.gateway.counts.resumes || undefined);
    expect(discord.gateway.counts).toMatchObject({ identifies: 1, resumes: 1, resumesByResumeUrl });
  });
});

describe('a connection that died without a sign', () => {
  it('is noticed by the heartbeat that nobody acknowledges, and resumed', async () => {
    const quick = await startFakeDiscord({ heartbeatIntervalMs: 50 });
    const made = new Client({ intents: [GatewayIntentBits.GuildMessages], rest: { api: quick.apiUrl } });
    await made.login(quick.token);
    await quick.connected();
    await quick.until('a heartbeat', () => quick.gateway.counts.heartbeats || undefined);
    quick.gateway.zombify();
    await quick.until('a resume', () => quick.gateway.counts.resumes || undefined);
    expect(quick.gateway.goodbyes).not.toContain(1000);
    expect(quick.gateway.counts.identifies).toBe(1);
    await made.destroy();
    await quick.close();
  });
});

describe('the REST client', () => {
  const rest = (options: ConstructorParameters<typeof REST>[0] = {}) =>
    new REST({ api: discord.apiUrl, retries: 1, ...options }).setToken(discord.token);
  const post = async (more: object = {}, options = {}) =>
    rest(options).post(Routes.channelMessages(channel.id), { body: { ...text('news'), ...more } });

  it('posts twice where the server stores a message and denies it, unless a nonce is enforced', async () => {
    const fault = { kind: 'status', status: 500, moment: 'after' } as const;
    discord.faults.next('POST /channels/:id/messages', fault);
    await post();
    expect(discord.messages(channel)).toHaveLength(2);
    discord.faults.next('POST /channels/:id/messages', fault);
    await post({ nonce: 'digest-1', enforce_nonce: true });
    expect(discord.messages(channel)).toHaveLength(3);
  });

  it('waits as it is told where there are too many requests', async () => {
    discord.faults.next('POST /channels/:id/messages', { kind: 'rate limit', retryAfterMs: 5 });
    await post();
    expect(discord.requests.map(({ status }) => status)).toEqual([429, 200]);
    discord.faults.next('POST /channels/:id/messages', { kind: 'rate limit', retryAfterMs: 60_000, scope: 'shared' });
    await expect(post({}, { rejectOnRateLimit: () => true })).rejects.toMatchObject({
      retryAfter: 60_050,
      scope: 'shared',
    });
  });

  it('does not repeat where the wire breaks after the message is stored', async () => {
    discord.faults.next('POST /channels/:id/messages', { kind: 'drop', moment: 'after' });
    await expect(post()).rejects.toThrow();
    expect(discord.messages(channel)).toHaveLength(1);
  });

  it('tells what is wrong with a message as the platform says it', async () => {
    await expect(post({ content: 'beside' })).rejects.toThrow(
      "content[MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2]: The 'content' field cannot be used",
    );
  });
});
