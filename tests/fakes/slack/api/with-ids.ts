import { ACTIVE_ELEMENTS } from './active-elements.ts';
import { isList, isObject, stringAt, type Json, type JsonObject } from '../json.ts';

let made = 0;

function named(kind: 'block_id' | 'action_id', one: JsonObject): JsonObject {
  made += 1;
  return { ...one, [kind]: one[kind] ?? `${kind === 'block_id' ? 'b' : 'a'}${made.toString(36)}` };
}

function withActionIds(value: Json): Json {
  if (isList(value)) return value.map(withActionIds);
  if (!isObject(value)) return value;
  const inner = Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, one === undefined ? one : withActionIds(one)]),
  );
  return ACTIVE_ELEMENTS.has(stringAt(value, 'type') ?? '') ? named('action_id', inner) : inner;
}

/** Slack gives a name to each block and each element that came without one. */
export const withIds = (blocks: readonly Json[]): readonly Json[] =>
  blocks.map((block) => withActionIds(isObject(block) ? named('block_id', block) : block));
