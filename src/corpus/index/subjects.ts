import type { Day } from '../../kernel/partial-date.ts';
import type { SubjectId } from '../ids.ts';
import type { Subject, SubjectKind } from '../model.ts';
import type { ActorEntry, PlaceEntry } from '../register-schema.ts';
import { unreachable } from '../../kernel/errors.ts';
import type { Row, View } from './reader.ts';

export function subjectOf(view: View, id: SubjectId): Subject | undefined {
  return view.cached(`subject ${id}`, () => {
    const row = view.get('select * from subject where id = ?', id);
    return row && readSubject(row);
  });
}

export function subjectAt(view: View, no: number): Subject | undefined {
  const row = view.get('select * from subject where no = ?', no);
  return row && readSubject(row);
}

/** What any kind of entry may hold. */
interface StoredEntry extends Partial<Omit<ActorEntry, 'kind'>> {
  readonly kind?: ActorEntry['kind'] | PlaceEntry['kind'];
}

/** A row was written from an entry that its schema had passed, or from a plain name, whose entry is empty. */
export function readSubject(row: Row): Subject {
  const entry = JSON.parse(row['entry'] as string) as StoredEntry;
  const base = {
    id: row['id'] as SubjectId,
    name: row['name'] as string,
    aliases: entry.aliases ?? [],
    ...(entry.within !== undefined && { within: entry.within }),
    ...(entry.note !== undefined && { note: entry.note }),
    registered: row['registered'] === 1,
    briefs: row['briefs'] as number,
    ...(row['first'] != null && { first: row['first'] as Day, last: row['last'] as Day }),
  };
  const kind = row['kind'] as SubjectKind;
  switch (kind) {
    case 'actor':
      return {
        ...base,
        kind,
        actorKind: (entry.kind as ActorEntry['kind'] | undefined) ?? 'unknown',
        roles: entry.roles ?? [],
      };
    case 'place':
      return { ...base, kind, placeKind: (entry.kind as PlaceEntry['kind'] | undefined) ?? 'unknown' };
    case 'topic':
      return { ...base, kind };
  }
  return unreachable(kind);
}

/** `union` and not `union all`: a loop of parts comes to an end. */
export function coveredBy(view: View, id: SubjectId): ReadonlySet<SubjectId> {
  return view.cached(`covers ${id}`, () => {
    const rows = view.all(
      `with recursive part (id) as (values (?) union select s.id from subject s join part on s.within = part.id)
         select id from part`,
      id,
    );
    return new Set([id, ...rows.map((row) => row['id'] as SubjectId)]);
  });
}

/** What a subject lies within, however far up. */
export function wholesIn(view: View, id: SubjectId): ReadonlySet<SubjectId> {
  const rows = view.all(
    `with recursive whole (id) as (values (?) union select s.within from subject s join whole on s.id = whole.id where s.within is not null)
       select id from whole`,
    id,
  );
  return new Set(rows.map((row) => row['id'] as SubjectId));
}
