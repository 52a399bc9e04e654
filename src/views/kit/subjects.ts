import type { Corpus } from '../../corpus/corpus.ts';
import type { SubjectId } from '../../corpus/ids.ts';
import type { Actor, Subject } from '../../corpus/model.ts';
import type { RoleEntry } from '../../corpus/register-schema.ts';
import { spanOf } from '../../kernel/partial-date.ts';
import type { Option } from '../../message/model.ts';
import { count } from './spans.ts';

/** Finds what ids stand for. */
export interface Lookup {
  subject(id: SubjectId): Subject | undefined;
  /** The name that readers see; the id itself where nothing is known of it. */
  name(id: SubjectId): string;
}

/** "Foreign Minister, Russia". */
export function roleText(role: RoleEntry, lookup: Lookup): string {
  return role.of === undefined ? role.title : `${role.title}, ${lookup.name(role.of)}`;
}

/** The role that describes an actor best: one that lasts before one that ended, later before earlier. */
function mainRole(actor: Actor): RoleEntry | undefined {
  const key = (role: RoleEntry) =>
    `${role.until === undefined ? 1 : 0}${role.from === undefined ? '' : spanOf(role.from).from}`;
  return actor.roles.toSorted((a, b) => key(b).localeCompare(key(a)))[0];
}

const KINDS: Readonly<Record<string, string>> = {
  'armed-group': 'armed group',
  agency: 'news agency',
  unnamed: 'unnamed source',
  people: 'group of people',
  unknown: 'in no register',
};

/** What a subject is in a few words: its main role, else its kind. */
export function describe(subject: Subject, lookup: Lookup): string {
  const inside = subject.within === undefined ? '' : `, ${lookup.name(subject.within)}`;
  switch (subject.kind) {
    case 'actor': {
      const role = mainRole(subject);
      return role ? roleText(role, lookup) : (KINDS[subject.actorKind] ?? subject.actorKind) + inside;
    }
    case 'place':
      return (subject.placeKind === 'unknown' ? 'place' : subject.placeKind) + inside;
    case 'topic':
      return `topic${inside}`;
  }
}

/** The line of a menu or a completion: "Foreign Minister, Russia · 5 briefs". */
export function hintOf(subject: Subject, lookup: Lookup): string {
  return `${describe(subject, lookup)} · ${count(subject.briefs, 'brief')}`;
}

/** The choice of a menu that asks a line about a subject. */
export function subjectOption(subject: Subject, line: string, lookup: Lookup): Option {
  return { label: subject.name, hint: hintOf(subject, lookup), line };
}

export function lookupIn(corpus: Pick<Corpus, 'subject'>): Lookup {
  return {
    subject: (id) => corpus.subject(id),
    name: (id) => corpus.subject(id)?.name ?? id,
  };
}
