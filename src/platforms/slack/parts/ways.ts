import type { Clock } from '../../../kernel/clock.ts';
import type { InFlight } from '../../../kernel/in-flight.ts';
import type { Logger } from '../../../kernel/logger.ts';
import type { Pause } from '../../../kernel/pause.ts';
import { untilStopped, type Channels } from '../../../platform.ts';
import { createChannels } from './channels.ts';
import type { CommandNames } from './command-names.ts';
import { Directs } from './directs.ts';
import { createPosting, type Posting } from './posting.ts';
import { createWeb, type Web } from './web.ts';
import type { Workspace, Workspaces } from './workspace.ts';

export interface WaysParts {
  readonly apiUrl: string | undefined;
  readonly names: CommandNames;
  readonly clock: Clock;
  readonly pause: Pause;
  readonly logger: Logger;
  readonly inFlight: InFlight;
  /** Nothing is posted any more once it says stop. */
  readonly signal: AbortSignal;
  /** Called where the token of the settings is no longer taken. For many workspaces, nothing is wrong with those. */
  readonly onlyRefused: () => void;
}

/** The ways to the platform, which answers share with what nobody asked for: there is one queue for each channel. */
export interface Ways {
  readonly web: Web;
  readonly names: CommandNames;
  readonly posting: Posting;
  readonly directs: Directs;
  readonly channels: Channels;
  /** To be called once the platform was reached: until then, nothing can be posted. */
  readonly reached: (workspaces: Workspaces) => void;
  /** To be called where the token of a workspace is no longer taken. */
  readonly refused: (workspace: Workspace) => Promise<void>;
}

export function createWays(parts: WaysParts): Ways {
  const { apiUrl, names, onlyRefused, logger, inFlight, signal } = parts;
  const web = createWeb(apiUrl);
  const posting = createPosting({ ...parts, web });
  let known: Workspaces | undefined;
  async function refused(workspace: Workspace): Promise<void> {
    onlyRefused();
    await known?.left(workspace);
  }
  const directs = new Directs(web);
  const channels = createChannels({ web, posting, directs, names, workspaces: () => known, refused, logger });
  return {
    web,
    names,
    posting,
    directs,
    refused,
    channels: untilStopped(channels, { signal, inFlight }),
    reached: (workspaces) => (known = workspaces),
  };
}
