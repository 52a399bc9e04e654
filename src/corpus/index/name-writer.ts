import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { foldedTokens } from '../../kernel/fold.ts';
import type { SubjectId } from '../ids.ts';
import { titleWords } from '../name-words.ts';
import { foldedNames, nameKeys, type Side } from './name-keys.ts';
import { coldness, facetOf, partOf, scopesOf, type Facet, type Scope } from './name-part.ts';
import { NameRows, postKey, postsOf } from './name-rows.ts';
import { packNames, unpackNames } from './name-pack.ts';
import type { NamedRole, NamedSubject } from './named-subject.ts';
import { prepared, type Sql } from './prepared.ts';

/** So many subjects are laid out in memory before they are written in the order of their keys. */
const CHUNK = 20_000;

/**
 * Adds the subjects that are new and brings the others up to date; whatever is as it was costs one look-up, and a new
 * number of briefs one update or few. Subjects that are not given stay. Runs within the transaction of its caller.
 */
export function writeNames(db: DatabaseSync, subjects: Iterable<NamedSubject>): void {
  const writer = new NameWriter(db);
  let chunk = new Map<SubjectId, NamedSubject>();
  for (const subject of subjects) {
    chunk.set(subject.id, subject);
    if (chunk.size < CHUNK) continue;
    writer.write(chunk.values());
    chunk = new Map();
  }
  writer.write(chunk.values());
}

/** Takes subjects out of the tables, within the transaction of its caller. An id that is not there is passed over. */
export function removeNames(db: DatabaseSync, ids: Iterable<SubjectId>): void {
  const writer = new NameWriter(db);
  for (const id of ids) writer.remove(id);
  writer.finish();
}

/** Whatever the tables hold of the roles, to see whether it changed. */
const packRoles = (roles: readonly NamedRole[]): string =>
  roles.length === 0 ? '' : JSON.stringify(roles.map(({ title, of, from, until }) => [title, of, from, until]));

const storedSchema = z.object({
  sid: z.number(),
  facet: z.literal([0, 1, 2, 3, 4]),
  name: z.string(),
  briefs: z.number(),
  names: z.string(),
  roles: z.string(),
});
type Stored = z.output<typeof storedSchema>;

class NameWriter {
  readonly #sql: Sql;
  readonly #rows: NameRows;
  /** Tokens of names that were taken out. Whether any name still has them is known only after all are written. */
  readonly #loose = new Map<string, { readonly scope: Scope; readonly side: Side; readonly word: string }>();

  constructor(db: DatabaseSync) {
    this.#sql = prepared(db);
    this.#rows = new NameRows(this.#sql);
  }

  write(subjects: Iterable<NamedSubject>): void {
    for (const subject of subjects) this.#put(subject);
    this.finish();
  }

  finish(): void {
    this.#rows.flush();
    for (const { scope, side, word } of this.#loose.values()) this.#forgetWord(scope, side, word);
    this.#loose.clear();
  }

  remove(id: SubjectId): void {
    const old = this.#stored(id);
    if (old) this.#takeOut(old);
  }

  #stored(id: SubjectId): Stored | undefined {
    const row = this.#sql('select sid, facet, name, briefs, names, roles from name_subject where id = ?').get(id);
    return row === undefined ? undefined : storedSchema.parse(row);
  }

  #put(subject: NamedSubject): void {
    const facet = facetOf(subject);
    const names = packNames(foldedNames(subject));
    const roles = packRoles(subject.roles ?? []);
    const old = this.#stored(subject.id);
    const same = old?.facet === facet && old.name === subject.name && old.names === names && old.roles === roles;
    if (old && same) this.#recount(old, subject);
    else {
      if (old) this.#takeOut(old);
      this.#bringIn(subject, facet, names, roles);
    }
  }

  #bringIn(subject: NamedSubject, facet: Facet, names: string, roles: string): void {
    const { lastInsertRowid } = this.#sql(
      'insert into name_subject (id, facet, name, briefs, names, roles) values (?, ?, ?, ?, ?, ?)',
    ).run(subject.id, facet, subject.name, subject.briefs, names, roles);
    const at = { sid: Number(lastInsertRowid), facet, cold: coldness(subject.briefs) };
    const keys = nameKeys(unpackNames(names));
    this.#rows.addForms(at.sid, keys);
    this.#rows.addPosts(at, keys);
    for (const word of keys.tokens.keys()) this.#rows.addWord(word);
    this.#bringInRoles(subject, at.sid, at.cold);
  }

  #bringInRoles(subject: NamedSubject, sid: number, cold: number): void {
    for (const { title, of, from, until } of subject.roles ?? []) {
      const words = titleWords(foldedTokens(title));
      const { lastInsertRowid } = this.#sql(
        'insert into name_role (sid, title, words, office, since, until) values (?, ?, ?, ?, ?, ?)',
      ).run(sid, title, words.join(' '), of ?? '', from ?? null, until ?? null);
      this.#rows.addRole(Number(lastInsertRowid), cold, of ?? '', words);
    }
  }

  /** Only the number of briefs may have changed. */
  #recount(old: Stored, subject: NamedSubject): void {
    if (old.briefs === subject.briefs) return;
    this.#sql('update name_subject set briefs = ? where sid = ?').run(subject.briefs, old.sid);
    const cold = coldness(subject.briefs);
    if (cold === coldness(old.briefs)) return;
    this.#takeOutPosts(old);
    this.#takeOutRoles(old);
    this.#rows.addPosts({ sid: old.sid, facet: old.facet, cold }, nameKeys(unpackNames(old.names)));
    this.#bringInRoles(subject, old.sid, cold);
  }

  #takeOut(old: Stored): void {
    this.#sql('delete from name_subject where sid = ?').run(old.sid);
    const keys = nameKeys(unpackNames(old.names));
    for (const [form, kind] of keys.forms) {
      this.#sql('delete from name_form where form = ? and kind = ? and sid = ?').run(form, kind, old.sid);
    }
    this.#takeOutPosts(old);
    this.#takeOutRoles(old);
    for (const [word, side] of keys.tokens) {
      for (const scope of scopesOf(old.facet)) this.#loose.set(postKey.token(scope, side, word), { scope, side, word });
    }
  }

  #takeOutPosts(old: Stored): void {
    const remove = this.#sql('delete from name_post where key = ? and cold = ? and sid = ?');
    for (const key of postsOf(nameKeys(unpackNames(old.names)), old.facet)) {
      remove.run(key, coldness(old.briefs), old.sid);
    }
  }

  #takeOutRoles(old: Stored): void {
    if (old.roles === '') return;
    const roles = z
      .array(z.object({ rid: z.number(), words: z.string(), office: z.string() }))
      .parse(this.#sql('select rid, words, office from name_role where sid = ?').all(old.sid));
    const remove = this.#sql('delete from name_role_word where word = ? and office = ? and cold = ? and rid = ?');
    for (const { rid, words, office } of roles) {
      for (const word of words.split(' ')) {
        for (const body of ['', office]) remove.run(word, body, coldness(old.briefs), rid);
      }
    }
    this.#sql('delete from name_role where sid = ?').run(old.sid);
  }

  /** Drops what is held for a token that no name has any more. */
  #forgetWord(scope: Scope, side: Side, word: string): void {
    const post = this.#sql('select 1 from name_post where key = ? limit 1');
    if (post.get(postKey.token(scope, side, word))) return;
    this.#sql('delete from name_best where part = ? and word = ?').run(partOf(scope, side), word);
    const held = ([0, 1] as const).some((any) => post.get(postKey.token('*', any, word)) !== undefined);
    if (!held) this.#rows.dropWord(word);
  }
}
