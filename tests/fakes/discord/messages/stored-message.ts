import { MessageReferenceType, MessageType } from 'discord.js';
import type { Owners } from '../interactions/interaction.ts';
import type { FakeChannel } from '../world/channel.ts';
import { userPayload } from '../world/payloads.ts';
import { may } from '../world/permissions.ts';
import type { FakeUser } from '../world/user.ts';
import { textOf, type AnyComponent } from './components.ts';
import { FLAG } from './flags.ts';
import { pingsAnybody, type Mentions } from './mentions.ts';

/** What can change about a message. */
export interface MessageState {
  readonly content: string;
  readonly embeds: readonly unknown[];
  readonly components: readonly AnyComponent[];
  readonly flags: number;
  readonly files: readonly { readonly id: string; readonly name: string; readonly size: number }[];
  readonly mentions: Mentions;
}

export interface MessageParts {
  readonly id: string;
  readonly channel: FakeChannel;
  readonly author: FakeUser;
  readonly type: MessageType;
  readonly state: MessageState;
  readonly atMs: number;
  readonly nonce?: string | number | undefined;
  /** What it replies to, or where the pressed button was. */
  readonly reference?: StoredMessage | undefined;
  /** What it shows in the place of words of its own. */
  readonly forwarded?: StoredMessage | undefined;
  /** Only this person sees it. */
  readonly onlyFor?: FakeUser | undefined;
  /** For what an interaction brought: https://docs.discord.com/developers/resources/message#message-interaction-metadata-object. */
  readonly interaction?:
    | { readonly applicationId: string; readonly owners: Owners; readonly metadata: object }
    | undefined;
}

/** A message in the fake, always as it stands now. */
export class StoredMessage {
  readonly id: string;
  readonly channel: FakeChannel;
  readonly author: FakeUser;
  readonly type: MessageType;
  readonly nonce: string | number | undefined;
  readonly reference: StoredMessage | undefined;
  readonly forwarded: StoredMessage | undefined;
  readonly atMs: number;
  /** Only this person sees it; undefined where everybody in the channel does. */
  readonly onlyFor: FakeUser | undefined;
  readonly interaction: MessageParts['interaction'];
  deleted = false;
  readonly #versions: [MessageState, ...MessageState[]];
  #editedMs: number | undefined;

  constructor(parts: MessageParts) {
    this.id = parts.id;
    this.channel = parts.channel;
    this.author = parts.author;
    this.type = parts.type;
    this.nonce = parts.nonce;
    this.reference = parts.reference;
    this.forwarded = parts.forwarded;
    this.atMs = parts.atMs;
    this.onlyFor = parts.onlyFor;
    this.interaction = parts.interaction;
    this.#versions = [parts.state];
  }

  /** The newest last. A deferred answer begins with an empty one. */
  get versions(): readonly MessageState[] {
    return this.#versions;
  }

  get state(): MessageState {
    return this.#versions.at(-1) ?? this.#versions[0];
  }

  get content(): string {
    return this.state.content;
  }

  get components(): readonly AnyComponent[] {
    return this.state.components;
  }

  get flags(): number {
    return this.state.flags;
  }

  get ephemeral(): boolean {
    return (this.flags & FLAG.ephemeral) !== 0;
  }

  /** "Dossier is thinking…" */
  get loading(): boolean {
    return (this.flags & FLAG.loading) !== 0;
  }

  /** Everything that is read in it as running text, whichever way it was sent. */
  get text(): string {
    const { content, components } = this.state;
    return [content, textOf(components)].filter((one) => one !== '').join('\n');
  }

  /** Whether any version of it notified anybody. */
  get pings(): boolean {
    return this.#versions.some(({ mentions }) => pingsAnybody(mentions));
  }

  isVisibleTo(user: FakeUser): boolean {
    if (this.deleted) return false;
    if (this.onlyFor) return this.onlyFor.id === user.id;
    if (!this.channel.guild) return this.channel.recipients.some(({ id }) => id === user.id);
    return may(this.channel, user.id, 'ViewChannel');
  }

  change(state: MessageState, atMs: number): void {
    const wasLoading = this.loading;
    this.#versions.push(state);
    // What takes the place of "thinking…" is no edit to the reader.
    if (!wasLoading) this.#editedMs = atMs;
  }

  /** https://docs.discord.com/developers/resources/message#message-object */
  payload(): object {
    const { content, embeds, components, flags, files, mentions } = this.state;
    const { guild } = this.channel;
    const reference = this.reference && {
      message_reference: {
        type: 0,
        message_id: this.reference.id,
        channel_id: this.reference.channel.id,
        ...(guild ? { guild_id: guild.id } : {}),
      },
    };
    const referenced =
      this.reference && (this.type === MessageType.Reply || this.type === MessageType.ContextMenuCommand)
        ? { referenced_message: this.reference.deleted ? null : this.reference.#brief() }
        : {};
    return {
      ...this.#brief(),
      content,
      embeds,
      components,
      flags,
      attachments: files.map(({ id, name, size }) => {
        const url = `https://cdn.discordapp.com/attachments/${this.channel.id}/${id}/${name}`;
        return { id, filename: name, size, url, proxy_url: url };
      }),
      mentions: mentions.users.map(userPayload),
      mention_roles: mentions.roles.map(({ id }) => id),
      mention_everyone: mentions.everyone,
      ...reference,
      ...referenced,
      ...(this.forwarded ? this.forwarded.#asForwarded() : {}),
    };
  }

  /** https://docs.discord.com/developers/resources/message#message-snapshot-object: who wrote it is not told. */
  #asForwarded(): object {
    const { content, embeds, components, flags, mentions } = this.state;
    return {
      message_reference: { type: MessageReferenceType.Forward, message_id: this.id, channel_id: this.channel.id },
      message_snapshots: [
        {
          message: {
            type: this.type,
            content,
            embeds,
            components,
            flags,
            attachments: [],
            mentions: mentions.users.map(userPayload),
            mention_roles: mentions.roles.map(({ id }) => id),
            timestamp: isoOf(this.atMs),
            edited_timestamp: this.#editedMs === undefined ? null : isoOf(this.#editedMs),
          },
        },
      ],
    };
  }

  /** Without what it refers to, so that a chain of replies ends. */
  #brief(): object {
    const { content, embeds, components, flags, mentions } = this.state;
    return {
      id: this.id,
      channel_id: this.channel.id,
      type: this.type,
      author: userPayload(this.author),
      content,
      embeds,
      components,
      flags,
      attachments: [],
      mentions: mentions.users.map(userPayload),
      mention_roles: mentions.roles.map(({ id }) => id),
      mention_everyone: mentions.everyone,
      timestamp: isoOf(this.atMs),
      edited_timestamp: this.#editedMs === undefined ? null : isoOf(this.#editedMs),
      pinned: false,
      tts: false,
      ...(this.nonce === undefined ? {} : { nonce: this.nonce }),
      ...(this.interaction
        ? {
            webhook_id: this.interaction.applicationId,
            application_id: this.interaction.applicationId,
            interaction_metadata: this.interaction.metadata,
          }
        : {}),
    };
  }
}

const isoOf = (ms: number) => new Date(ms).toISOString().replace('Z', '000+00:00');
