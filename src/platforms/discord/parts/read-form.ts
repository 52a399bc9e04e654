import { ComponentType, type APIModalSubmitInteraction, type ModalSubmitComponent } from 'discord.js';
import { parseLine } from '../../../line/parse-line.ts';
import { writeLine } from '../../../line/write-line.ts';
import { readCustomId } from './custom-id.ts';
import { readMoreId } from './form-fields.ts';

/** What a list or a text that was emptied is sent as. */
const NONE = 'none';

/** The line that a form makes of what was entered. Undefined for a form that is none of ours. */
export function lineOfForm({ data }: APIModalSubmitInteraction): string | undefined {
  const begin = readCustomId(data.custom_id)?.line;
  if (begin === undefined) return undefined;
  const entered = data.components.flatMap((label) => (label.type === ComponentType.Label ? [label.component] : []));
  const values = entered.flatMap((component) => {
    const value = valueOf(component);
    return value === undefined ? [] : [[component.custom_id, value] as const];
  });
  const named = Object.fromEntries(values.filter(([id]) => readMoreId(id) === undefined));
  const more = entered.find(({ custom_id: id }) => readMoreId(id) !== undefined);
  // By their names, and not their places: any of them may be empty.
  return `${writeLine(begin, [], named)} ${more ? moreOf(more) : ''}`.trim();
}

/** What stands in the field of all the others, and what was taken out of it. */
function moreOf(component: ModalSubmitComponent): string {
  const text = (valueOf(component) ?? '').replaceAll(/\s+/g, ' ').trim();
  const before = readMoreId(component.custom_id) ?? [];
  const { named } = parseLine(text, new Set(before));
  const emptied = before.filter((name) => !named.has(name)).map((name) => `${name}:${NONE}`);
  return [text, ...emptied].join(' ').trim();
}

function valueOf(component: ModalSubmitComponent): string | undefined {
  switch (component.type) {
    case ComponentType.Checkbox:
      // The form shows all that there is, so that a box without its tick says no.
      return component.value ? 'yes' : 'no';
    case ComponentType.ChannelSelect:
      return component.values[0] === undefined ? undefined : `#${component.values[0]}`;
    case ComponentType.StringSelect:
      return component.values[0];
    case ComponentType.TextInput:
      return component.value.trim() === '' ? undefined : component.value;
    default:
      return undefined;
  }
}
