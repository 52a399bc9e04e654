import { listAt, objectsWithin, stringAt, type Json, type JsonObject } from '../json.ts';
import type { Content, Message, World } from './world.ts';

/** Somebody whom a message notifies. */
export interface Ping {
  readonly message: Message;
  /** A user's id, a group's id, `here`, `channel`, `everyone`, or a name that `link_names` or `parse` made a mention. */
  readonly target: string;
}

const MENTION = /<@([UW][A-Z0-9]+)(?:\|[^>]*)?>/g;
const SPECIAL = /<!(here|channel|everyone)(?:\|[^>]*)?>/g;
const GROUP = /<!subteam\^(S[A-Z0-9]+)(?:\|[^>]*)?>/g;
const NAME = /(?<![\w@])@([a-z0-9._-]+)/g;

/** https://docs.slack.dev/messaging/formatting-message-text: what in marked-up text notifies. */
const mentionsIn = (text: string): readonly string[] =>
  [MENTION, SPECIAL, GROUP].flatMap((pattern) => [...text.matchAll(pattern)].flatMap(([, target]) => target ?? []));

/** `parse: full` and `link_names` turn a plain @name into a mention. */
function namesIn(text: string, world: World, teamId: string): readonly string[] {
  const users = [...world.users.values()].filter((one) => one.teamId === teamId);
  const groups = [...world.groups.values()].filter((one) => one.teamId === teamId);
  return [...text.matchAll(NAME)].flatMap(([, name = '']) => {
    if (['here', 'channel', 'everyone'].includes(name)) return [name];
    return [...users.filter((one) => one.name === name), ...groups.filter((one) => one.handle === name)].map(
      ({ id }) => id,
    );
  });
}

/** Texts in which markup counts: text objects of kind mrkdwn, and Markdown blocks, where mentions keep their form. */
function markedUp(blocks: readonly Json[]): readonly string[] {
  return blocks
    .flatMap((block) => [...objectsWithin(block)])
    .filter((one) => one['type'] === 'mrkdwn' || one['type'] === 'markdown')
    .flatMap((one) => stringAt(one, 'text') ?? []);
}

/** Mentions as elements of rich text. */
function elements(blocks: readonly Json[]): readonly string[] {
  return blocks
    .flatMap((block) => [...objectsWithin(block)])
    .flatMap((one) => {
      if (one['type'] === 'user') return stringAt(one, 'user_id') ?? [];
      if (one['type'] === 'usergroup') return stringAt(one, 'usergroup_id') ?? [];
      if (one['type'] === 'broadcast') return stringAt(one, 'range') ?? [];
      return [];
    });
}

/**
 * Who is notified by a message. `text` counts also beside blocks: it is the text of the notification and of clients
 * without blocks.
 */
export function pingsOf(
  { text, blocks, attachments }: Content,
  sent: JsonObject,
  world: World,
  teamId: string,
): readonly string[] {
  const ofAttachments = attachments.flatMap((one) => [
    ...['text', 'pretext'].flatMap((key) => stringAt(one, key) ?? []),
    ...markedUp(listAt(one, 'blocks')),
  ]);
  const texts = [...(sent['mrkdwn'] === false ? [] : [text]), ...markedUp(blocks), ...ofAttachments];
  const byName = sent['link_names'] === true || sent['parse'] === 'full';
  return [
    ...texts.flatMap(mentionsIn),
    ...(byName ? texts.flatMap((one) => namesIn(one, world, teamId)) : []),
    ...elements(blocks),
  ];
}
