import { MessageType } from 'discord.js';
import type { FakeClock } from '../clock.ts';
import type { FakeChannel } from '../world/channel.ts';
import type { FakeUser } from '../world/user.ts';
import { textOf, withIds } from './components.ts';
import { readMentions, type DEFAULTS } from './mentions.ts';
import type { Draft } from './read-body.ts';
import { StoredMessage, type MessageParts, type MessageState } from './stored-message.ts';

/** What becomes of messages, for who passes it on to the gateway. */
export interface MessageNews {
  created(message: StoredMessage): void;
  changed(message: StoredMessage): void;
  deleted(message: StoredMessage): void;
}

export interface NewMessage
  extends Partial<Pick<MessageParts, 'id'>>, Pick<MessageParts, 'forwarded' | 'interaction' | 'onlyFor' | 'reference'> {
  readonly channel: FakeChannel;
  readonly author: FakeUser;
  readonly draft: Pick<Draft, 'content' | 'embeds' | 'components' | 'flags' | 'allowed' | 'files'> & {
    readonly nonce?: Draft['nonce'];
  };
  readonly defaults: keyof typeof DEFAULTS;
  readonly type?: MessageType;
}

export interface MessageStore {
  readonly all: readonly StoredMessage[];
  find(channel: FakeChannel, id: string): StoredMessage | undefined;
  create(message: NewMessage): StoredMessage;
  edit(message: StoredMessage, draft: Draft, defaults: keyof typeof DEFAULTS): void;
  delete(message: StoredMessage): void;
}

export function createMessageStore(
  clock: FakeClock,
  users: ReadonlyMap<string, FakeUser>,
  news: MessageNews,
): MessageStore {
  const all: StoredMessage[] = [];

  const stateOf = (
    { content, embeds, components, flags, files, allowed }: NewMessage['draft'],
    where: Pick<NewMessage, 'author' | 'channel' | 'defaults' | 'reference'>,
  ): MessageState => {
    const { author, channel, defaults, reference } = where;
    const text = `${content}\n${textOf(components)}`;
    return {
      content,
      embeds,
      components: withIds(components),
      flags,
      files: files.map(({ id, name, size }) => ({ id: id ?? clock.mintId(), name, size })),
      mentions: readMentions({ text, allowed, defaults, author, channel, users, repliedTo: reference?.author }),
    };
  };

  return {
    all,

    find: (channel, id) => all.find((one) => one.id === id && one.channel.id === channel.id && !one.deleted),

    create({ id = clock.mintId(), channel, author, draft, defaults, type = MessageType.Default, ...given }) {
      const { reference, interaction } = given;
      // Only a reply in the sense of a person pings who is replied to; an answer to a pressed button does not.
      const state = stateOf(draft, { author, channel, defaults, reference: interaction ? undefined : reference });
      const { nonce } = draft;
      const parts = { id, channel, author, type, state, atMs: clock.nowMs() };
      const message = new StoredMessage({ ...parts, ...given, nonce });
      all.push(message);
      news.created(message);
      return message;
    },

    edit(message, draft, defaults) {
      message.change(
        stateOf(draft, { author: message.author, channel: message.channel, defaults, reference: undefined }),
        clock.nowMs(),
      );
      news.changed(message);
    },

    delete(message) {
      message.deleted = true;
      news.deleted(message);
    },
  };
}
