import type { DatabaseSync } from 'node:sqlite';
import { slugOf } from '../../kernel/fold.ts';
import type { SubjectId } from '../ids.ts';
import type { SubjectKind } from '../model.ts';
import type { Registers } from '../load/loaded.ts';
import type { ActorEntry, PlaceEntry, TopicEntry } from '../register-schema.ts';
import { standingsIn } from './postings.ts';
import { UNREAD } from './file-rows.ts';
import type { SubjectRows } from './subject-rows.ts';

type Entry = ActorEntry | PlaceEntry | TopicEntry;

function* entriesOf(registers: Registers): Generator<readonly [SubjectId, SubjectKind, Entry]> {
  for (const [id, entry] of registers.actors) yield [id, 'actor', entry];
  for (const [id, entry] of registers.places) yield [id, 'place', entry];
  for (const [id, entry] of registers.topics) yield [id, 'topic', entry];
}

function entryOf(id: SubjectId, registers: Registers): Entry | undefined {
  return registers.actors.get(id) ?? registers.places.get(id) ?? registers.topics.get(id);
}

/** The subjects whose briefs must be read again because new registers may resolve them otherwise. */
function affectedBy(before: Registers, after: Registers): Set<SubjectId> {
  const affected = new Set<SubjectId>();
  const ids = new Set([...entriesOf(before), ...entriesOf(after)].map(([id]) => id));
  for (const id of ids) {
    const old = entryOf(id, before);
    const now = entryOf(id, after);
    if (standing(id, before) !== standing(id, after)) affected.add(id);
    const oldNames = old ? [old.name, ...old.aliases] : [];
    const newNames = now ? [now.name, ...now.aliases] : [];
    if (oldNames.join('\n') === newNames.join('\n')) continue;
    for (const name of new Set([...oldNames, ...newNames])) {
      const meant = before.lookup(name);
      const means = after.lookup(name);
      if (meant === means) continue;
      for (const hit of [meant, means, slugOf(name) as SubjectId]) if (hit !== undefined) affected.add(hit);
    }
  }
  return affected;
}

/** All of an entry that shows in the rows of a brief. */
function standing(id: SubjectId, registers: Registers): string {
  const { name, outlet, wholes } = standingsIn(registers)(id);
  return JSON.stringify([registers.kindOf(id), name, outlet, wholes]);
}

/** Brings the rows of subjects to new registers, and has every file read again whose brief may come out otherwise. */
export function putRegisters(db: DatabaseSync, subjects: SubjectRows, before: Registers, after: Registers): void {
  const affected = affectedBy(before, after);
  for (const row of db.prepare('select id, name from subject where registered = 0').iterate()) {
    const id = row['id'] as SubjectId;
    if (after.kindOf(id) !== undefined || after.lookup(row['name'] as string) !== undefined) affected.add(id);
  }
  const find = db.prepare('select no, kind, registered, entry from subject where id = ?');
  const put = db.prepare(
    `insert into subject (id, kind, registered, name, entry, within, outlet) values (?, ?, 1, ?, ?, ?, ?)
       on conflict (id) do update set kind = excluded.kind, registered = 1, name = excluded.name,
       entry = excluded.entry, within = excluded.within, outlet = excluded.outlet`,
  );
  for (const [id, kind, entry] of entriesOf(after)) {
    const json = JSON.stringify(entry);
    const row = find.get(id);
    if (row?.['registered'] === 1 && row['kind'] === kind && row['entry'] === json) continue;
    put.run(id, kind, entry.name, json, entry.within ?? null, Number(standingsIn(after)(id).outlet));
    subjects.touch(Number(find.get(id)?.['no']));
  }
  const release = db.prepare("update subject set registered = 0, entry = '{}', within = null, outlet = 0 where no = ?");
  for (const [id] of entriesOf(before)) {
    const no = after.kindOf(id) === undefined ? (find.get(id)?.['no'] as number | undefined) : undefined;
    if (no === undefined) continue;
    release.run(no);
    subjects.touch(no);
  }
  const unread = db.prepare(
    `update file set size = ${UNREAD}, hash = '' where state <> 'shadowed' and id in (
       select b.id from mention m join brief b on b.row = m.brief where m.subject = :no
       union select b.id from carriage c join brief b on b.row = c.brief where c.outlet = :no)`,
  );
  for (const id of affected) {
    const no = find.get(id)?.['no'] as number | undefined;
    if (no !== undefined) unread.run({ no });
  }
  // What was wrong with a file, or doubtful about it, may be right under the new registers.
  db.exec(
    `update file set size = ${UNREAD}, hash = '' where id <> ':register' and state <> 'shadowed'
       and (state = 'bad' or path in (select path from problem where n >= 0))`,
  );
}
