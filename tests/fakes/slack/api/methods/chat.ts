import { z } from 'zod';
import { flag, id, structured, ts } from '../arguments.ts';
import { authorArguments, contentArguments, contentOf, fileArguments } from '../content.ts';
import type { Core } from '../../core.ts';
import { isObject, type Json, type JsonObject } from '../../json.ts';
import { defineMethod, type Call } from '../method.ts';
import { conversation, postingPlace } from '../places.ts';
import { messageJson } from '../show.ts';
import { RateLimited, SlackError } from '../slack-error.ts';
import type { Installation } from '../../world/tokens.ts';
import { messageAt, type Channel, type Message } from '../../world/world.ts';
import { noteWrite } from '../../world/writes.ts';

type Anything = Record<string, Json | undefined>;

const given = (value: Anything): JsonObject => value;

/** Of the restrictions that let something through: whether what they refuse is a reply. */
const APPLIES: Readonly<Record<string, boolean>> = {
  restricted_action_thread_only_channel: false,
  restricted_action_non_threadable_channel: true,
  restricted_action_thread_locked: true,
};

/** Whether the app may write here: https://docs.slack.dev/reference/methods/chat.postMessage, under "Errors". */
function mayWrite({ core, installation, token }: Call<unknown>, channel: Channel, isReply: boolean): void {
  if (channel.archived) throw new SlackError('is_archived');
  const { restriction } = channel;
  const appliesTo = restriction === undefined ? undefined : APPLIES[restriction];
  if (restriction !== undefined && (appliesTo === undefined || appliesTo === isReply))
    throw new SlackError(restriction);
  const tab = core.app.manifest.features?.app_home?.messages_tab_enabled;
  if (channel.kind === 'im' && tab === false) throw new SlackError('messages_tab_disabled');
  if (channel.members.has(installation.botUserId)) return;
  if (channel.kind === 'public' && token.scopes.includes('chat:write.public')) return;
  throw new SlackError('not_in_channel');
}

/** A thread that is not there is no error: Slack takes the reply and shows it nowhere, which no app wants. */
function threadOf({ core }: Call<unknown>, channel: Channel, threadTs: string | undefined): string | undefined {
  if (threadTs === undefined) return undefined;
  if (!ts.safeParse(threadTs).success) {
    const messages = [`[ERROR] ${threadTs} is not a valid thread_ts`];
    throw new SlackError('invalid_thread_ts', { response_metadata: { messages } });
  }
  const parent = messageAt(channel, threadTs);
  if (parent === undefined) core.note(`a reply to ${threadTs}, which is no message of that conversation`);
  return parent?.threadTs ?? threadTs;
}

/** https://docs.slack.dev/apis/web-api/rate-limits: about one message a second in a channel. */
function paced({ core }: Call<unknown>, channel: Channel): void {
  const last = channel.messages.findLast(({ origin }) => origin === 'chat.postMessage');
  if (!core.paced || last === undefined) return;
  if (core.world.nowMs() - Number(last.ts) * 1000 < 1000) throw new RateLimited(1);
}

function mayRename({ need }: Call<unknown>, { username, icon_emoji: emoji, icon_url: url }: Anything): void {
  if (username !== undefined || emoji !== undefined || url !== undefined) need('chat:write.customize');
}

/** The app's own message, by channel and timestamp. */
function ownMessage(core: Core, installation: Installation, channelId: string, at: string, error: string) {
  const channel = conversation(core, installation, channelId);
  const message = messageAt(channel, at);
  if (message === undefined) throw new SlackError('message_not_found');
  if (message.user !== installation.botUserId) throw new SlackError(error);
  return { channel, message };
}

const postMessage = defineMethod({
  name: 'chat.postMessage',
  scopes: ['chat:write'],
  arguments: z.strictObject({
    ...contentArguments,
    ...authorArguments,
    metadata: structured,
    mrkdwn: flag.optional(),
    reply_broadcast: flag.optional(),
    unfurl_links: flag.optional(),
    unfurl_media: flag.optional(),
  }),
  run(call) {
    const { core, given: sent, installation } = call;
    const channel = postingPlace(core, installation, sent.channel);
    mayWrite(call, channel, sent.thread_ts !== undefined);
    paced(call, channel);
    mayRename(call, sent);
    const threadTs = threadOf(call, channel, sent.thread_ts);
    const content = contentOf(core, sent);
    const { botUserId: user, botId } = installation;
    const message = core.world.post(channel, {
      user,
      botId,
      threadTs,
      content,
      origin: 'chat.postMessage',
      sent: given(sent),
    });
    noteWrite(core, message);
    return { channel: channel.id, ts: message.ts, message: messageJson(message, channel, { metadata: true }) };
  },
});

