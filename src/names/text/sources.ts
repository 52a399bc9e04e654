import type { SubjectId } from '../../corpus/ids.ts';
import type { Subject } from '../../corpus/model.ts';
import type { NameTable } from '../../corpus/name-table.ts';
import { foldVariants } from '../../kernel/fold.ts';
import type { Day } from '../../kernel/partial-date.ts';
import { remembering } from '../remembering.ts';

/** What is looked up while a text is read. */
export interface TextNames {
  readonly names: NameTable;
  readonly subject: (id: SubjectId) => Subject | undefined;
  /** The day on which an office must be held for its holder to be meant. */
  readonly asOf: Day;
}

/** The same for the time of one text: what was asked once is not asked again. */
export interface Sources extends TextNames {
  /** The spellings of a subject that fold to this, as its register has them. Empty where only its id does. */
  spellings(subject: Subject, folded: string): readonly string[];
  isPerson(id: SubjectId): boolean;
  /** All words of all names of a subject. */
  nameWords(id: SubjectId): ReadonlySet<string>;
}

export function sourcesFor(given: TextNames): Sources {
  const names = remembering(given.names);
  const spelt = memo((subject: Subject) => {
    const byFold = new Map<string, string[]>();
    for (const spelling of [subject.name, ...subject.aliases]) {
      for (const folded of foldVariants(spelling)) byFold.set(folded, [...(byFold.get(folded) ?? []), spelling]);
    }
    return byFold;
  });
  const subject = memo(given.subject);
  return {
    ...given,
    names,
    subject,
    spellings: (one, folded) => spelt(one).get(folded) ?? [],
    isPerson: (id) => {
      const one = subject(id);
      return one?.kind === 'actor' && (one.actorKind === 'person' || one.actorKind === 'unknown');
    },
    nameWords: memo((id: SubjectId) => new Set(names.namesOf(id).flatMap((name) => name.split(' ')))),
  };
}

function memo<K, V>(make: (key: K) => V): (key: K) => V {
  const made = new Map<K, V>();
  return (key) => {
    const known = made.get(key);
    if (known !== undefined || made.has(key)) return known as V; // `has`: it was made, perhaps as undefined
    const value = make(key);
    made.set(key, value);
    return value;
  };
}
