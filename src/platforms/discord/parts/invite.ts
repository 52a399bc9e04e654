import {
  ApplicationIntegrationType,
  OAuth2Scopes,
  PermissionFlagsBits,
  REST,
  Routes,
  type RESTGetCurrentApplicationResult,
} from 'discord.js';
import { UserError } from '../../../kernel/errors.ts';
import { TOKEN_REFUSED } from './connection.ts';
import { refusalOf } from './remote-error.ts';

/**
 * What the bot uses in a server, and no more: to answer a mention it must see the channel, write there and in its threads,
 * and point at the message that it answers. Digests may begin threads, and a post whose fate is not known is looked for in
 * what was written before. Commands and buttons need none of these.
 */
const PERMISSIONS =
  PermissionFlagsBits.ViewChannel |
  PermissionFlagsBits.SendMessages |
  PermissionFlagsBits.CreatePublicThreads |
  PermissionFlagsBits.SendMessagesInThreads |
  PermissionFlagsBits.ReadMessageHistory;

const AUTHORIZE = 'https://discord.com/oauth2/authorize';

export interface InviteLinks {
  readonly name: string;
  /** For who manages a server: everybody in it may ask. */
  readonly server: string;
  /** For anybody: the commands are there wherever that person writes. */
  readonly person: string;
}

/**
 * The addresses that a person opens to add the bot.
 * @throws UserError where the token is not accepted or Discord cannot be reached.
 */
export async function inviteLinks({
  token,
  apiUrl,
}: {
  readonly token: string;
  readonly apiUrl?: string | undefined;
}): Promise<InviteLinks> {
  const rest = new REST(apiUrl === undefined ? {} : { api: apiUrl }).setToken(token);
  try {
    const { id, name } = (await rest.get(Routes.currentApplication())) as RESTGetCurrentApplicationResult;
    return {
      name,
      server: addressOf({
        client_id: id,
        integration_type: String(ApplicationIntegrationType.GuildInstall),
        scope: `${OAuth2Scopes.Bot} ${OAuth2Scopes.ApplicationsCommands}`,
        permissions: String(PERMISSIONS),
      }),
      person: addressOf({
        client_id: id,
        integration_type: String(ApplicationIntegrationType.UserInstall),
        scope: OAuth2Scopes.ApplicationsCommands,
      }),
    };
  } catch (error) {
    if (refusalOf(error) === 'unauthorized') throw new UserError(TOKEN_REFUSED);
    if (refusalOf(error) === 'temporary') throw new UserError(`Discord cannot be reached: ${String(error)}`);
    throw error;
  }
}

function addressOf(query: Readonly<Record<string, string>>): string {
  return `${AUTHORIZE}?${new URLSearchParams(query).toString()}`;
}
