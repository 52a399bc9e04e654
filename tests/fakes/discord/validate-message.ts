import { z } from 'zod';

/**
 * What the platform refuses in a message with Components V2, by its own pages:
 * https://docs.discord.com/developers/components/reference and https://docs.discord.com/developers/resources/message.
 * It is stricter in one thing: a field that no page knows is refused, where the platform might pass over it.
 */

const COMPONENTS_V2 = 1 << 15;
const OTHER_FLAGS = (1 << 2) | (1 << 6) | (1 << 12);

const text = (most: number) =>
  z
    .string()
    .min(1)
    .max(most)
    .refine((value) => value.trim() !== '', 'is blank');
const id = { id: z.int().min(0).optional() };
const customId = z.string().min(1).max(100);
const snowflake = z.string().regex(/^\d{1,20}$/);
const emoji = z.strictObject({ id: snowflake.nullish(), name: z.string().nullish(), animated: z.boolean().optional() });
const media = z.strictObject({ url: z.string().regex(/^(?:https?|attachment):\/\/\S+$/) });

const pressed = z.strictObject({
  ...id,
  type: z.literal(2),
  style: z.literal([1, 2, 3, 4]),
  label: text(80).optional(),
  emoji: emoji.optional(),
  custom_id: customId,
  disabled: z.boolean().optional(),
});
const link = z.strictObject({
  ...id,
  type: z.literal(2),
  style: z.literal(5),
  label: text(80).optional(),
  emoji: emoji.optional(),
  url: z.string().max(512),
  disabled: z.boolean().optional(),
});
const button = z
  .union([pressed, link])
  .refine(({ label, emoji: picture }) => label !== undefined || picture !== undefined, 'shows nothing');

const option = z.strictObject({
  label: text(100),
  value: z.string().min(1).max(100),
  description: text(100).optional(),
  emoji: emoji.optional(),
  default: z.boolean().optional(),
});
const ofSelect = {
  ...id,
  custom_id: customId,
  placeholder: z.string().max(150).optional(),
  min_values: z.int().min(0).max(25).optional(),
  max_values: z.int().min(1).max(25).optional(),
  disabled: z.boolean().optional(),
};
const stringSelect = z
  .strictObject({ ...ofSelect, type: z.literal(3), options: z.array(option).min(1).max(25) })
  .refine(({ options }) => new Set(options.map(({ value }) => value)).size === options.length, 'has a value twice')
  .refine(({ options, max_values: most = 1 }) => most <= options.length, 'asks for more than it offers')
  .refine(({ options, max_values: most = 1 }) => options.filter((one) => one.default).length <= most, 'is set twice');
const otherSelect = z.strictObject({ ...ofSelect, type: z.literal([5, 6, 7, 8]) });

const row = z.strictObject({
  ...id,
  type: z.literal(1),
  components: z.union([z.array(button).min(1).max(5), z.tuple([z.union([stringSelect, otherSelect])])]),
});
const textDisplay = z.strictObject({ ...id, type: z.literal(10), content: text(4000) });
const ofMedia = { media, description: z.string().max(1024).nullish(), spoiler: z.boolean().optional() };
const thumbnail = z.strictObject({ ...id, ...ofMedia, type: z.literal(11) });
const section = z.strictObject({
  ...id,
  type: z.literal(9),
  components: z.array(textDisplay).min(1).max(3),
  accessory: z.union([button, thumbnail]),
});
const gallery = z.strictObject({
  ...id,
  type: z.literal(12),
  items: z.array(z.strictObject(ofMedia)).min(1).max(10),
});
const file = z.strictObject({
  ...id,
  type: z.literal(13),
  file: z.strictObject({ url: z.string().startsWith('attachment://') }),
  spoiler: z.boolean().optional(),
});
const separator = z.strictObject({
  ...id,
  type: z.literal(14),
  divider: z.boolean().optional(),
  spacing: z.literal([1, 2]).optional(),
});
const inBox = [row, textDisplay, section, gallery, separator, file] as const;
const container = z.strictObject({
  ...id,
  type: z.literal(17),
  components: z.array(z.discriminatedUnion('type', inBox)).min(1),
  accent_color: z.int().min(0).max(0xffffff).nullish(),
  spoiler: z.boolean().optional(),
});

const message = z.strictObject({
  flags: z
    .int()
    .refine((flags) => (flags & COMPONENTS_V2) !== 0, 'has no flag for Components V2')
    .refine((flags) => (flags & ~(COMPONENTS_V2 | OTHER_FLAGS)) === 0, 'has a flag that nobody may set'),
  // Content, embeds, polls and stickers are refused beside Components V2: they are no fields here.
  components: z.array(z.discriminatedUnion('type', [...inBox, container])).min(1),
  allowed_mentions: z
    .strictObject({
      parse: z.array(z.literal(['roles', 'users', 'everyone'])).optional(),
      users: z.array(snowflake).max(100).optional(),
      roles: z.array(snowflake).max(100).optional(),
      replied_user: z.boolean().optional(),
    })
    .optional(),
  nonce: z.union([z.string().max(25), z.int()]).optional(),
  enforce_nonce: z.boolean().optional(),
});

/** Why a message would be refused, a sentence for each reason. Empty where it would be taken. */
export function problemsOfMessage(payload: unknown): readonly string[] {
  const read = message.safeParse(payload);
  if (!read.success) return read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  const all = read.data.components.flatMap(withNested);
  const problems: string[] = [];
  if (all.length > 40) problems.push(`${all.length} components are over 40`);
  const characters = all.reduce((sum, one) => sum + (one.content?.length ?? 0), 0);
  if (characters > 4000) problems.push(`${characters} characters of text are over 4000`);
  for (const key of ['custom_id', 'id'] as const) {
    const values = all.flatMap((one) => (one[key] === undefined || one[key] === 0 ? [] : [one[key]]));
    if (new Set(values).size < values.length) problems.push(`a ${key} stands twice: ${values.join(' | ')}`);
  }
  return problems;
}

interface Nested {
  readonly id?: number | undefined;
  readonly custom_id?: string;
  readonly content?: string;
  readonly components?: readonly Nested[];
  readonly accessory?: Nested;
}

function withNested(component: Nested): readonly Nested[] {
  const inner = [...(component.components ?? []), ...(component.accessory ? [component.accessory] : [])];
  return [component, ...inner.flatMap(withNested)];
}
