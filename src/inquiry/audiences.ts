import type { CommandContext } from '../command.ts';
import { UserError } from '../kernel/errors.ts';

type Audience = Parameters<CommandContext['services']['follows']['of']>[0];
type Asker = NonNullable<CommandContext['asker']>;

/** Who is told of news: the person who asks, or a channel that they named or ask in. */
export interface Told {
  readonly audience: Audience;
  readonly asker: Asker;
}

/** Whoever asks. @throws UserError where that is not known */
export function askerOf({ asker }: CommandContext, example: string): Told {
  if (!asker) {
    throw new UserError(
      `It is not known here who asks, so nobody can be told of news: write \`${example}\` to the bot in a chat.`,
    );
  }
  const { platform, tenant = '', person } = asker;
  return { audience: { platform, tenant, kind: 'person', id: person }, asker };
}

/**
 * The channel of an argument, or the one that was asked in.
 * @throws UserError where there is none, or it is not known who asks
 */
export function channelOf({ asker }: CommandContext, typed: string | undefined, example: string): Told {
  if (!asker || asker.tenant === undefined) {
    throw new UserError(
      `A channel is set up from within: write \`${example}\` in the channel that is to be told of news, of a server or workspace that has added Dossier.`,
    );
  }
  const id = typed === undefined || typed.toLowerCase() === 'here' ? asker.channel : typed;
  if (id === undefined) {
    throw new UserError(
      `Say which channel: \`${example}\` with \`channel:\` after it, or write it in the channel itself.`,
    );
  }
  return { audience: { platform: asker.platform, tenant: asker.tenant, kind: 'channel', id }, asker };
}

/**
 * For what changes what a channel watches.
 * @param madeBy who set up what is changed
 * @throws UserError where who asks may not
 */
export async function needEditor({ asker }: Told, madeBy?: string): Promise<void> {
  if (await asker.mayManage(madeBy)) return;
  const managers = madeBy === undefined ? asker.managers : (asker.managersOfMade ?? asker.managers);
  throw new UserError(`What a channel watches is managed by ${managers}. You may \`follow\` the same for yourself.`);
}
