import { z } from 'zod';
import { commands } from '../../src/commands/all.ts';
import { sheetOf } from '../../src/desk.ts';
import { manifest } from '../../src/platforms/slack/parts/manifest.ts';
import { nonceOf } from '../../src/platforms/discord/parts/post-mark.ts';
import { startFakeDiscord, type FakeDiscord } from '../fakes/discord/server.ts';
import { startFakeSlack, type FakeSlack } from '../fakes/slack/server.ts';
import { refusalOfBlocks } from '../fakes/slack/validate-blocks.ts';
import { shownIn } from '../platforms/slack/newsroom.ts';
import type { Post } from './history.ts';
import type { WorldClock } from './world-clock.ts';

export const PLATFORMS = ['discord', 'slack'] as const;
export type PlatformKind = (typeof PLATFORMS)[number];

/** A platform with channels for digests in it, as a test needs it. */
export interface ChaosPlatform {
  readonly kind: PlatformKind;
  readonly tenant: string;
  readonly channels: readonly string[];
  /** Where a copy of the bot reaches it. */
  readonly apiUrl: string;
  /** The settings of a copy that reaches it at that address. */
  env(apiUrl: string): Readonly<Record<string, string>>;
  isPost(method: string, path: string): boolean;
  /** Whether a request looks for what was posted. */
  isLook(method: string, path: string): boolean;
  /** How it calls what it took, as its answer to a post says. Undefined where it took nothing. */
  referenceIn(body: string): string | undefined;
  /** What stands there of the key of a page. */
  signOf(key: string): string;
  /** All that the bot ever posted, each with what stands there of its key. */
  posts(): readonly Post[];
  /** What the bot answers to somebody there who asks with a command. Undefined where the test has no such person. */
  ask(command: string, words: string): Promise<string | undefined>;
  /** How many requests were refused because they came too fast. */
  tooFast(): number;
  /** What the bot did and never should: a test ends by expecting none. */
  unexpected(): readonly string[];
  close(): Promise<void>;
}

const postedOnDiscord = z.object({ id: z.string(), channel_id: z.string() });
const postedOnSlack = z.object({ ok: z.literal(true), ts: z.string() });

const CODE = /Zq\d{5}x\d+/g;

function codesIn(payload: unknown): ReadonlySet<string> {
  return new Set(JSON.stringify(payload).match(CODE));
}

export interface PlatformOptions {
  readonly clock: WorldClock;
  readonly channels: number;
  /** Whether the bot may read what was posted, where it may post without that: not every platform lets it. */
  readonly canLook: boolean;
  readonly isPaced: boolean;
}

export async function openPlatforms(options: PlatformOptions): Promise<readonly ChaosPlatform[]> {
  return Promise.all([openDiscord(options), openSlack(options)]);
}

async function openDiscord({ clock, channels: count, isPaced }: PlatformOptions): Promise<ChaosPlatform> {
  const discord: FakeDiscord = await startFakeDiscord({ now: () => clock.nowMs(), patienceMs: 30_000, paced: isPaced });
  const guild = discord.addGuild('Newsroom');
  const channels = Array.from({ length: count }, (_, n) => guild.addTextChannel(`desk-${n}`));
  return {
    kind: 'discord',
    tenant: guild.id,
    channels: channels.map(({ id }) => id),
    apiUrl: discord.apiUrl,
    env: (apiUrl) => ({ DISCORD_TOKEN: discord.token, DISCORD_API_URL: apiUrl }),
    isPost: (method, path) => method === 'POST' && /\/channels\/\d+\/(messages|threads)$/.test(path),
    isLook: (method, path) => method === 'GET' && /\/channels\/\d+\/messages\b/.test(path),
    referenceIn(body) {
      const { channel_id: channel, id } = postedOnDiscord.safeParse(jsonOf(body)).data ?? {};
      return id === undefined ? undefined : `${channel}/${id}`;
    },
    signOf: nonceOf,
    posts: () =>
      [...guild.channels.values()].flatMap((channel) =>
        discord.messages(channel).map((message) => ({
          // A thread belongs to its channel.
          channel: channel.parent?.id ?? channel.id,
          reference: `${channel.id}/${message.id}`,
          key: message.nonce === undefined ? undefined : String(message.nonce),
          codes: codesIn(message.payload()),
        })),
      ),
    ask: () => Promise.resolve(undefined),
    tooFast: () => discord.requests.filter(({ status }) => status === 429).length,
    unexpected: () => [...discord.unexpected, ...discord.malformed].map((one) => `${one.method} ${one.path}`),
    close: () => discord.close(),
  };
}

async function openSlack({ clock, channels: count, canLook, isPaced }: PlatformOptions): Promise<ChaosPlatform> {
  const app = manifest(commands.map(sheetOf), { mode: 'socket' });
  const granted = app.oauth_config?.scopes?.bot ?? [];
  const scopes = granted.filter((scope) => canLook || !scope.endsWith(':history'));
  const slack: FakeSlack = await startFakeSlack({
    clock,
    paced: isPaced,
    manifest: { ...app, oauth_config: { ...app.oauth_config, scopes: { bot: scopes } } },
    problemsOfBlocks: (blocks, surface) => {
      const refused = refusalOfBlocks(blocks, surface === 'message' ? 'message' : 'view');
      return refused ? [refused.error, ...refused.messages] : [];
    },
  });
  const channels = Array.from({ length: count }, (_, n) => slack.channel(`desk-${n}`));
  return {
    kind: 'slack',
    tenant: slack.workspace.id,
    channels: channels.map(({ id }) => id),
    apiUrl: slack.apiUrl.replace(/\/$/, ''),
    env: (apiUrl) => ({
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_APP_TOKEN: slack.app.appToken,
      SLACK_API_URL: apiUrl,
    }),
    isPost: (_method, path) => path.endsWith('/chat.postMessage'),
    isLook: (_method, path) => path.endsWith('/conversations.history') || path.endsWith('/conversations.replies'),
    referenceIn: (body) => postedOnSlack.safeParse(jsonOf(body)).data?.ts,
    signOf: (key) => key,
    posts: () =>
      channels.flatMap((channel) =>
        slack.messages(channel).map((message) => ({
          channel: channel.id,
          reference: message.ts,
          key: keyIn(message.content.metadata?.event_payload),
          codes: codesIn(message.content),
        })),
      ),
    async ask(command, words) {
      const [channel] = channels;
      if (!channel) return undefined;
      const person = slack.person('Ann', { isAdmin: true });
      channel.members.add(person.id);
      return shownIn(await person.command(channel, `/${command}`, words).answer());
    },
    tooFast: () => slack.requests.filter(({ status }) => status === 429).length,
    unexpected: () => slack.unexpected,
    close: () => slack.close(),
  };
}

function keyIn(payload: Readonly<Record<string, unknown>> | undefined): string | undefined {
  return typeof payload?.['id'] === 'string' ? payload['id'] : undefined;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
