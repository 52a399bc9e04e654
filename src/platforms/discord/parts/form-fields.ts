import {
  ComponentType,
  SelectMenuDefaultValueType,
  TextInputStyle,
  type APIComponentInLabel,
  type APILabelComponent,
} from 'discord.js';
import { cleanForeign } from '../../../kernel/clean-text.ts';
import { unreachable } from '../../../kernel/errors.ts';
import { cutText } from '../../../kernel/text.ts';
import { isYes } from '../../../line/is-yes.ts';
import { writeLine } from '../../../line/write-line.ts';
import type { FormField } from '../../../platform.ts';
import { limits } from '../limits.ts';
import { isId, POSTABLE } from './channel-types.ts';

/**
 * Begins the id of the field that holds all that has no field of its own; after it come those that stand in it and that
 * may be taken out of it again: `!more about,text`. No argument is called so.
 */
const MORE = '!more';

/** What stood in the field of all the others, by the id of that field. Undefined for any other field. */
export function readMoreId(id: string): readonly string[] | undefined {
  const [begin, names = ''] = id.split(' ');
  return begin === MORE ? names.split(',').filter((name) => name !== '') : undefined;
}

/** `here`: the channel in which the form is opened, if a message may be posted there. */
export function fieldLabel(field: FormField, here: string | undefined): APILabelComponent {
  return labelOf(field.label, field.hint, componentOf(field, here));
}

/**
 * All the fields that a form has no room for, in one, as they would be typed. What stood in them stands there, so that
 * nothing is lost by changing another field.
 */
export function moreLabel(fields: readonly FormField[]): APILabelComponent {
  const names = fields.map(({ argument }) => `${argument.name}:`).join(' ');
  const filled = fields.filter(({ value = '' }) => value !== '');
  const shownIn = valueOf(filled.map(({ argument, value = '' }) => namedValue(argument.name, value)).join(' '));
  const inIt = 'value' in shownIn ? filled.filter(mayBeEmptied).map(({ argument }) => argument.name) : [];
  const id = [MORE, inIt.join(',')].join(' ').trim();
  return labelOf('More', names, {
    type: ComponentType.TextInput,
    // Where it cannot hold them all, what is taken out stays as it was, and `none` empties it.
    custom_id: id.length <= limits.customId.most ? id : MORE,
    style: TextInputStyle.Paragraph,
    required: fields.some(({ required }) => required),
    max_length: limits.textInput.most,
    ...shownIn,
  });
}

/** A text or a list: of the others, some value always stands. */
function mayBeEmptied({ argument: { kind }, required }: FormField): boolean {
  return !required && (kind === 'text' || kind === 'subjects' || kind === 'outlets');
}

function labelOf(label: string, hint: string | undefined, component: APIComponentInLabel): APILabelComponent {
  return {
    type: ComponentType.Label,
    label: shown(label, limits.label.most),
    ...(hint === undefined ? {} : { description: shown(hint, limits.labelDescription.most) }),
    component,
  };
}

/** Menus where there is one that fits. No field of a form suggests while it is typed in: what is meant is typed. */
function componentOf({ argument, required, value }: FormField, here: string | undefined): APIComponentInLabel {
  const { name, kind, choices = [] } = argument;
  const id = { custom_id: name };
  switch (kind) {
    case 'flag':
      return { type: ComponentType.Checkbox, ...id, default: value !== undefined && isYes(value) };
    case 'choice':
      if (choices.length === 0 || choices.length > limits.selectOptions.most) break;
      return {
        type: ComponentType.StringSelect,
        ...id,
        required,
        options: choices.map((one) => ({ label: one, value: one, ...(one === value ? { default: true } : {}) })),
      };
    case 'channel':
      return {
        type: ComponentType.ChannelSelect,
        ...id,
        required,
        channel_types: [...POSTABLE],
        ...chosen(value, here),
      };
    case 'text':
    case 'number':
    case 'date':
    case 'zone':
    case 'digest':
    case 'subject':
    case 'subjects':
    case 'outlets':
    case 'actor':
    case 'brief':
    case 'command':
      break;
    default:
      return unreachable(kind);
  }
  return {
    type: ComponentType.TextInput,
    ...id,
    style: TextInputStyle.Short,
    required,
    max_length: limits.textInput.most,
    ...valueOf(value ?? ''),
  };
}

/** The one in which the form was opened, unless another one stands in it already. */
function chosen(value: string | undefined, here: string | undefined) {
  const typed = value?.replace(/^#/, '');
  const id = typed === undefined || typed === 'here' ? here : typed;
  if (id === undefined || !isId(id)) return {};
  return { default_values: [{ id, type: SelectMenuDefaultValueType.Channel as const }] };
}

/** One that is too long to be shown whole is left out: cut, it would be sent back cut. */
function valueOf(text: string) {
  return text === '' || text.length > limits.textInput.most ? {} : { value: text };
}

function namedValue(name: string, value: string): string {
  return writeLine('', [], { [name]: value }).trim();
}

function shown(text: string, most: number): string {
  return cutText(cleanForeign(text).trim(), most);
}
