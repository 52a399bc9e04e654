import { isDeepStrictEqual as isSame } from 'node:util';
import { z } from 'zod';

/**
 * The blocks and their elements by the platform's own pages, below https://docs.slack.dev/reference/block-kit. Kinds that
 * Dossier has no use for are missing, and a field that no page knows is refused, where the platform might pass over it.
 */

const text = (most: number, least = 1) => z.string().min(least).max(most);
const shown = (most: number) => text(most).refine((value) => value.trim() !== '', 'is blank');

const plainText = (most: number) =>
  z.strictObject({ type: z.literal('plain_text'), text: shown(most), emoji: z.boolean().optional() });
const mrkdwn = (most: number) =>
  z.strictObject({ type: z.literal('mrkdwn'), text: shown(most), verbatim: z.boolean().optional() });
const textObject = (most: number) => z.discriminatedUnion('type', [plainText(most), mrkdwn(most)]);

const blockId = { block_id: text(255).optional() };
const actionId = { action_id: text(255).optional() };
const color = z.enum(['primary', 'danger']);
const confirm = z.strictObject({
  title: plainText(100),
  text: textObject(300),
  confirm: plainText(30),
  deny: plainText(30),
  style: color.optional(),
});
const webUrl = z
  .string()
  .max(3000)
  .regex(/^https?:\/\/\S+$/);

const button = z.strictObject({
  type: z.literal('button'),
  ...actionId,
  text: plainText(75),
  url: webUrl.optional(),
  value: z.string().max(2000).optional(),
  style: color.optional(),
  confirm: confirm.optional(),
  accessibility_label: text(75).optional(),
});
const option = z.strictObject({
  text: plainText(75),
  value: text(150),
  description: plainText(75).optional(),
});
const overflow = z.strictObject({
  type: z.literal('overflow'),
  ...actionId,
  options: z
    .array(option.extend({ url: webUrl.optional() }))
    .min(1)
    .max(5),
  confirm: confirm.optional(),
});
const ofSelect = {
  ...actionId,
  placeholder: plainText(150).optional(),
  confirm: confirm.optional(),
  focus_on_load: z.boolean().optional(),
};
const optionGroup = z.strictObject({ label: plainText(75), options: z.array(option).min(1).max(100) });
const staticFields = {
  options: z.array(option).min(1).max(100).optional(),
  option_groups: z.array(optionGroup).min(1).max(100).optional(),
};
const oneSource = (select: { options?: unknown; option_groups?: unknown }) =>
  (select.options === undefined) !== (select.option_groups === undefined);
type Offered = readonly { readonly value: string }[] | undefined;
/** "This option must exactly match one of the options". */
const offers = (options: Offered, initial: Offered) =>
  options === undefined || (initial ?? []).every((one) => options.some((each) => isSame(each, one)));
const staticSelect = z
  .strictObject({ type: z.literal('static_select'), ...ofSelect, ...staticFields, initial_option: option.optional() })
  .refine(oneSource, 'has options and groups, or neither')
  .refine(({ options, initial_option: one }) => offers(options, one && [one]), 'begins with what is no option of it');
const externalSelect = z.strictObject({
  type: z.literal('external_select'),
  ...ofSelect,
  initial_option: option.optional(),
  min_query_length: z.int().min(0).optional(),
});
const ofMulti = { ...ofSelect, max_selected_items: z.int().min(1).optional() };
const multiStatic = z
  .strictObject({
    type: z.literal('multi_static_select'),
    ...ofMulti,
    ...staticFields,
    initial_options: z.array(option).min(1).optional(),
  })
  .refine(oneSource, 'has options and groups, or neither');
const multiExternal = z.strictObject({
  type: z.literal('multi_external_select'),
  ...ofMulti,
  min_query_length: z.int().min(0).optional(),
  initial_options: z.array(option).min(1).optional(),
});
const conversationFilter = z
  .strictObject({
    include: z
      .array(z.enum(['im', 'mpim', 'private', 'public']))
      .min(1)
      .optional(),
    exclude_external_shared_channels: z.boolean().optional(),
    exclude_bot_users: z.boolean().optional(),
  })
  .refine((filter) => Object.keys(filter).length > 0, 'is empty');
