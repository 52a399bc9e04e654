import { PassThrough } from 'node:stream';
import { MessageFlags } from 'discord.js';
import { vi } from 'vitest';
import { createLogger } from '../../../src/kernel/logger.ts';
import { parseLine } from '../../../src/line/parse-line.ts';
import type { Desk, Running } from '../../../src/platform.ts';
import { discordPlatform, type DiscordSettings } from '../../../src/platforms/discord/platform.ts';
import { describeMessage } from '../../fakes/discord/describe-message.ts';
import type { StoredMessage } from '../../fakes/discord/messages/stored-message.ts';
import type { Person } from '../../fakes/discord/people/person.ts';
import { startFakeDiscord, type FakeDiscord, type FakeDiscordOptions } from '../../fakes/discord/server.ts';
import type { FakeChannel } from '../../fakes/discord/world/channel.ts';
import type { FakeGuild } from '../../fakes/discord/world/guild.ts';

/** Our bot on a Discord of its own, with a server, a channel and two people in it. */
export interface Bot {
  readonly discord: FakeDiscord;
  readonly guild: FakeGuild;
  readonly channel: FakeChannel;
  readonly ann: Person;
  readonly ben: Person;
  readonly running: Running;
  /** All that was logged, as text. */
  readonly log: () => string;
  /** Milliseconds that were waited before new tries; nothing really waits. */
  readonly waits: readonly number[];
  close(): Promise<void>;
}

export interface BotOptions extends Partial<DiscordSettings> {
  readonly fake?: FakeDiscordOptions;
  /** Before the bot starts. */
  readonly before?: (discord: FakeDiscord, guild: FakeGuild) => void;
}

export async function startBot(desk: Desk, { fake, before, ...settings }: BotOptions = {}): Promise<Bot> {
  const discord = await startFakeDiscord(fake);
  const guild = discord.addGuild('Newsroom');
  const channel = guild.addTextChannel('general');
  const ann = discord.person('Ann', { in: [guild] });
  const ben = discord.person('Ben', { in: [guild] });
  before?.(discord, guild);
  const output = new PassThrough();
  let log = '';
  output.setEncoding('utf8').on('data', (text: string) => (log += text));
  const logger = createLogger({ level: 'debug', output, secrets: [discord.token] });
  const waits: number[] = [];
  const platform = discordPlatform({
    token: discord.token,
    apiUrl: discord.apiUrl,
    logger,
    clock: { now: () => Temporal.Instant.fromEpochMilliseconds(discord.nowMs()) },
    pause: async (ms, signal) => {
      waits.push(ms);
      signal?.throwIfAborted();
      await new Promise((resolve) => setTimeout(resolve, 1));
    },
    ...settings,
  });
  let running: Running;
  try {
    running = await platform.start(desk);
  } catch (error) {
    await discord.close();
    throw error;
  }
  return {
    discord,
    guild,
    channel,
    ann,
    ben,
    running,
    log: () => log,
    waits,
    async close() {
      await running.stop();
      await logger.flushed();
      await discord.close();
    },
  };
}

/** Resolves when these words stand in the log. */
export async function logged(bot: Bot, words: string): Promise<void> {
  await vi.waitUntil(() => bot.log().includes(words), { timeout: 5000, interval: 5 });
}

/** Resolves when the commands have been registered, so that people can use them. */
export async function registered({ discord }: Bot, guild?: FakeGuild): Promise<void> {
  await discord.until('registered commands', () => (discord.commands(guild).length > 0 ? true : undefined));
}

/** A message as text, each button with what it asks for. */
export function shown(message: StoredMessage): string {
  return describeMessage(message.state.components);
}

export function isForOneOnly(message: StoredMessage): boolean {
  return (message.state.flags & MessageFlags.Ephemeral) !== 0;
}

/** The fields of a native form that ask for the same as a line in its canonical form. */
export function fieldsOf(
  line: string,
  desk: Desk,
): { readonly name: string; readonly options: Record<string, string> } {
  const [name = ''] = line.split(' ');
  const sheet = desk.commands.find((one) => one.name === name);
  if (!sheet) throw new Error(`no command ${name}`);
  const { words, named } = parseLine(line, new Set(sheet.arguments.map((argument) => argument.name)));
  const places = sheet.arguments.filter(({ positional }) => positional);
  const texts = words.slice(1).map(({ text }) => text);
  // The last place takes all that is left.
  const values = places.map((_, index) => (index === places.length - 1 ? texts.slice(index).join(' ') : texts[index]));
  const placed = places.flatMap((argument, index) => {
    const value = values[index] ?? '';
    return value === '' ? [] : [[argument.name, value] as const];
  });
  return { name, options: Object.fromEntries([...placed, ...named]) };
}
