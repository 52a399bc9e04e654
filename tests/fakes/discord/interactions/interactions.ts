import { InteractionType, MessageType } from 'discord.js';
import {
  alreadyAcknowledged,
  invalidForm,
  invalidWebhookToken,
  tooManyFollowUps,
  unknownInteraction,
  unknownMessage,
  unknownWebhook,
} from '../api-error.ts';
import type { FakeClock } from '../clock.ts';
import { FLAG } from '../messages/flags.ts';
import type { MessageStore } from '../messages/message-store.ts';
import { readEdit, readNewMessage, type Draft, type Upload } from '../messages/read-body.ts';
import type { StoredMessage } from '../messages/stored-message.ts';
import type { FakeUser } from '../world/user.ts';
import type { FakeInteraction } from './interaction.ts';
import { readCallback } from './read-callback.ts';

/** "You must send an initial response within 3 seconds", "tokens are valid for 15 minutes". */
const CALLBACK_MS = 3000;
const TOKEN_MS = 15 * 60_000;
/** https://docs.discord.com/developers/interactions/receiving-and-responding#create-followup-message */
const MOST_FOLLOW_UPS = 5;

export interface Interactions {
  readonly all: readonly FakeInteraction[];
  add(interaction: FakeInteraction): void;
  /** The first answer. @throws ApiError */
  acknowledge(id: string, token: string, body: unknown, files: readonly Upload[]): FakeInteraction;
  /** @throws ApiError */
  followUp(applicationId: string, token: string, body: unknown, files: readonly Upload[]): StoredMessage;
  /** `@original` or a follow-up. @throws ApiError */
  message(applicationId: string, token: string, id: string): StoredMessage;
  /** @throws ApiError */
  edit(applicationId: string, token: string, id: string, body: unknown, files: readonly Upload[]): StoredMessage;
  /** @throws ApiError */
  delete(applicationId: string, token: string, id: string): void;
}

export interface InteractionsParts {
  readonly applicationId: string;
  readonly bot: FakeUser;
  readonly clock: FakeClock;
  readonly messages: MessageStore;
}

export function createInteractions({ applicationId, bot, clock, messages }: InteractionsParts): Interactions {
  const all: FakeInteraction[] = [];

  const ageOf = (one: FakeInteraction) => clock.nowMs() - one.atMs;
  const missed = (one: FakeInteraction) =>
    one.callback === undefined && (ageOf(one) > CALLBACK_MS || one.expired !== 'no');

  /** By its token, as the endpoints for webhooks find it. */
  const open = (application: string, token: string): FakeInteraction => {
    if (application !== applicationId) throw unknownWebhook();
    const found = all.find((one) => one.token === token);
    if (!found || ageOf(found) > TOKEN_MS || found.expired === 'token') throw invalidWebhookToken();
    // Before its first answer, an interaction is no webhook, and it never becomes one where that comes too late.
    if (found.callback === undefined) throw unknownWebhook();
    return found;
  };

  const own = (of: FakeInteraction, id: string): StoredMessage => {
    const found = id === '@original' ? of.original : [of.original, ...of.followUps].find((one) => one?.id === id);
    if (!found || found.deleted) throw unknownMessage();
    return found;
  };

  const send = (of: FakeInteraction, draft: Draft, reference: StoredMessage | undefined, type: MessageType) => {
    const ephemeral = of.onlyEphemeral || (draft.flags & FLAG.ephemeral) !== 0;
    const flags = (draft.flags & ~FLAG.ephemeral) | (ephemeral ? FLAG.ephemeral : 0);
    const original = of.original ? { original_response_message_id: of.original.id } : {};
    return messages.create({
      channel: of.channel,
      author: bot,
      draft: { ...draft, flags },
      defaults: 'interaction',
      type,
      reference,
      onlyFor: ephemeral ? of.user : undefined,
      interaction: { applicationId, owners: of.owners, metadata: { ...of.metadata, ...original } },
    });
  };

  const put = (of: FakeInteraction, message: StoredMessage, body: unknown, files: readonly Upload[]): StoredMessage => {
    const draft = readEdit(body, files, message.state);
    messages.edit(message, draft, 'interaction');
    if (message === of.original) of.answers += 1;
    return message;
  };

  return {
    all,
    add: (interaction) => void all.push(interaction),

    acknowledge(id, token, body, files) {
      const found = all.find((one) => one.id === id && one.token === token);
      if (!found || missed(found)) throw unknownInteraction();
      if (found.callback) throw alreadyAcknowledged();
      const callback = readCallback(body, found);
      switch (callback.type) {
        case 4:
        case 5: {
          const draft =
            callback.type === 4
              ? readNewMessage(callback.data ?? {}, files, 'interaction')
              : loading(callback.ephemeral);
          const { type, reference } = kindOf(found);
          const message = send(found, draft, reference, type);
          found.original = message;
          found.answers += callback.type === 4 ? 1 : 0;
          found.callback = { type: callback.type, flags: message.flags, message };
          break;
        }
        case 6:
        case 7: {
          if (!found.source) throw invalidForm(['type: there is no message to change']);
          const draft = callback.type === 7 ? readEdit(callback.data ?? {}, files, found.source.state) : undefined;
          found.original = found.source;
          found.callback = { type: callback.type };
          if (draft) {
            found.answers += 1;
            messages.edit(found.source, draft, 'interaction');
          }
          break;
        }
        case 8:
        case 9:
          found.callback = callback;
          break;
      }
      return found;
    },

    followUp(application, token, body, files) {
      const found = open(application, token);
      // Right after a deferral it takes the place of "thinking…", for the sake of old apps; its own flag counts for nothing.
      if (found.original?.loading && !found.original.deleted)
        return put(found, found.original, withoutEphemeral(body), files);
      if (found.owners['0'] === undefined && found.followUps.length >= MOST_FOLLOW_UPS) throw tooManyFollowUps();
      const draft = readNewMessage(body, files, 'interaction');
      const message = send(found, draft, found.original, found.original ? MessageType.Reply : MessageType.Default);
      found.followUps.push(message);
      return message;
    },

    message: (application, token, id) => own(open(application, token), id),

    edit(application, token, id, body, files) {
      const found = open(application, token);
      return put(found, own(found, id), body, files);
    },

    delete(application, token, id) {
      messages.delete(own(open(application, token), id));
    },
  };
}

function loading(ephemeral: boolean): Draft {
  const flags = FLAG.loading | (ephemeral ? FLAG.ephemeral : 0);
  const nothing = { content: '', embeds: [], components: [], files: [] };
  return { ...nothing, flags, allowed: undefined, nonce: undefined, enforceNonce: false, replyTo: undefined };
}

const withoutEphemeral = (body: unknown): unknown =>
  typeof body === 'object' && body !== null && 'flags' in body && typeof body.flags === 'number'
    ? { ...body, flags: body.flags & ~FLAG.ephemeral }
    : body;

/** What kind of message the first answer is: https://docs.discord.com/developers/resources/message#message-object-message-types. */
function kindOf({ type, source, target }: FakeInteraction): {
  type: MessageType;
  reference: StoredMessage | undefined;
} {
  if (type !== InteractionType.ApplicationCommand) {
    return source
      ? { type: MessageType.Reply, reference: source }
      : { type: MessageType.Default, reference: undefined };
  }
  if (target) return { type: MessageType.ContextMenuCommand, reference: target };
  return { type: MessageType.ChatInputCommand, reference: undefined };
}
