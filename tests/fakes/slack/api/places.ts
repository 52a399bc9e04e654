import type { Core } from '../core.ts';
import { SlackError } from './slack-error.ts';
import type { Installation } from '../world/tokens.ts';
import type { Channel, ChannelKind } from '../world/world.ts';

/** The family of scopes for each kind of conversation: https://docs.slack.dev/apis/web-api/using-the-conversations-api. */
const FAMILY: Readonly<Record<ChannelKind, string>> = {
  public: 'channels',
  private: 'groups',
  im: 'im',
  mpim: 'mpim',
};

export const scopeOf = (kind: ChannelKind, right: 'read' | 'history' | 'write'): string => `${FAMILY[kind]}:${right}`;

export const allScopes = (right: 'read' | 'history' | 'write'): readonly string[] =>
  (['public', 'private', 'mpim', 'im'] as const).map((kind) => scopeOf(kind, right));

/**
 * The conversation that the app may see by this id or `#name`. One of another workspace, and a private one without the
 * app in it, are as good as absent.
 */
export function conversation(core: Core, { team, botUserId }: Installation, id: string): Channel {
  const name = id.replace(/^#/, '');
  const all = [...core.world.channels.values()].filter((one) => one.teamId === team.id);
  const channel =
    all.find((one) => one.id === id) ??
    all.find((one) => one.name === name && (one.kind === 'public' || one.kind === 'private'));
  if (channel === undefined) throw new SlackError('channel_not_found');
  if (channel.kind !== 'public' && !channel.members.has(botUserId)) throw new SlackError('channel_not_found');
  return channel;
}

/** Where a post goes: also a person's id is taken, for the app's direct conversation with them. */
export function postingPlace(core: Core, installation: Installation, id: string): Channel {
  const user = core.world.users.get(id);
  if (user === undefined || user.teamId !== installation.team.id) return conversation(core, installation, id);
  return core.world.direct(installation.team.id, [installation.botUserId, user.id]);
}
