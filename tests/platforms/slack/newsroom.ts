import { createServer } from 'node:net';
import { PassThrough } from 'node:stream';
import type { types } from '@slack/bolt';
import { createLogger, type Logger } from '../../../src/kernel/logger.ts';
import type { Pause } from '../../../src/kernel/pause.ts';
import type { Installations } from '../../../src/platforms/slack/parts/installations.ts';
import { manifest } from '../../../src/platforms/slack/parts/manifest.ts';
import { slackPlatform, type SlackSettings } from '../../../src/platforms/slack/platform.ts';
import type { Desk, Running } from '../../../src/platform.ts';
import { refusalOfBlocks } from '../../fakes/slack/validate-blocks.ts';
import { startFakeSlack, type FakeSlack, type FakeSlackOptions, type Message } from '../../fakes/slack/server.ts';
import { describeMessage } from '../../fakes/slack/describe-message.ts';

export interface Newsroom {
  readonly slack: FakeSlack;
  readonly running: Running;
  /** Of the page on which the app is installed. */
  readonly installPage: string;
  /** All that was logged, as it was written. */
  log(): string;
  /** What stands in the log and must not: tokens, addresses to answer by, and what people and the bot wrote. */
  leaks(): readonly string[];
  close(): Promise<void>;
}

export interface NewsroomOptions {
  readonly desk: Desk;
  /** Default: Socket Mode. */
  readonly mode?: 'socket' | 'http';
  /** For an app that many workspaces install. Default: one workspace. */
  readonly installations?: Installations;
  readonly fake?: Partial<FakeSlackOptions>;
  readonly settings?: Partial<SlackSettings>;
}

const ADDRESS = 'https://dossier.example.org';

function credentialsOf({ app: { clientId, clientSecret } }: FakeSlack) {
  return { clientId, clientSecret };
}

/** Nobody waits in a test: each pause ends at the next turn. */
export const noPause: Pause = async (_ms, signal) => {
  await new Promise((resolve) => setImmediate(resolve));
  signal?.throwIfAborted();
};

const silent = () => undefined;
export const silentLogger: Logger = {
  debug: silent,
  info: silent,
  warn: silent,
  error: silent,
  flushed: () => Promise.resolve(),
};

/** Whatever is wrong with blocks, as Slack would say it. */
const problemsOfBlocks: NonNullable<FakeSlackOptions['problemsOfBlocks']> = (blocks, surface) => {
  const refused = refusalOfBlocks(blocks, surface === 'message' ? 'message' : 'view');
  return refused ? [refused.error, ...refused.messages] : [];
};

/** A fake Slack with our own manifest in it, and the real adapter beside it. */
export async function openNewsroom(options: NewsroomOptions): Promise<Newsroom> {
  const { desk, installations, mode = installations ? 'http' : 'socket', fake, settings } = options;
  const port = mode === 'http' ? await freePort() : 0;
  const app = manifest(desk.commands, {
    prefix: settings?.commandPrefix,
    mode,
    ...(mode === 'http' ? { url: ADDRESS } : {}),
    isShared: installations !== undefined,
    hasGroups: settings?.editors?.some((id) => id.startsWith('S')),
  });
  // Where there is no encryption, there is no need of a proxy that ends it.
  const here = JSON.parse(JSON.stringify(app).replaceAll(ADDRESS, `http://127.0.0.1:${port}`)) as typeof app;
  const slack = await startFakeSlack({ manifest: here, problemsOfBlocks, ...fake });
  if (mode === 'http') slack.app.requestUrl = `http://127.0.0.1:${port}/slack/events`;
  const output = new PassThrough();
  let logged = '';
  output.on('data', (chunk: Buffer) => (logged += chunk.toString()));
  const platform = slackPlatform({
    way:
      mode === 'socket'
        ? { kind: 'socket', appToken: slack.app.appToken }
        : { kind: 'http', signingSecret: slack.app.signingSecret, port },
    access: installations
      ? { kind: 'many', ...credentialsOf(slack), stateSecret: 'a-long-secret-for-the-state', installations }
      : { kind: 'one', botToken: slack.botToken },
    apiUrl: slack.apiUrl.replace(/\/$/, ''),
    homeLine: 'latest',
    logger: createLogger({ level: 'debug', output }),
    pause: noPause,
    ...settings,
  });
  const running = await platform.start(desk);
  return {
    slack,
    running,
    installPage: `http://127.0.0.1:${port}/slack/install`,
    log: () => logged,
    leaks: () => secretsOf(slack).filter((secret) => logged.includes(secret)),
    async close() {
      await running.stop();
      await slack.close();
    },
  };
}

function secretsOf(slack: FakeSlack): readonly string[] {
  const { appToken, signingSecret, clientSecret } = slack.app;
  const payloads = slack.deliveries.map(({ payload }) => payload);
  const found = [...stringsIn(payloads), ...stringsIn(slack.requests.map((request) => request.arguments))];
  const written = found.filter(([name, text]) => SECRET_FIELDS.has(name) && text.length > 8).map(([, text]) => text);
  return [...new Set([appToken, signingSecret, clientSecret, slack.botToken, ...written])];
}

const SECRET_FIELDS = new Set([
  'text',
  'value',
  'response_url',
  'token',
  'private_metadata',
  'refresh_token',
  'trigger_id',
]);

function stringsIn(value: unknown, name = ''): readonly (readonly [string, string])[] {
  if (typeof value === 'string') return [[name, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => stringsIn(inner, Array.isArray(value) ? name : key));
}

/** What a message shows, as readers see it. */
export function shownIn({ content }: Pick<Message, 'content'>): string {
  return describeMessage({ blocks: content.blocks as unknown as types.KnownBlock[] });
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
