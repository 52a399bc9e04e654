import { ApplicationCommandType, InteractionType, MessageFlags, MessageType } from 'discord.js';
import type { Owners } from '../interactions/interaction.ts';
import type { AnyComponent } from '../messages/components.ts';
import { readNewMessage } from '../messages/read-body.ts';
import type { StoredMessage } from '../messages/stored-message.ts';
import type { FakeChannel } from '../world/channel.ts';
import { memberPayload, userPayload } from '../world/payloads.ts';
import { may } from '../world/permissions.ts';
import type { FakeUser } from '../world/user.ts';
import { createSuggestions, type Answer, type Suggestions } from './answer.ts';
import {
  fillOptions,
  resolvedOf,
  shownValue,
  type OptionValue,
  type OptionValues,
  type SentOption,
} from './command-options.ts';
import { fillForm, type FormValues } from './fill-form.ts';
import { descend, findCommand } from './find-command.ts';
import { findButton, findSelect, pickOptions } from './find-component.ts';
import { contextOf, interact, NotPossible, type PeopleParts } from './interact.ts';

/** Somebody with a client: what it does not offer cannot be done. Every method throws NotPossible then. */
export interface Person {
  readonly user: FakeUser;
  readonly id: string;
  readonly name: string;
  readonly mention: string;
  /** The conversation with the bot. */
  directMessages(): FakeChannel;
  /** Sends a slash command; of one with subcommands, `digest create`. */
  command(channel: FakeChannel, name: string, options?: OptionValues): Answer;
  /** Types in an option, and resolves with what is suggested. */
  autocomplete(channel: FakeChannel, name: string, options: OptionValues, focused: string): Promise<Suggestions>;
  /** The same without waiting for suggestions. */
  typing(channel: FakeChannel, name: string, options: OptionValues, focused: string): Answer;
  /** Presses a button, by its label or custom id. */
  press(message: StoredMessage, button: string): Answer;
  /** Picks in a menu, by its placeholder or custom id: labels or values, or people, roles and channels. */
  select(message: StoredMessage, menu: string, ...picked: readonly OptionValue[]): Answer;
  /** Uses a command in the menu of a message or of somebody. */
  contextMenu(target: StoredMessage | { readonly user: FakeUser; readonly channel: FakeChannel }, name: string): Answer;
  /** Fills and sends the form that an answer showed. */
  submitModal(shown: Answer, values?: FormValues): Answer;
  /** Writes a message. A reply mentions its author unless `quietly`. */
  says(channel: FakeChannel, text: string, how?: { replyTo?: StoredMessage; quietly?: boolean }): StoredMessage;
  /** Shows a message in another channel, without words of one's own. */
  forwards(message: StoredMessage, channel: FakeChannel): StoredMessage;
  /** What this person sees in the channel now, oldest first. */
  sees(channel: FakeChannel): readonly StoredMessage[];
}