const conversationSelect = z.strictObject({
  type: z.literal('conversations_select'),
  ...ofSelect,
  initial_conversation: z
    .string()
    .regex(/^[CDG][A-Z0-9]+$/)
    .optional(),
  default_to_current_conversation: z.boolean().optional(),
  response_url_enabled: z.boolean().optional(),
  filter: conversationFilter.optional(),
});
const numeric = z.string().regex(/^-?\d+(\.\d+)?$/);
const numberInput = z
  .strictObject({
    type: z.literal('number_input'),
    ...actionId,
    is_decimal_allowed: z.boolean(),
    initial_value: numeric.optional(),
    min_value: numeric.optional(),
    max_value: numeric.optional(),
    placeholder: plainText(150).optional(),
    focus_on_load: z.boolean().optional(),
  })
  .refine(
    ({ min_value: least, max_value: most, initial_value: value = least ?? most }) =>
      Number(least ?? value) <= Number(value) && Number(value) <= Number(most ?? value),
    'has a value or bounds out of order',
  );
const dateTime = z.strictObject({
  type: z.enum(['datepicker', 'timepicker']),
  ...ofSelect,
  initial_date: z.iso.date().optional(),
  initial_time: z
    .string()
    .regex(/^\d\d:\d\d$/)
    .optional(),
  timezone: z.string().optional(),
});
const choice = option.extend({ text: textObject(75), description: textObject(75).optional() });
const choices = z
  .strictObject({
    type: z.enum(['checkboxes', 'radio_buttons']),
    ...actionId,
    options: z.array(choice).min(1).max(10),
    initial_options: z.array(choice).min(1).optional(),
    initial_option: choice.optional(),
    confirm: confirm.optional(),
  })
  .refine(
    ({ options, initial_options: some, initial_option: one }) => offers(options, some ?? (one && [one])),
    'begins with what is no option of it',
  );
const plainInput = z.strictObject({
  type: z.literal('plain_text_input'),
  ...actionId,
  placeholder: plainText(150).optional(),
  initial_value: z.string().max(3000).optional(),
  multiline: z.boolean().optional(),
  min_length: z.int().min(0).max(3000).optional(),
  max_length: z.int().min(1).max(3000).optional(),
  dispatch_action_config: z
    .strictObject({ trigger_actions_on: z.array(z.enum(['on_enter_pressed', 'on_character_entered'])) })
    .optional(),
  focus_on_load: z.boolean().optional(),
});
const image = { image_url: webUrl, alt_text: text(2000) };
const imageElement = z.strictObject({ type: z.literal('image'), ...image });

const pressable = [
  button,
  overflow,
  staticSelect,
  externalSelect,
  multiStatic,
  multiExternal,
  conversationSelect,
  dateTime,
  choices,
] as const;

