import { ACTIVE_ELEMENTS } from '../api/active-elements.ts';
import { isList, isObject, listAt, objectAt, stringAt, type Json, type JsonObject } from '../json.ts';
import { NotPossible } from '../api/slack-error.ts';

/** Something in blocks that a person can act on. */
export interface Element {
  readonly blockId: string;
  readonly element: JsonObject;
}

export interface Option {
  readonly text: JsonObject;
  readonly value: string;
}

/** Everything that can be acted on, in the order of the screen; `blockId` is that of the block around it. */
export function elementsOf(value: Json | undefined, around = ''): readonly Element[] {
  if (isList(value)) return value.flatMap((one) => elementsOf(one, around));
  if (!isObject(value)) return [];
  if (ACTIVE_ELEMENTS.has(stringAt(value, 'type') ?? '')) return [{ blockId: around, element: value }];
  const blockId = stringAt(value, 'block_id') ?? around;
  return Object.values(value).flatMap((one) => elementsOf(one, blockId));
}

/** What a person reads on an element. */
const labelOf = ({ element }: Element): string =>
  stringAt(element['text'], 'text') ?? stringAt(element['placeholder'], 'text') ?? '';

const nameOf = (one: Element) =>
  `${stringAt(one.element, 'type')} "${labelOf(one) || stringAt(one.element, 'action_id')}"`;

/** The one element of these kinds by its `action_id`, what it reads, the id of its block, its value or its type. */
export function findElement(blocks: readonly Json[], kinds: readonly string[], wanted: string): Element {
  const all = elementsOf(blocks);
  const fitting = all.filter((one) => kinds.includes(stringAt(one.element, 'type') ?? ''));
  const named = [
    fitting.filter(({ element }) => stringAt(element, 'action_id') === wanted),
    fitting.filter((one) => labelOf(one) === wanted),
    fitting.filter((one) => one.blockId === wanted),
    fitting.filter(({ element }) => stringAt(element, 'value') === wanted),
    fitting.filter(({ element }) => stringAt(element, 'type') === wanted),
  ].find((some) => some.length > 0);
  const there = all.map(nameOf).join(', ') || 'nothing to act on';
  if (named === undefined) throw new NotPossible(`There is no ${kinds.join(' or ')} "${wanted}". There is: ${there}`);
  if (named.length > 1) throw new NotPossible(`There are ${named.length} of "${wanted}". There is: ${there}`);
  const [found] = named;
  if (found === undefined) throw new NotPossible(`There is no "${wanted}"`);
  return found;
}

const asOption = (value: Json): readonly Option[] => {
  const text = objectAt(value, 'text');
  const of = stringAt(value, 'value');
  return text === undefined || of === undefined ? [] : [{ text, value: of }];
};

/** Options that stand in an element, those of groups too. */
export const optionsOf = (holder: Json | undefined): readonly Option[] => [
  ...listAt(holder, 'options').flatMap(asOption),
  ...listAt(holder, 'option_groups').flatMap((group) => listAt(group, 'options').flatMap(asOption)),
];

/** The one option by what it reads or by its value. */
export function findOption(options: readonly Option[], wanted: string): Option {
  const found =
    options.find(({ text }) => stringAt(text, 'text') === wanted) ?? options.find(({ value }) => value === wanted);
  if (found !== undefined) return found;
  const there = options.map(({ text }) => `"${stringAt(text, 'text')}"`).join(', ');
  throw new NotPossible(`There is no option "${wanted}". There is: ${there || 'none'}`);
}