export function createPerson(parts: PeopleParts, user: FakeUser): Person {
  const { world, messages } = parts;

  const use = (channel: FakeChannel, line: string, values: OptionValues, focused?: string): Answer => {
    const [name = '', ...names] = line.split(' ');
    const { command, owners } = findCommand(parts, user, channel, ApplicationCommandType.ChatInput, name);
    const { options: offered, path } = descend(command, names);
    const filled = fillOptions(line, offered, values, focused);
    const options = path.reduceRight<readonly SentOption[]>(
      (inner, step) => [{ name: step.name, type: step.type, options: inner }],
      filled,
    );
    const resolved = resolvedOf(Object.values(values), channel);
    const data = {
      id: command.id,
      name: command.name,
      type: command.type,
      ...(options.length > 0 ? { options } : {}),
      ...(resolved ? { resolved } : {}),
      ...(command.guild_id === undefined ? {} : { guild_id: command.guild_id }),
    };
    const type =
      focused === undefined ? InteractionType.ApplicationCommand : InteractionType.ApplicationCommandAutocomplete;
    const typed = offered.find((one) => one.name === focused)?.type;
    const filledIn = Object.entries(values).map(([key, value = '']) => `${key}:${shownValue(value)}`);
    const what = [`/${line}`, ...filledIn].join(' ');
    return interact(parts, { type, user, channel, owners, data, what, typed });
  };

  const touch = (source: StoredMessage, component: AnyComponent, more: object, what: string): Answer => {
    const { channel } = source;
    const owners = ownersFor(source);
    const data = { component_type: component.type, custom_id: component.custom_id, id: component.id, ...more };
    return interact(parts, { type: InteractionType.MessageComponent, user, channel, owners, data, what, source });
  };

  /** The guild where the app is, and who brought it along where it came with somebody. */
  const ownersFor = ({ channel, interaction }: StoredMessage): Owners => {
    const byGuild = channel.guild ? channel.guild.hasBot : contextOf(channel) === 1;
    return {
      ...(byGuild ? { '0': channel.guild?.id ?? '0' } : {}),
      ...(interaction?.owners['1'] === undefined ? {} : { '1': interaction.owners['1'] }),
    };
  };

  return {
    user,
    id: user.id,
    name: user.name,
    mention: user.mention,
    directMessages: () => world.directMessages(user),
    command: (channel, name, options = {}) => use(channel, name, options),
    typing: use,

    async autocomplete(channel, name, options, focused) {
      const callback = await use(channel, name, options, focused).acknowledged();
      if (callback.type !== 8) throw new Error(`Suggestions are asked for, not a callback of type ${callback.type}`);
      return createSuggestions(callback.choices);
    },

    press(message, button) {
      return touch(message, findButton(message, user, button), {}, `the button "${button}"`);
    },

    select(message, menu, ...picked) {
      const found = findSelect(message, user, menu);
      const what = `"${menu}" with ${picked.map(shownValue).join(', ')}`;
      if (found.type === 3) return touch(message, found, { values: pickOptions(found, picked.map(String)) }, what);
      const values = picked.map((one) => {
        if (typeof one !== 'object') throw new NotPossible(`"${menu}" takes somebody or something of the guild`);
        return one.id;
      });
      return touch(message, found, { values, resolved: resolvedOf(picked, message.channel) ?? {} }, what);
    },

    contextMenu(target, name) {
      const { channel } = target;
      const onMessage = 'content' in target;
      const type = onMessage ? ApplicationCommandType.Message : ApplicationCommandType.User;
      if (onMessage && !target.isVisibleTo(user)) throw new NotPossible(`${user.name} does not see that message`);
      const { command, owners } = findCommand(parts, user, channel, type, name);
      const pointed = onMessage ? target : target.user;
      const member = onMessage ? undefined : channel.guild?.members.get(target.user.id);
      const resolved = onMessage
        ? { messages: { [target.id]: target.payload() } }
        : {
            users: { [pointed.id]: userPayload(target.user) },
            ...(member ? { members: { [pointed.id]: { ...memberPayload(member), permissions: '0' } } } : {}),
          };
      const data = { id: command.id, name, type, target_id: pointed.id, resolved };
      const what = `"${name}" in a menu`;
      const base = { type: InteractionType.ApplicationCommand, user, channel, owners, data, what };
      return interact(parts, onMessage ? { ...base, target } : base);
    },

    submitModal({ interaction }, values = {}) {
      if (interaction.callback?.type !== 9) throw new NotPossible('No form was shown');
      const { modal } = interaction.callback;
      const { components, picked } = fillForm(modal, values);
      const resolved = resolvedOf(picked, interaction.channel);
      const { channel, owners, source } = interaction;
      return interact(parts, {
        type: InteractionType.ModalSubmit,
        user,
        channel,
        owners,
        data: { custom_id: modal.custom_id, components, ...(resolved ? { resolved } : {}) },
        what: `the form "${modal.title}"`,
        triggeredBy: interaction,
        ...(source ? { source } : {}),
      });
    },

    says(channel, text, { replyTo, quietly = false } = {}) {
      if (channel.guild && !may(channel, user.id, channel.isThread ? 'SendMessagesInThreads' : 'SendMessages')) {
        throw new NotPossible(`${user.name} may not write in ${channel.name}`);
      }
      const draft = readNewMessage({ content: text }, [], 'message');
      const allowed = quietly
        ? { parse: ['users' as const, 'roles' as const, 'everyone' as const], replied_user: false }
        : undefined;
      const type = replyTo ? MessageType.Reply : MessageType.Default;
      return messages.create({
        channel,
        author: user,
        draft: { ...draft, allowed },
        defaults: 'message',
        type,
        reference: replyTo,
      });
    },

    forwards(message, channel) {
      if (!message.isVisibleTo(user) || message.onlyFor)
        throw new NotPossible(`${user.name} cannot forward that message`);
      const flags = MessageFlags.HasSnapshot;
      const draft = { content: '', embeds: [], components: [], flags, allowed: undefined, files: [] };
      return messages.create({ channel, author: user, draft, defaults: 'message', forwarded: message });
    },

    sees: (channel) => messages.all.filter((one) => one.channel === channel && one.isVisibleTo(user)),
  };
}
