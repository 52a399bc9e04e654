import { fold } from '../../kernel/fold.ts';
import type { SubjectId } from '../ids.ts';
import type { SubjectKind } from '../model.ts';
import type { ActorEntry, PlaceEntry, TopicEntry } from '../register-schema.ts';
import type { Registers } from './loaded.ts';

export type Entry = ActorEntry | PlaceEntry | TopicEntry;

/** The registers as briefs are read with them, from entries that are in order and the folded names that lead to them. */
export function registersInForce(
  entries: ReadonlyMap<SubjectId, Entry>,
  kindOf: (id: SubjectId) => SubjectKind | undefined,
  places: ReadonlyMap<string, { readonly id: SubjectId }>,
): Registers {
  const kinds = new Map([...entries.keys()].map((id) => [id, kindOf(id)]));
  const names = new Map([...places].map(([name, { id }]) => [name, id]));
  const of = <T extends Entry>(kind: SubjectKind): ReadonlyMap<SubjectId, T> =>
    // The cast: an entry of a kind has been read with the schema of that kind.
    new Map([...entries].filter(([id]) => kinds.get(id) === kind) as [SubjectId, T][]);
  return {
    actors: of<ActorEntry>('actor'),
    places: of<PlaceEntry>('place'),
    topics: of<TopicEntry>('topic'),
    kindOf: (id) => kinds.get(id),
    lookup: lookupIn(names),
  };
}

/** How many spellings keep their answer: folding costs more than all the rest of reading a reference. */
const REMEMBERED = 20_000;

function lookupIn(names: ReadonlyMap<string, SubjectId>): (name: string) => SubjectId | undefined {
  const answers = new Map<string, SubjectId | undefined>();
  return (name) => {
    const known = answers.get(name);
    if (known !== undefined || answers.has(name)) return known;
    const found = names.get(fold(name));
    if (answers.size >= REMEMBERED) answers.clear();
    answers.set(name, found);
    return found;
  };
}
