import { z } from 'zod';

/**
 * What the platform refuses in a modal, by its own pages:
 * https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-modal and
 * https://docs.discord.com/developers/components/reference#label.
 */

const id = { id: z.int().min(0).optional() };
const customId = z.string().min(1).max(100);
const required = z.boolean().optional();
const text = (most: number) => z.string().min(1).max(most);

/** "`min_values` must be either omitted or at least `1` if `required` is omitted or `true`." */
const minimumFits = (one: { readonly required?: boolean | undefined; readonly min_values?: number | undefined }) =>
  one.required === false || one.min_values !== 0;
const MINIMUM = 'has min_values 0 and is required';

const textInput = z
  .strictObject({
    ...id,
    type: z.literal(4),
    custom_id: customId,
    style: z.literal([1, 2]),
    min_length: z.int().min(0).max(4000).optional(),
    max_length: z.int().min(1).max(4000).optional(),
    required,
    value: z.string().max(4000).optional(),
    placeholder: z.string().max(100).optional(),
  })
  .refine((one) => (one.min_length ?? 0) <= (one.max_length ?? 4000), 'has a minimum over its maximum')
  .refine((one) => (one.value ?? '').length <= (one.max_length ?? 4000), 'holds more than it takes');

const option = z.strictObject({
  label: text(100),
  value: text(100),
  description: text(100).optional(),
  emoji: z.looseObject({}).optional(),
  default: z.boolean().optional(),
});
const box = option.omit({ emoji: true });
const once = (options: readonly { readonly value: string }[]) =>
  new Set(options.map(({ value }) => value)).size === options.length;

const choosing = {
  ...id,
  custom_id: customId,
  placeholder: z.string().max(150).optional(),
  min_values: z.int().min(0).max(25).optional(),
  max_values: z.int().min(1).max(25).optional(),
  required,
};
const defaults = z.array(z.strictObject({ id: z.string(), type: z.literal(['user', 'role', 'channel']) })).optional();
const stringSelect = z
  .strictObject({
    ...choosing,
    type: z.literal(3),
    options: z.array(option).min(1).max(25).refine(once, 'has a value twice'),
  })
  .refine(minimumFits, MINIMUM);
const otherSelect = z
  .strictObject({ ...choosing, type: z.literal([5, 6, 7]), default_values: defaults })
  .refine(minimumFits, MINIMUM);
const channelSelect = z
  .strictObject({
    ...choosing,
    type: z.literal(8),
    default_values: defaults,
    channel_types: z.array(z.int()).optional(),
  })
  .refine(minimumFits, MINIMUM);
const radioGroup = z.strictObject({
  ...id,
  type: z.literal(21),
  custom_id: customId,
  options: z.array(box).min(2).max(10).refine(once, 'has a value twice'),
  required,
});
const checkboxGroup = z
  .strictObject({
    ...id,
    type: z.literal(22),
    custom_id: customId,
    options: z.array(box).min(1).max(10).refine(once, 'has a value twice'),
    min_values: z.int().min(0).max(10).optional(),
    max_values: z.int().min(1).max(10).optional(),
    required,
  })
  .refine(minimumFits, MINIMUM);
const checkbox = z.strictObject({ ...id, type: z.literal(23), custom_id: customId, default: z.boolean().optional() });

const field = z.union([textInput, stringSelect, otherSelect, channelSelect, radioGroup, checkboxGroup, checkbox]);
const label = z.strictObject({
  ...id,
  type: z.literal(18),
  label: text(45),
  description: text(100).optional(),
  component: field,
});
const words = z.strictObject({ ...id, type: z.literal(10), content: text(4000) });

const modal = z
  .strictObject({
    custom_id: customId,
    title: text(45),
    components: z
      .array(z.discriminatedUnion('type', [label, words]))
      .min(1)
      .max(5),
  })
  .refine(({ components }) => {
    const ids = components.flatMap((one) => (one.type === 18 ? [one.component.custom_id] : []));
    return new Set(ids).size === ids.length;
  }, 'has a custom_id twice');

export type FakeModal = z.infer<typeof modal>;
export type ModalField = z.infer<typeof field>;

/** @returns the modal, or why it would be refused, a sentence for each reason. */
export function readModal(payload: unknown): FakeModal | readonly string[] {
  const read = modal.safeParse(payload);
  return read.success ? read.data : read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
}