const postEphemeral = defineMethod({
  name: 'chat.postEphemeral',
  scopes: ['chat:write'],
  arguments: z.strictObject({ ...contentArguments, ...authorArguments, user: id }),
  run(call) {
    const { core, given: sent, installation } = call;
    const channel = conversation(core, installation, sent.channel);
    if (channel.archived) throw new SlackError('is_archived');
    if (channel.restriction !== undefined) throw new SlackError(channel.restriction);
    if (!channel.members.has(installation.botUserId)) throw new SlackError('not_in_channel');
    mayRename(call, sent);
    if (!channel.members.has(sent.user)) throw new SlackError('user_not_in_channel');
    const threadTs = threadOf(call, channel, sent.thread_ts);
    const content = contentOf(core, sent);
    const { botUserId: user, botId } = installation;
    const message = core.world.post(channel, {
      user,
      botId,
      threadTs,
      content,
      origin: 'chat.postEphemeral',
      sent: given(sent),
      ephemeralTo: sent.user,
    });
    noteWrite(core, message);
    return { message_ts: message.ts };
  },
});

/** An edit keeps what it does not name: https://docs.slack.dev/reference/methods/chat.update. */
function edited(core: Core, message: Message, sent: Anything): Message['content'] {
  const before = message.content;
  const written = {
    text: typeof sent['text'] === 'string' ? sent['text'] : before.text,
    blocks: sent['blocks'] ?? before.blocks,
    attachments: sent['attachments'] ?? before.attachments,
    metadata: sent['metadata'] ?? (before.metadata === undefined ? undefined : { ...before.metadata }),
  };
  // `{}` takes metadata away.
  const none = isObject(written.metadata) && Object.keys(written.metadata).length === 0;
  return contentOf(core, none ? { ...written, metadata: undefined } : written);
}

const update = defineMethod({
  name: 'chat.update',
  scopes: ['chat:write'],
  arguments: z.strictObject({
    ...contentArguments,
    ...fileArguments,
    channel: id,
    ts,
    metadata: structured,
    as_user: flag.optional(),
    reply_broadcast: flag.optional(),
  }),
  run({ core, given: sent, installation }) {
    const { channel, message } = ownMessage(core, installation, sent.channel, sent.ts, 'cant_update_message');
    if (
      sent.text === undefined &&
      sent.blocks === undefined &&
      sent.attachments === undefined &&
      sent.markdown_text === undefined
    ) {
      throw new SlackError('no_text');
    }
    const content = sent.markdown_text === undefined ? edited(core, message, sent) : contentOf(core, sent);
    message.earlier.push(message.content);
    message.content = content;
    noteWrite(core, message, undefined, given(sent));
    const shown = messageJson(message, channel, { metadata: true });
    return { channel: channel.id, ts: message.ts, text: content.text, message: shown };
  },
});

const remove = defineMethod({
  name: 'chat.delete',
  scopes: ['chat:write'],
  arguments: z.strictObject({ channel: id, ts, as_user: flag.optional() }),
  run({ core, given: sent, installation }) {
    const { channel, message } = ownMessage(core, installation, sent.channel, sent.ts, 'cant_delete_message');
    message.deleted = true;
    core.echo(message, 'deleted');
    core.changes.announce();
    return { channel: channel.id, ts: message.ts };
  },
});

const getPermalink = defineMethod({
  name: 'chat.getPermalink',
  arguments: z.strictObject({ channel: id, message_ts: ts }),
  run({ core, given: sent, installation }) {
    const channel = conversation(core, installation, sent.channel);
    const message = messageAt(channel, sent.message_ts);
    if (message === undefined) throw new SlackError('message_not_found');
    const base = `https://${installation.team.domain}.slack.com/archives/${channel.id}/p${message.ts.replace('.', '')}`;
    const thread = message.threadTs === undefined ? '' : `?thread_ts=${message.threadTs}&cid=${channel.id}`;
    return { channel: channel.id, permalink: `${base}${thread}` };
  },
});

export const chatMethods = [postMessage, postEphemeral, update, remove, getPermalink];
