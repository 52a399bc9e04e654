import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  type APIApplicationCommandBasicOption,
  type LocalizationMap,
  type Locale,
  type RESTPutAPIApplicationCommandsJSONBody,
} from 'discord.js';
import { unreachable } from '../../../kernel/errors.ts';
import type { ArgumentSheet, CommandSheet } from '../../../platform.ts';
import { limits } from '../limits.ts';
import { POSTABLE } from './channel-types.ts';

/** The words of one language. What is missing stands in English. A name keeps the rules of names. */
export interface Translation {
  readonly commands?: Readonly<Record<string, CommandWords>> | undefined;
  /** Of the option that opens an answer to everybody. */
  readonly public?: Words | undefined;
  readonly menus?: Partial<Record<MenuKey, string>> | undefined;
}

export interface Words {
  readonly name?: string | undefined;
  readonly description?: string | undefined;
}

export interface CommandWords extends Words {
  readonly arguments?: Readonly<Record<string, Words>> | undefined;
}

export type Translations = Partial<Record<Locale, Translation>>;

/** What the menu on a message offers, each with the command that takes its text. The name arrives, in any language. */
export const contextMenus = {
  who: { name: 'Who is in this?', command: 'names' },
  check: { name: 'Check against the briefs', command: 'check' },
} as const;

export type MenuKey = keyof typeof contextMenus;

/** Servers, direct messages with the bot and all other conversations, for servers and for people who install it. */
const everywhere = {
  integration_types: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
  contexts: [InteractionContextType.Guild, InteractionContextType.BotDM, InteractionContextType.PrivateChannel],
};

/** The whole list of global commands, which takes the place of the one before. */
export function registration(
  sheets: readonly CommandSheet[],
  translations: Translations = {},
): RESTPutAPIApplicationCommandsJSONBody {
  const localized = localizer(translations);
  const chat = sheets.map((sheet) => {
    const isRequired = ({ required }: ArgumentSheet) => required;
    const ordered = [...sheet.arguments.filter(isRequired), ...sheet.arguments.filter((one) => !isRequired(one))];
    const words = ({ commands = {} }: Translation) => commands[sheet.name];
    return {
      ...everywhere,
      type: ApplicationCommandType.ChatInput as const,
      name: sheet.name,
      description: sheet.description,
      ...localized(words),
      options: [
        ...ordered.map((argument) =>
          optionOf(
            argument,
            localized((texts) => words(texts)?.arguments?.[argument.name]),
          ),
        ),
        ...(mayBePublic(sheet) ? [publicOption(localized((texts) => texts.public))] : []),
      ],
    };
  });
  const menus = Object.entries(contextMenus).map(([key, { name }]) => ({
    ...everywhere,
    type: ApplicationCommandType.Message as const,
    name,
    ...localized(({ menus: names = {} }) => ({ name: names[key as MenuKey] })),
  }));
  return [...chat, ...menus];
}

interface LocalizedWords {
  name_localizations?: LocalizationMap;
  description_localizations?: LocalizationMap;
}

function localizer(translations: Translations) {
  // A key that is no locale is refused by the platform, and by the type.
  const all = Object.entries(translations) as [Locale, Translation][];
  return (wordsIn: (translation: Translation) => Words | undefined): LocalizedWords => {
    const names = all.flatMap(([locale, texts]) => pair(locale, wordsIn(texts)?.name));
    const descriptions = all.flatMap(([locale, texts]) => pair(locale, wordsIn(texts)?.description));
    return {
      ...(names.length > 0 ? { name_localizations: Object.fromEntries(names) } : {}),
      ...(descriptions.length > 0 ? { description_localizations: Object.fromEntries(descriptions) } : {}),
    };
  };
}

function pair(locale: Locale, text: string | undefined): readonly (readonly [Locale, string])[] {
  return text === undefined ? [] : [[locale, text]];
}

/** Whether who asks may ask for an answer in the open. */
function mayBePublic({ visibility, isSetting }: CommandSheet): boolean {
  return visibility === 'private' && isSetting !== true;
}

function publicOption(localized: LocalizedWords): APIApplicationCommandBasicOption {
  return {
    type: ApplicationCommandOptionType.Boolean,
    name: 'public',
    description: 'Answer in the open, for everybody here',
    ...localized,
  };
}

function optionOf(argument: ArgumentSheet, localized: LocalizedWords): APIApplicationCommandBasicOption {
  const { name, description, required, kind } = argument;
  const shared = { name, description, required, ...localized };
  switch (kind) {
    case 'flag':
      return { ...shared, type: ApplicationCommandOptionType.Boolean };
    case 'number':
      return {
        ...shared,
        type: ApplicationCommandOptionType.Integer,
        ...(argument.min === undefined ? {} : { min_value: argument.min }),
        ...(argument.max === undefined ? {} : { max_value: argument.max }),
      };
    case 'choice': {
      const choices = argument.choices ?? [];
      const isShort = choices.length > 0 && choices.length <= limits.optionChoices.most;
      return {
        ...shared,
        type: ApplicationCommandOptionType.String,
        ...(isShort ? { choices: choices.map((value) => ({ name: value, value })) } : { autocomplete: true }),
      };
    }
    case 'text':
      return { ...shared, type: ApplicationCommandOptionType.String };
    case 'channel':
      return { ...shared, type: ApplicationCommandOptionType.Channel, channel_types: [...POSTABLE] };
    case 'actor':
    case 'subject':
    case 'subjects':
    case 'outlets':
    case 'zone':
    case 'digest':
    case 'brief':
    case 'command':
    case 'date':
      return { ...shared, type: ApplicationCommandOptionType.String, autocomplete: true };
    default:
      return unreachable(kind);
  }
}
