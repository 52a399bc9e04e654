import {
  InteractionResponseType,
  MessageFlags,
  Routes,
  type APIApplicationCommandOptionChoice,
  type APIInteraction,
  type APIModalInteractionResponseCallbackData,
  type RESTPostAPIChannelMessageJSONBody,
  type REST,
  type RESTPostAPICurrentUserCreateDMChannelResult,
} from 'discord.js';
import type { Pause } from '../../../kernel/pause.ts';
import type { Visibility } from '../../../platform.ts';
import type { Payload } from '../render.ts';
import { persist } from './persist.ts';
import { refusalOf } from './remote-error.ts';

/** Before each new try of a request that the platform could not take. The nonce of a message is known for some minutes. */
const WAITS_MS = [1000, 5000, 20_000];
/** The first answer to an interaction is due within three seconds. */
const SHORT_WAITS_MS = [100, 500];

/** The requests by which an interaction or a message is answered. Each rejects with what `refusalOf` can read. */
export class Replies {
  readonly #rest: Pick<REST, 'post' | 'patch' | 'delete'>;
  readonly #pause: Pause;

  constructor({ rest, pause }: { readonly rest: Pick<REST, 'post' | 'patch' | 'delete'>; readonly pause: Pause }) {
    this.#rest = rest;
    this.#pause = pause;
  }

  /**
   * Shows that an answer is coming, to everybody or to who asked: this cannot be changed later. To be called within three
   * seconds. Another process with the same token may have done it already; both then write the same answer.
   */
  async defer(interaction: APIInteraction, visibility: Visibility): Promise<void> {
    const flags = visibility === 'private' ? { flags: MessageFlags.Ephemeral } : {};
    await this.#respond(interaction, { type: InteractionResponseType.DeferredChannelMessageWithSource, data: flags });
  }

  /** Takes a press on a button, after which `finish` changes the message that the button is on. */
  async deferUpdate(interaction: APIInteraction): Promise<void> {
    await this.#respond(interaction, { type: InteractionResponseType.DeferredMessageUpdate });
  }

  /** In the place of an answer: what it makes of the form comes as an interaction of its own. Within three seconds. */
  async openForm(interaction: APIInteraction, modal: APIModalInteractionResponseCallbackData): Promise<void> {
    await this.#respond(interaction, { type: InteractionResponseType.Modal, data: modal });
  }

  async offer(interaction: APIInteraction, choices: readonly APIApplicationCommandOptionChoice[]): Promise<void> {
    await this.#respond(interaction, {
      type: InteractionResponseType.ApplicationCommandAutocompleteResult,
      data: { choices: [...choices] },
    });
  }

  /** Puts the answer in the place of what was deferred. Doing so twice is no harm. Returns the message as it was stored. */
  async finish({ application_id: id, token }: APIInteraction, payload: Payload): Promise<{ readonly flags?: number }> {
    const edit = async () => this.#rest.patch(Routes.webhookMessage(id, token), { body: payload, auth: false });
    return (await persist(edit, { waitsMs: WAITS_MS, pause: this.#pause })) as { flags?: number };
  }

  /** Takes back what was deferred, before anything stands in its place. */
  async withdraw({ application_id: id, token }: APIInteraction): Promise<void> {
    const take = async () => this.#rest.delete(Routes.webhookMessage(id, token), { auth: false });
    try {
      await persist(take, { waitsMs: SHORT_WAITS_MS, pause: this.#pause });
    } catch (error) {
      // An earlier try did it.
      if (refusalOf(error) !== 'gone') throw error;
    }
  }

  /**
   * One more message beside what is there, for who asked alone unless told otherwise. Where nobody knows whether it was
   * taken it is sent again: the same twice is better for its reader than nothing.
   */
  async tell(
    { application_id: id, token }: APIInteraction,
    payload: Payload,
    visibility: Visibility = 'private',
  ): Promise<void> {
    const flags = visibility === 'private' ? payload.flags | MessageFlags.Ephemeral : payload.flags;
    const body = { ...payload, flags };
    const post = async () => this.#rest.post(Routes.webhook(id, token), { body, auth: false });
    await persist(post, { waitsMs: WAITS_MS, pause: this.#pause });
  }

  /**
   * Answers a message under it; beside it where the bot may not read what was written before; and tells its author alone
   * where it may not write there. The nonce keeps a repeated request from making a second message.
   */
  async answerMessage(
    { id, channel, author }: { readonly id: string; readonly channel: string; readonly author: string },
    payload: Payload,
  ): Promise<void> {
    const body = { ...payload, nonce: id, enforce_nonce: true };
    const under = { message_reference: { message_id: id, fail_if_not_exists: false } };
    try {
      await this.#send(channel, { ...body, ...under }).catch(async (error: unknown) => {
        if (refusalOf(error) !== 'no reply') throw error;
        await this.#send(channel, body);
      });
    } catch (error) {
      if (refusalOf(error) !== 'forbidden') throw error;
      const direct = (await this.#rest.post(Routes.userChannels(), {
        body: { recipient_id: author },
      })) as RESTPostAPICurrentUserCreateDMChannelResult;
      await this.#send(direct.id, body);
    }
  }

  async #send(channel: string, body: Omit<RESTPostAPIChannelMessageJSONBody, 'allowed_mentions'>): Promise<void> {
    const post = async () => this.#rest.post(Routes.channelMessages(channel), { body });
    await persist(post, { waitsMs: WAITS_MS, pause: this.#pause });
  }

  async #respond({ id, token }: APIInteraction, body: object): Promise<void> {
    const post = async () => this.#rest.post(Routes.interactionCallback(id, token), { body, auth: false });
    try {
      await persist(post, { waitsMs: SHORT_WAITS_MS, pause: this.#pause });
    } catch (error) {
      if (refusalOf(error) !== 'answered') throw error;
    }
  }
}