const style = z.strictObject({
  bold: z.boolean().optional(),
  italic: z.boolean().optional(),
  strike: z.boolean().optional(),
  code: z.boolean().optional(),
  underline: z.boolean().optional(),
  highlight: z.boolean().optional(),
  client_highlight: z.boolean().optional(),
  unlink: z.boolean().optional(),
});
const styled = { style: style.optional() };
const richPiece = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: z.string().min(1), ...styled }),
  z.strictObject({
    type: z.literal('link'),
    url: webUrl,
    text: z.string().min(1).optional(),
    unsafe: z.boolean().optional(),
    ...styled,
  }),
  z.strictObject({
    type: z.literal('date'),
    timestamp: z.int(),
    format: z.string().regex(/\{(?:day_divider_pretty|date\w*|time(?:_secs)?|ago)\}/),
    url: webUrl.optional(),
    fallback: z.string().min(1).optional(),
    ...styled,
  }),
  z.strictObject({ type: z.literal('emoji'), name: z.string().min(1), unicode: z.string().optional(), ...styled }),
  z.strictObject({ type: z.literal('user'), user_id: z.string().min(1), ...styled }),
  z.strictObject({ type: z.literal('usergroup'), usergroup_id: z.string().min(1), ...styled }),
  z.strictObject({ type: z.literal('channel'), channel_id: z.string().min(1), ...styled }),
  z.strictObject({ type: z.literal('broadcast'), range: z.enum(['here', 'channel', 'everyone']), ...styled }),
]);
const richSection = z.strictObject({ type: z.literal('rich_text_section'), elements: z.array(richPiece).min(1) });
const border = { border: z.literal([0, 1]).optional() };
const richText = z.strictObject({
  type: z.literal('rich_text'),
  ...blockId,
  elements: z
    .array(
      z.discriminatedUnion('type', [
        richSection,
        z.strictObject({
          type: z.literal('rich_text_list'),
          style: z.enum(['bullet', 'ordered']),
          elements: z.array(richSection).min(1),
          indent: z.int().min(0).max(8).optional(),
          offset: z.int().min(0).optional(),
          ...border,
        }),
        z.strictObject({ type: z.literal('rich_text_quote'), elements: z.array(richPiece).min(1), ...border }),
        z.strictObject({ type: z.literal('rich_text_preformatted'), elements: z.array(richPiece).min(1), ...border }),
      ]),
    )
    .min(1),
});
const cell = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('raw_text'), text: z.string().min(1) }),
  z.strictObject({ type: z.literal('raw_number'), value: z.number(), text: z.string().min(1) }),
  richText,
]);
const table = z.strictObject({
  type: z.literal('table'),
  ...blockId,
  rows: z.array(z.array(cell).min(1).max(20)).min(1).max(100),
  column_settings: z
    .array(
      z
        .strictObject({
          align: z.enum(['left', 'center', 'right']).optional(),
          is_wrapped: z.boolean().optional(),
        })
        .nullable(),
    )
    .max(20)
    .optional(),
});
const sectionBlock = z
  .strictObject({
    type: z.literal('section'),
    ...blockId,
    text: textObject(3000).optional(),
    fields: z.array(textObject(2000)).min(1).max(10).optional(),
    accessory: z.discriminatedUnion('type', [...pressable, imageElement]).optional(),
    expand: z.boolean().optional(),
  })
  .refine(({ text: words, fields }) => words !== undefined || fields !== undefined, 'has neither text nor fields');

const everywhere = [
  z.strictObject({
    type: z.literal('actions'),
    ...blockId,
    elements: z.array(z.discriminatedUnion('type', pressable)).min(1).max(25),
  }),
  z.strictObject({
    type: z.literal('context'),
    ...blockId,
    elements: z
      .array(z.union([textObject(3000), imageElement]))
      .min(1)
      .max(10),
  }),
  z.strictObject({ type: z.literal('divider'), ...blockId }),
  z.strictObject({ type: z.literal('header'), ...blockId, text: plainText(150) }),
  z.strictObject({ type: z.literal('image'), ...blockId, ...image, title: plainText(2000).optional() }),
  richText,
  sectionBlock,
] as const;
const input = z.strictObject({
  type: z.literal('input'),
  ...blockId,
  label: plainText(2000),
  hint: plainText(2000).optional(),
  optional: z.boolean().optional(),
  dispatch_action: z.boolean().optional(),
  element: z.union([
    plainInput,
    staticSelect,
    externalSelect,
    multiStatic,
    multiExternal,
    conversationSelect,
    dateTime,
    choices,
    numberInput,
  ]),
});

/** A table is for messages alone; what is typed into is for views alone. */
export const messageBlocks = z.array(z.discriminatedUnion('type', [...everywhere, table]));
export const viewBlocks = z.array(z.discriminatedUnion('type', [...everywhere, input]));
export { plainText };
