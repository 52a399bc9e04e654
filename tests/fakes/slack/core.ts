import type { Clock } from '../../../src/kernel/clock.ts';
import type { SlackApp } from './world/app.ts';
import type { AssistantThreads } from './world/assistant-threads.ts';
import type { BlockRules } from './api/block-rules.ts';
import type { Changes } from './changes.ts';
import type { Faults } from './faults.ts';
import type { Json, JsonObject } from './json.ts';
import type { Ping } from './world/pings.ts';
import type { Installation, Token, Tokens } from './world/tokens.ts';
import type { Triggers } from './world/triggers.ts';
import type { Views } from './world/views.ts';
import type { Message, World } from './world/world.ts';
import type { Change, Write } from './world/written.ts';

/** One request that the app made. */
export interface SlackRequest {
  /** A method of the Web API, `response_url`, or the path of anything else. */
  readonly route: string;
  readonly arguments: JsonObject;
  /** The workspace whose token it carried. */
  readonly teamId: string | undefined;
  readonly atMs: number;
  /** Undefined while there is no answer, and where the connection was cut. */
  status: number | undefined;
  answer: Json | undefined;
}

/** What every part of the fake works on. */
export interface Core extends BlockRules {
  readonly clock: Clock;
  readonly app: SlackApp;
  readonly world: World;
  readonly tokens: Tokens;
  readonly triggers: Triggers;
  readonly views: Views;
  readonly changes: Changes;
  readonly faults: Faults;
  /** Whether what comes too fast is refused with 429. */
  readonly paced: boolean;
  readonly assistantThreads: AssistantThreads;
  /** Address of the server, without a slash at the end. */
  readonly origin: () => string;
  readonly requests: SlackRequest[];
  /** What an app should never do, in words. A test ends by expecting none. */
  readonly unexpected: readonly string[];
  /** Adds to what is unexpected. */
  note(what: string): void;
  /** Everybody whom a message of the app notified. */
  readonly pings: Ping[];
  /** Everything that the app wrote, in order. */
  readonly writes: Write[];
  /** Tells the app of what it wrote itself, as far as it is subscribed to that. */
  echo(message: Message, change: Change): void;
  /** Ends one token, and tells the app as far as it is subscribed to that. */
  revoke(token: Token): void;
  /** Ends an installation, and tells the app as far as it is subscribed to that. */
  uninstall(installation: Installation): void;
}
