import { z } from 'zod';

/**
 * What the platform refuses in the list of an application's commands, by its own page:
 * https://docs.discord.com/developers/interactions/application-commands.
 */

const locales = (
  'id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi th zh-CN ja ' +
  'zh-TW ko'
).split(' ');

const name = z
  .string()
  .regex(/^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u)
  .refine((value) => value === value.toLowerCase(), 'has a capital');
const description = z.string().min(1).max(100);
const localized = <T extends z.ZodType>(value: T) => z.partialRecord(z.enum(locales), value).nullish();
const words = {
  name,
  name_localizations: localized(name),
  description,
  description_localizations: localized(description),
};

const choiceName = z.string().min(1).max(100);
const choice = z.strictObject({
  name: choiceName,
  name_localizations: localized(choiceName),
  value: z.union([z.string().max(100), z.number()]),
});
const ofOption = { ...words, required: z.boolean().optional() };
const typed = { ...ofOption, choices: z.array(choice).max(25).optional(), autocomplete: z.boolean().optional() };
const option = z
  .discriminatedUnion('type', [
    z.strictObject({
      ...typed,
      type: z.literal(3),
      min_length: z.int().min(0).max(6000).optional(),
      max_length: z.int().min(1).max(6000).optional(),
    }),
    z.strictObject({ ...typed, type: z.literal(4), min_value: z.int().optional(), max_value: z.int().optional() }),
    z.strictObject({ ...ofOption, type: z.literal([5, 6, 8, 9, 11]) }),
    z.strictObject({ ...ofOption, type: z.literal(7), channel_types: z.array(z.int()).optional() }),
    z.strictObject({
      ...typed,
      type: z.literal(10),
      min_value: z.number().optional(),
      max_value: z.number().optional(),
    }),
  ])
  .refine((one) => !('choices' in one && one.choices && one.autocomplete), 'has choices and completion');

interface Named {
  readonly name: string;
  readonly required?: boolean | undefined;
}
const requiredFirst = (list: readonly Named[]) => {
  const firstOptional = list.findIndex((one) => one.required !== true);
  return firstOptional === -1 || list.slice(firstOptional).every((one) => one.required !== true);
};
const once = (list: readonly Named[]) => new Set(list.map((one) => one.name)).size === list.length;
const options = z
  .array(option)
  .max(25)
  .refine(requiredFirst, 'has a required option after an optional one')
  .refine(once, 'has an option twice');

// "We support nesting one level deep within a group", and what has subcommands cannot be sent without one.
const subcommand = z.strictObject({ ...words, type: z.literal(1), options: options.optional() });
const subcommands = z.array(subcommand).min(1).max(25).refine(once, 'has a subcommand twice');
const group = z.strictObject({ ...words, type: z.literal(2), options: subcommands });
const optionsOfCommand = z
  .array(z.discriminatedUnion('type', [option, subcommand, group]))
  .max(25)
  .refine(requiredFirst, 'has a required option after an optional one')
  .refine(once, 'has an option twice')
  .refine((list) => new Set(list.map(({ type }) => type <= 2)).size <= 1, 'has options beside subcommands');

const where = {
  integration_types: z
    .array(z.literal([0, 1]))
    .min(1)
    .optional(),
  contexts: z
    .array(z.literal([0, 1, 2]))
    .min(1)
    .nullish(),
  default_member_permissions: z.string().regex(/^\d+$/).nullish(),
  nsfw: z.boolean().optional(),
};
const chatInput = z.strictObject({ ...words, ...where, type: z.literal(1), options: optionsOfCommand.optional() });
const menuName = z.string().min(1).max(32);
const menu = z.strictObject({
  ...where,
  type: z.literal([2, 3]),
  name: menuName,
  name_localizations: localized(menuName),
});
const commands = z.array(z.discriminatedUnion('type', [chatInput, menu]));

const most: Readonly<Record<number, number>> = { 1: 100, 2: 15, 3: 15 };

/** Why the list would be refused, a sentence for each reason. */
export function problemsOfCommands(payload: unknown): readonly string[] {
  const read = commands.safeParse(payload);
  if (!read.success) return read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  const problems: string[] = [];
  for (const [type, list] of Map.groupBy(read.data, (command) => command.type)) {
    if (list.length > (most[type] ?? 0)) problems.push(`${list.length} commands of type ${type}`);
    if (new Set(list.map((command) => command.name)).size < list.length) problems.push('a command stands twice');
  }
  return problems;
}
