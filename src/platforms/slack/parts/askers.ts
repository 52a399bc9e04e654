import type { Asker } from '../../../platform.ts';
import type { Managing } from './managing.ts';
import type { Workspace } from './workspace.ts';

/** Who did something and where, of all kinds of things that arrive. */
export interface Who {
  readonly user: string;
  readonly userName?: string | undefined;
  readonly channel?: string | undefined;
  readonly isOutside?: boolean | undefined;
}

/** Takes a person with the name that others see, where it is known. It asks the platform for nothing. */
export type AskerOf = (workspace: Workspace, who: Who, name?: string) => Asker;

/** Somebody of another organisation, in a channel that the two share, is in no community here: nothing of it is theirs. */
export function createAskerOf(managing: Managing): AskerOf {
  return (workspace, { user, userName, channel, isOutside = false }, name = userName) => ({
    platform: 'slack',
    tenant: isOutside ? undefined : workspace.team,
    person: user,
    name,
    channel: channel === undefined || isDirect(channel) ? undefined : channel,
    mayManage: async (madeBy) => !isOutside && managing.mayManage(workspace, user, madeBy),
    managers: managing.managers,
    managersOfMade: managing.managersOfMade,
  });
}

/** A conversation of two, as its id says: https://docs.slack.dev/reference/objects/conversation-object */
function isDirect(channel: string): boolean {
  return channel.startsWith('D');
}
