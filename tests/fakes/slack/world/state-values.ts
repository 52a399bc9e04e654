import { elementsOf } from '../people/elements.ts';
import { listAt, stringAt, type Json, type JsonObject } from '../json.ts';
import type { Channel } from './world.ts';

/** What was entered, by block and element. */
export type Values = Readonly<Record<string, Readonly<Record<string, JsonObject>>>>;

/** The key under which each kind of element keeps what was entered, and the one of what it begins with. */
const KEYS: Readonly<Record<string, readonly [string, string]>> = {
  plain_text_input: ['value', 'initial_value'],
  number_input: ['value', 'initial_value'],
  email_text_input: ['value', 'initial_value'],
  url_text_input: ['value', 'initial_value'],
  static_select: ['selected_option', 'initial_option'],
  external_select: ['selected_option', 'initial_option'],
  radio_buttons: ['selected_option', 'initial_option'],
  multi_static_select: ['selected_options', 'initial_options'],
  multi_external_select: ['selected_options', 'initial_options'],
  checkboxes: ['selected_options', 'initial_options'],
  users_select: ['selected_user', 'initial_user'],
  multi_users_select: ['selected_users', 'initial_users'],
  conversations_select: ['selected_conversation', 'initial_conversation'],
  multi_conversations_select: ['selected_conversations', 'initial_conversations'],
  channels_select: ['selected_channel', 'initial_channel'],
  multi_channels_select: ['selected_channels', 'initial_channels'],
  datepicker: ['selected_date', 'initial_date'],
  timepicker: ['selected_time', 'initial_time'],
};

export const keyOf = (type: string): string | undefined => KEYS[type]?.[0];

/** Whether a menu of conversations offers this one: https://docs.slack.dev/reference/block-kit/composition-objects/conversation-filter-object */
export function isOffered(element: JsonObject, { kind }: Pick<Channel, 'kind'>): boolean {
  const include = listAt(element['filter'], 'include');
  return include.length === 0 || include.includes(kind);
}

/** A menu that asks for it begins with the conversation that the person is looking at, unless another one is set. */
function currentIn(element: JsonObject, current: Channel | undefined): string | undefined {
  if (element['default_to_current_conversation'] !== true || current === undefined) return undefined;
  return isOffered(element, current) ? current.id : undefined;
}

/** What stands in every element that keeps a value, before anybody has touched it. */
export function stateOf(blocks: readonly Json[], current?: Channel): Values {
  const values: Record<string, Record<string, JsonObject>> = {};
  for (const { blockId, element } of elementsOf(blocks)) {
    const type = stringAt(element, 'type') ?? '';
    const [key, initial] = KEYS[type] ?? [];
    if (key === undefined || initial === undefined) continue;
    const empty = key.endsWith('s') ? [] : null;
    values[blockId] = {
      ...values[blockId],
      [stringAt(element, 'action_id') ?? '']: { type, [key]: element[initial] ?? currentIn(element, current) ?? empty },
    };
  }
  return values;
}
