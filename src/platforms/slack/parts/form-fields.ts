import type { types } from '@slack/bolt';
import { unreachable } from '../../../kernel/errors.ts';
import { isYes } from '../../../line/is-yes.ts';
import type { ArgumentSheet, FormField } from '../../../platform.ts';
import { limits } from '../limits.ts';
import { plainObject } from './text-object.ts';

/** On every field: what it holds is told by the id of its block. */
export const FIELD = 'dossier:field';
export const YES = 'yes';
/** https://docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element */
const TEXT_MOST = 3000;

/** A field with what stands in it as somebody reads it: for ids, the options that were chosen. */
export interface ShownField extends FormField {
  readonly options?: readonly types.PlainTextOption[] | undefined;
}

export interface FieldPlace {
  readonly command: string;
  /** It is the only one: a text may be long then. */
  readonly isAlone: boolean;
}

export function fieldBlock(field: ShownField, { command, isAlone }: FieldPlace): types.InputBlock {
  const { argument, label, hint, required } = field;
  return {
    type: 'input',
    block_id: `${command}:${argument.name}`,
    optional: !required,
    label: plainObject(label, limits.inputLabel.most),
    ...(hint === undefined ? {} : { hint: plainObject(hint, limits.inputLabel.most) }),
    element: elementOf(field, isAlone),
  };
}

/** Whether what stands in the field is an option that has to be looked up. */
export function isSuggested({ kind, choices = [] }: ArgumentSheet): boolean {
  switch (kind) {
    case 'choice':
      return !isShort(choices);
    case 'text':
    case 'number':
    case 'flag':
    case 'channel':
      return false;
    default:
      return true;
  }
}

/** Several in one field, parted by commas. */
export function isList({ kind }: ArgumentSheet): boolean {
  return kind === 'subjects' || kind === 'outlets';
}

function elementOf({ argument, value, options }: ShownField, isAlone: boolean): types.InputBlock['element'] {
  const { kind, choices = [] } = argument;
  const id = { action_id: FIELD };
  switch (kind) {
    case 'text':
      return {
        type: 'plain_text_input',
        ...id,
        multiline: isAlone,
        max_length: TEXT_MOST,
        ...(value === undefined || value.length > TEXT_MOST ? {} : { initial_value: value }),
      };
    case 'number':
      return { ...numberInput(argument, value), ...id };
    case 'flag': {
      const yes = { text: plainObject('Yes', limits.optionText.most), value: YES };
      const initial = value !== undefined && isYes(value) ? { initial_options: [yes] } : {};
      return { type: 'checkboxes', ...id, options: [yes], ...initial };
    }
    case 'choice': {
      if (!isShort(choices)) return suggesting('Type to choose', options);
      const all = choices.map((one) => ({ text: plainObject(one, limits.optionText.most), value: one }));
      const chosen = all.find((one) => one.value === value);
      return { type: 'static_select', ...id, options: all, ...(chosen ? { initial_option: chosen } : {}) };
    }
    case 'date':
      return suggesting('2016-11-29, 2016-11, 7d or last friday', options);
    case 'channel':
      return channelSelect(value);
    case 'subjects':
    case 'outlets':
      return suggestingSeveral('Type to search', options);
    case 'actor':
    case 'subject':
    case 'zone':
    case 'digest':
    case 'brief':
    case 'command':
      return suggesting('Type to search', options);
    default:
      return unreachable(kind);
  }
}

function isShort(choices: readonly string[]): boolean {
  return choices.length > 0 && choices.length <= limits.selectOptions.most;
}

function numberInput({ min, max }: ArgumentSheet, value: string | undefined): types.NumberInput {
  const number = Number(value);
  const isTaken =
    value !== undefined && /^-?\d+$/.test(value) && number >= (min ?? number) && number <= (max ?? number);
  return {
    type: 'number_input',
    is_decimal_allowed: false,
    ...(min === undefined ? {} : { min_value: String(min) }),
    ...(max === undefined ? {} : { max_value: String(max) }),
    ...(isTaken ? { initial_value: value } : {}),
  };
}

/** The one in which the form was opened, unless another one stands in it already. */
function channelSelect(value: string | undefined): types.ConversationsSelect {
  const id = value?.replace(/^#/, '') ?? '';
  return {
    type: 'conversations_select',
    action_id: FIELD,
    filter: { include: ['public', 'private'] },
    ...(isPostable(id) ? { initial_conversation: id } : { default_to_current_conversation: true }),
  };
}

/** Whether it is the id of a channel, and not of a direct conversation. */
export function isPostable(id: string): boolean {
  return /^[CG][A-Z0-9]{2,20}$/.test(id);
}

/** What it offers comes while it is typed in, from the first letter on and before. */
function suggesting(placeholder: string, [option]: ShownField['options'] = []): types.ExternalSelect {
  return {
    type: 'external_select',
    action_id: FIELD,
    min_query_length: 0,
    placeholder: plainObject(placeholder, limits.placeholder.most),
    ...(option ? { initial_option: option } : {}),
  };
}

function suggestingSeveral(placeholder: string, options: ShownField['options'] = []): types.MultiExternalSelect {
  const { type: _, initial_option: _one, ...select } = suggesting(placeholder);
  return {
    type: 'multi_external_select',
    ...select,
    ...(options.length > 0 ? { initial_options: [...options] } : {}),
  };
}
