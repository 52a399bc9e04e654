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
import type { Asker, CommandSheet, Desk, Typing } from '../../platform.ts';
import { meantBy } from './completion.ts';
import { readCustomId, type Pressed } from './parts/custom-id.ts';
import { messageText } from './parts/message-text.ts';
import { lineOfForm } from './parts/read-form.ts';
import { contextMenus } from './parts/register.ts';
import { typedLine } from './parts/typed-line.ts';

/** What somebody did there, as something to answer. */
export type Asked =
  /** `mayOpen`: where it says too little, a form may ask for the rest. */
  | { readonly kind: 'line'; readonly line: string; readonly mayOpen: boolean; readonly by: Interaction }
  | { readonly kind: 'pressed'; readonly pressed: Pressed; readonly by: ControlInteraction }
  /** A field of a command is being typed in. */
  | { readonly kind: 'typing'; readonly typing: Typing; readonly by: Interaction }
  /** A control that no message of this version holds, or a command that it does not have. */
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'nothing' };

export type Interaction = APIInteraction;
export type ControlInteraction = APIMessageComponentInteraction;

type Message = GatewayMessageCreateDispatchData;

/** Reads what happened. Never rejects for what the platform could send. */
export async function readInteraction(interaction: Interaction, desk: Desk, asker: Asker | undefined): Promise<Asked> {
  switch (interaction.type) {
    case InteractionType.ApplicationCommand: {
      const line = await commandLine(interaction, desk, asker);
      return line === undefined ? { kind: 'unreadable' } : { kind: 'line', line, mayOpen: true, by: interaction };
    }
    case InteractionType.ApplicationCommandAutocomplete:
      return fieldTyped(interaction, asker);
    case InteractionType.MessageComponent:
      return controlUsed(interaction);
    case InteractionType.ModalSubmit: {
      const line = lineOfForm(interaction);
      return line === undefined ? { kind: 'unreadable' } : { kind: 'line', line, mayOpen: false, by: interaction };
    }
    default:
      return { kind: 'nothing' };
  }
}

/**
 * The line that a message holds for the bot: all of a direct message, and what stands after a mention that begins the
 * message, or before one that ends it. Undefined for anything else, and for whatever another bot says. What mentions the
 * bot only by replying to it asks for nothing.
 */
export function lineOfMessage(
  message: Message,
  botId: string,
  commands: readonly CommandSheet[] = [],
): string | undefined {
  if (message.author.bot || message.webhook_id !== undefined) return undefined;
  const text = message.content.trim();
  const mention = `<@!?${botId}>`;
  const isDirect = message.guild_id === undefined;
  const said =
    new RegExp(`^${mention}[,:]?([^]*)$`).exec(text)?.[1] ?? new RegExp(`^([^]*)${mention}$`).exec(text)?.[1];
  if (said === undefined) return isDirect && text !== '' ? typedLine(text, commands) : undefined;
  const line = said.trim();
  return line === '' ? 'help' : typedLine(line, commands);
}

async function commandLine(
  { data }: APIApplicationCommandInteraction,
  desk: Desk,
  by: Asker | undefined,
): Promise<string | undefined> {
  if (data.type === ApplicationCommandType.ChatInput) {
    const typed = (data.options ?? []).flatMap((option) => {
      const text = textOf(option);
      return text === undefined ? [] : [{ command: data.name, argument: option.name, text, by }];
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
  if (option.type === ApplicationCommandOptionType.Channel) return `#${option.value}`;
  return 'value' in option ? String(option.value) : undefined;
}

function fieldTyped(by: APIApplicationCommandAutocompleteInteraction, asker: Asker | undefined): Asked {
  const field = by.data.options?.find((option) => 'focused' in option && option.focused);
  if (!field || !('value' in field)) return { kind: 'nothing' };
  const typing = { command: by.data.name, argument: field.name, text: String(field.value), by: asker };
  return { kind: 'typing', typing, by };
}

function controlUsed(by: ControlInteraction): Asked {
  const { data } = by;
  const id = data.component_type === ComponentType.StringSelect ? data.values[0] : data.custom_id;
  const pressed = readCustomId(id ?? '');
  return pressed ? { kind: 'pressed', pressed, by } : { kind: 'unreadable' };
}
