import type { types } from '@slack/bolt';
import { z } from 'zod';
import { unreachable } from '../../../kernel/errors.ts';
import type { ArgumentSheet, CommandSheet } from '../../../platform.ts';
import { limits } from '../limits.ts';
import type { ViewPayload } from './payloads.ts';
import { plainObject } from './text-object.ts';

/** Where the answer to a form goes: kept in the form itself, so that it outlives a restart. */
export interface FormPlace {
  readonly channel?: string | undefined;
  readonly responseUrl?: string | undefined;
}

/** On every field: what it holds is told by the id of its block. */
const FIELD = 'dossier:field';
const FORM = /^form:([a-z][\w-]*)$/;
/** A field belongs to its command: what was entered for another one does not come back in it. */
const BLOCK = /^([a-z][\w-]*):([a-z][\w-]*)$/;

const CHOOSER = 'form';
const PUBLIC = 'public';
const YES = 'yes';
const TEXT_MOST = 3000;

const place = z.object({ channel: z.string().optional(), responseUrl: z.string().optional() });
const entered = z.object({
  value: z.string().nullish(),
  selected_option: z.object({ value: z.string() }).nullish(),
  selected_options: z.array(z.object({ value: z.string() })).nullish(),
});

/**
 * The command whose form has to be opened for a line: it is the command's name alone, and the command needs more. Undefined
 * where the line can be answered as it is.
 */
export function formAsked(line: string, commands: readonly CommandSheet[]): string | undefined {
  const sheet = commands.find(({ name }) => name === line.trim().toLowerCase());
  return sheet?.arguments.some(({ required }) => required) === true ? sheet.name : undefined;
}

export interface FormOptions extends FormPlace {
  /** As it is typed here: `/brief`. */
  readonly title: string;
  /** All commands, where the form is for any of them: the first field chooses which. */
  readonly choices?:
    | readonly { readonly name: string; readonly label: string; readonly description: string }[]
    | undefined;
}

/** A form with a field for each argument. https://docs.slack.dev/reference/views/modal-views */
export function formOf(sheet: CommandSheet, { title, choices, channel, responseUrl }: FormOptions): types.ModalView {
  const isRequired = ({ required }: ArgumentSheet) => required;
  const ordered = [...sheet.arguments.filter(isRequired), ...sheet.arguments.filter((one) => !isRequired(one))];
  const mayBePublic = sheet.visibility === 'private' && sheet.isSetting !== true && responseUrl !== undefined;
  return {
    type: 'modal',
    callback_id: `form:${sheet.name}`,
    title: plainObject(title, limits.viewTitle.most),
    submit: plainObject('Ask', limits.viewButton.most),
    close: plainObject('Cancel', limits.viewButton.most),
    private_metadata: JSON.stringify({ channel, responseUrl } satisfies FormPlace),
    blocks: [
      ...(choices ? [chooser(sheet.name, choices)] : []),
      { type: 'context', elements: [plainObject(sheet.description, limits.textObject.most)] },
      ...ordered.map((argument) => field(sheet, argument)),
      ...(mayBePublic ? [publicField(sheet.name)] : []),
    ],
  };
}

/** The command of a form, what was entered in it and where its answer goes. Undefined for a form that is none of ours. */
export function readForm({
  callback_id: id = '',
  private_metadata: kept = '',
  state,
}: ViewPayload):
  | { readonly command: string; readonly values: Readonly<Record<string, string>>; readonly place: FormPlace }
  | undefined {
  const [, command] = FORM.exec(id) ?? [];
  if (command === undefined) return undefined;
  const values = Object.entries(state?.values ?? {}).flatMap(([block, elements]) => {
    const [argument, value] = [readField(block), valueOf(Object.values(elements)[0])];
    return argument?.command === command && value !== undefined ? [[argument.argument, value] as const] : [];
  });
  return { command, values: Object.fromEntries(values), place: placeIn(kept) };
}

