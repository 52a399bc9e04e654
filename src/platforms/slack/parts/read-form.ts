import { z } from 'zod';
import { writeLine } from '../../../line/write-line.ts';
import type { CommandSheet } from '../../../platform.ts';
import type { ViewPayload } from './payloads.ts';

/** Where the answer to a form goes: kept in the form itself, so that it outlives a restart. */
export interface FormPlace {
  readonly channel?: string | undefined;
  readonly thread?: string | undefined;
  readonly responseUrl?: string | undefined;
  readonly isDirect?: boolean | undefined;
}

export interface FormKept extends FormPlace {
  /** How its line begins. Undefined for one of a command as such, whose name does. */
  readonly begin?: string | undefined;
}

const FORM = /^form:([a-z][\w-]*)$/;
/** A field belongs to its command: what was entered for another one does not come back in it. */
const BLOCK = /^([a-z][\w-]*):([a-z][\w-]*)$/;

export const CHOOSER = 'form';
export const PUBLIC = 'public';
/** What a list or a text that was emptied is sent as. */
const NONE = 'none';

const kept = z.object({
  begin: z.string().optional(),
  channel: z.string().optional(),
  thread: z.string().optional(),
  responseUrl: z.string().optional(),
  isDirect: z.boolean().optional(),
});
const option = z.object({ value: z.string() });
/** https://docs.slack.dev/reference/views/view-state-values */
const entered = z.object({
  type: z.string().optional(),
  value: z.string().nullish(),
  selected_option: option.nullish(),
  selected_options: z.array(option).nullish(),
  selected_conversation: z.string().nullish(),
});

const initial = z.object({
  type: z.string().optional(),
  initial_value: z.string().optional(),
  initial_options: z.array(z.unknown()).optional(),
});

/**
 * The command whose form has to be opened for a line: it is the command's name alone, and the command needs more. Undefined
 * where the line can be answered as it is.
 */
export function formAsked(line: string, commands: readonly CommandSheet[]): string | undefined {
  const sheet = commands.find(({ name }) => name === line.trim().toLowerCase());
  return sheet?.arguments.some(({ required }) => required) === true ? sheet.name : undefined;
}

export interface ReadForm {
  readonly command: string;
  /** The line that it makes of what was entered. */
  readonly line: string;
  readonly place: FormPlace;
}

/** Undefined for a form that is none of ours. */
export function readForm({
  callback_id: id = '',
  private_metadata: text = '',
  state,
  blocks = [],
}: ViewPayload): ReadForm | undefined {
  const [, command] = FORM.exec(id) ?? [];
  if (command === undefined) return undefined;
  const { begin, ...place } = keptIn(text);
  const values = Object.entries(state?.values ?? {}).flatMap(([block, elements]) => {
    const field = readField(block);
    const before = begin === undefined ? undefined : blocks.find(({ block_id: at }) => at === block)?.element;
    const value = valueOf(Object.values(elements)[0], begin !== undefined) ?? (wasFilled(before) ? NONE : undefined);
    return field?.command === command && value !== undefined ? [[field.argument, value] as const] : [];
  });
  // By their names, and not their places: any of them may be empty.
  return { command, line: writeLine(begin ?? command, [], Object.fromEntries(values)), place };
}

/** Which argument of which command the block of a field is for. */
export function readField(block: string): { readonly command: string; readonly argument: string } | undefined {
  const [, command, argument] = BLOCK.exec(block) ?? [];
  return command === undefined || argument === undefined ? undefined : { command, argument };
}

/** `isWhole`: the form shows all that there is, so that a box without its tick says no. */
function valueOf(element: unknown, isWhole: boolean): string | undefined {
  const read = entered.safeParse(element).data;
  if (!read) return undefined;
  const several = read.selected_options?.map(({ value }) => value).join(',');
  if (isWhole && read.type === 'checkboxes' && several === '') return 'no';
  const channel = read.selected_conversation;
  const value =
    read.value ?? read.selected_option?.value ?? several ?? (typeof channel === 'string' ? `#${channel}` : undefined);
  return value === undefined || value.trim() === '' ? undefined : value;
}

/** Whether a text or a list stood in it from the beginning: somebody has taken it out then. */
function wasFilled(element: unknown): boolean {
  const { initial_value: text, initial_options: list, type } = initial.safeParse(element).data ?? {};
  return type !== 'checkboxes' && type !== 'number_input' && ((text ?? '') !== '' || (list ?? []).length > 0);
}

function keptIn(text: string): FormKept {
  try {
    return kept.parse(JSON.parse(text));
  } catch {
    return {};
  }
}
