import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ComponentType,
  InteractionType,
  type APIApplicationCommandAutocompleteInteraction,
  type APIApplicationCommandInteraction,
  type APIApplicationCommandInteractionDataOption,
  type APIInteraction,
  type APIMessageComponentInteraction,
  type GatewayMessageCreateDispatchData,
} from 'discord.js';
import { writeLine } from '../../line/write-line.ts';
import type { Desk } from '../../platform.ts';
import { meantBy } from './completion.ts';
import { readCustomId, type Pressed } from './parts/custom-id.ts';
import { messageText } from './parts/message-text.ts';
import { contextMenus } from './parts/register.ts';

/** What somebody did there, as something to answer. */
export type Asked =
  | { readonly kind: 'line'; readonly line: string; readonly by: Interaction }
  | { readonly kind: 'pressed'; readonly pressed: Pressed; readonly by: ControlInteraction }
  /** A field of a command is being typed in. */
  | {
      readonly kind: 'typing';
      readonly command: string;
      readonly argument: string;
      readonly text: string;
      readonly by: Interaction;
    }
  /** A control that no message of this version holds, or a command that it does not have. */
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'nothing' };

export type Interaction = APIInteraction;
export type ControlInteraction = APIMessageComponentInteraction;

type Message = GatewayMessageCreateDispatchData;

/** Reads what happened. Never rejects for what the platform could send. */
export async function readInteraction(interaction: Interaction, desk: Desk): Promise<Asked> {
  switch (interaction.type) {
    case InteractionType.ApplicationCommand: {
      const line = await commandLine(interaction, desk);
      return line === undefined ? { kind: 'unreadable' } : { kind: 'line', line, by: interaction };
    }
    case InteractionType.ApplicationCommandAutocomplete:
      return fieldTyped(interaction);
    case InteractionType.MessageComponent:
      return controlUsed(interaction);
    case InteractionType.ModalSubmit:
      return { kind: 'unreadable' };
    default:
      return { kind: 'nothing' };
  }
}

/**
 * The line that a message holds for the bot: all of a direct message, and what stands after a mention that begins the
 * message, or before one that ends it. Undefined for anything else, and for whatever another bot says. What mentions the
 * bot only by replying to it asks for nothing.
 */
export function lineOfMessage(message: Message, botId: string): string | undefined {
  if (message.author.bot || message.webhook_id !== undefined) return undefined;
  const text = message.content.trim();
  const mention = `<@!?${botId}>`;
  const isDirect = message.guild_id === undefined;
  const said =
    new RegExp(`^${mention}[,:]?([^]*)$`).exec(text)?.[1] ?? new RegExp(`^([^]*)${mention}$`).exec(text)?.[1];
  if (said === undefined) return isDirect && text !== '' ? text : undefined;
  const line = said.trim();
  return line === '' ? 'help' : line;
}

async function commandLine({ data }: APIApplicationCommandInteraction, desk: Desk): Promise<string | undefined> {
  if (data.type === ApplicationCommandType.ChatInput) {
    const typed = (data.options ?? []).flatMap((option) => {
      const text = textOf(option);
      return text === undefined ? [] : [{ command: data.name, argument: option.name, text }];
    });
    const values = await Promise.all(typed.map(async (one) => [one.argument, await meantBy(desk, one)] as const));
    // By their names, and not their places: any of them may be missing.
    return writeLine(data.name, [], Object.fromEntries(values));
  }
  if (data.type !== ApplicationCommandType.Message) return undefined;
  const menu = Object.values(contextMenus).find(({ name }) => name === data.name);
  const message = data.resolved.messages[data.target_id];
  const sheet = desk.commands.find(({ name }) => name === menu?.command);
  const argument = sheet?.arguments[0]?.name;
  if (!sheet || !message || argument === undefined) return undefined;
  // Where the message has no words, the command says what it needs.
  return writeLine(sheet.name, [], { [argument]: messageText(message) });
}

function textOf(option: APIApplicationCommandInteractionDataOption): string | undefined {
  if (option.type === ApplicationCommandOptionType.Boolean) return option.value ? 'yes' : 'no';
  return 'value' in option ? String(option.value) : undefined;
}

function fieldTyped(by: APIApplicationCommandAutocompleteInteraction): Asked {
  const field = by.data.options?.find((option) => 'focused' in option && option.focused);
  if (!field || !('value' in field)) return { kind: 'nothing' };
  return { kind: 'typing', command: by.data.name, argument: field.name, text: String(field.value), by };
}

function controlUsed(by: ControlInteraction): Asked {
  const { data } = by;
  const id = data.component_type === ComponentType.StringSelect ? data.values[0] : data.custom_id;
  const pressed = readCustomId(id ?? '');
  return pressed ? { kind: 'pressed', pressed, by } : { kind: 'unreadable' };
}