/** Which argument of which command the block of a field is for. */
export function readField(block: string): { readonly command: string; readonly argument: string } | undefined {
  const [, command, argument] = BLOCK.exec(block) ?? [];
  return command === undefined || argument === undefined ? undefined : { command, argument };
}

function valueOf(element: unknown): string | undefined {
  const read = entered.safeParse(element).data;
  const value = read?.value ?? read?.selected_option?.value ?? read?.selected_options?.[0]?.value;
  return value === undefined || value.trim() === '' ? undefined : value;
}

function placeIn(kept: string): FormPlace {
  try {
    return place.parse(JSON.parse(kept));
  } catch {
    return {};
  }
}

function field(sheet: CommandSheet, argument: ArgumentSheet): types.InputBlock {
  return {
    type: 'input',
    block_id: `${sheet.name}:${argument.name}`,
    optional: !argument.required,
    label: plainObject(argument.description, limits.inputLabel.most),
    element: elementOf(argument, sheet.arguments.length === 1),
  };
}

function elementOf({ kind, choices = [], min, max }: ArgumentSheet, isAlone: boolean): types.InputBlock['element'] {
  const id = { action_id: FIELD };
  switch (kind) {
    case 'text':
      return { type: 'plain_text_input', ...id, multiline: isAlone, max_length: TEXT_MOST };
    case 'number':
      return {
        type: 'number_input',
        ...id,
        is_decimal_allowed: false,
        ...(min === undefined ? {} : { min_value: String(min) }),
        ...(max === undefined ? {} : { max_value: String(max) }),
      };
    case 'flag':
      return { type: 'checkboxes', ...id, options: [{ text: plainObject('Yes', limits.optionText.most), value: YES }] };
    case 'choice':
      if (choices.length > 0 && choices.length <= limits.selectOptions.most) {
        const options = choices.map((value) => ({ text: plainObject(value, limits.optionText.most), value }));
        return { type: 'static_select', ...id, options };
      }
      return suggesting('Type to choose');
    case 'date':
      return suggesting('2016-11-29, 2016-11, 7d or last friday');
    case 'channel':
      return { type: 'conversations_select', ...id, filter: { include: ['public', 'private'] } };
    case 'subjects':
    case 'outlets':
      return { ...suggesting('Type to search'), type: 'multi_external_select' };
    case 'actor':
    case 'subject':
    case 'zone':
    case 'digest':
    case 'brief':
    case 'command':
      return suggesting('Type to search');
    default:
      return unreachable(kind);
  }
}

/** What it offers comes while it is typed in, from the first letter on and before. */
function suggesting(placeholder: string): types.ExternalSelect {
  return {
    type: 'external_select',
    action_id: FIELD,
    min_query_length: 0,
    placeholder: plainObject(placeholder, limits.placeholder.most),
  };
}

function publicField(command: string): types.InputBlock {
  const text = plainObject('Answer in the open, for everybody here', limits.optionText.most);
  return {
    type: 'input',
    block_id: `${command}:${PUBLIC}`,
    optional: true,
    label: plainObject('Who sees it', limits.inputLabel.most),
    element: { type: 'checkboxes', action_id: FIELD, options: [{ text, value: YES }] },
  };
}

function chooser(command: string, choices: NonNullable<FormOptions['choices']>): types.InputBlock {
  const options = choices.slice(0, limits.selectOptions.most).map(({ name, label, description }) => ({
    text: plainObject(label, limits.optionText.most),
    description: plainObject(description, limits.optionDescription.most),
    value: name,
  }));
  const chosen = options.find(({ value }) => value === command);
  return {
    type: 'input',
    block_id: CHOOSER,
    dispatch_action: true,
    label: plainObject('What do you want to know?', limits.inputLabel.most),
    element: {
      type: 'static_select',
      action_id: 'dossier:command',
      options,
      ...(chosen ? { initial_option: chosen } : {}),
    },
  };
}
