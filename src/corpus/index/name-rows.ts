import { slipKeys } from '../../kernel/edit-distance.ts';
import { skeleton } from '../../kernel/skeleton.ts';
import { sounds } from '../../kernel/sounds.ts';
import type { NameKeys, Side } from './name-keys.ts';
import { partOf, scopesOf, type Facet, type Scope } from './name-part.ts';
import type { Sql } from './prepared.ts';

type Row = readonly (string | number)[];

/** Where a subject stands in the tables. */
export interface Standing {
  readonly sid: number;
  readonly facet: Facet;
  readonly cold: number;
}

const INTO = {
  posts: 'insert or ignore into name_post (key, cold, sid, facet) values (?, ?, ?, ?)',
  best: 'insert into name_best (part, word, cold) values (?, ?, ?) on conflict do update set cold = min(cold, excluded.cold)',
  forms: 'insert or ignore into name_form (form, kind, sid) values (?, ?, ?)',
  roleWords: 'insert or ignore into name_role_word (word, office, cold, rid) values (?, ?, ?, ?)',
  slips: 'insert or ignore into name_slip (key, word) values (?, ?)',
  sounds: 'insert or ignore into name_sound (sound, word) values (?, ?)',
} as const;
const NEW_WORD = 'insert or ignore into name_word (word, skeleton) values (?, ?)';

/** Rows on their way into the tables, held back to be written in the order of their keys: several times faster. */
export class NameRows {
  readonly #sql: Sql;
  readonly #waiting: Record<keyof typeof INTO, Row[]> = {
    posts: [],
    best: [],
    forms: [],
    roleWords: [],
    slips: [],
    sounds: [],
  };

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  addForms(sid: number, keys: NameKeys): void {
    for (const [form, kind] of keys.forms) this.#waiting.forms.push([form, kind, sid]);
  }

  addPosts(at: Standing, keys: NameKeys): void {
    for (const key of postsOf(keys, at.facet)) this.#waiting.posts.push([key, at.cold, at.sid, at.facet]);
    for (const scope of scopesOf(at.facet)) {
      for (const [word, side] of keys.tokens) this.#waiting.best.push([partOf(scope, side), word, at.cold]);
    }
  }

  addRole(rid: number, cold: number, office: string, words: readonly string[]): void {
    for (const word of new Set(words)) {
      this.#waiting.roleWords.push([word, '', cold, rid]);
      if (office !== '') this.#waiting.roleWords.push([word, office, cold, rid]);
    }
  }

  addWord(word: string): void {
    if (this.#sql(NEW_WORD).run(word, skeleton(word)).changes === 0) return;
    for (const key of slipKeys(word)) this.#waiting.slips.push([key, word]);
    for (const sound of sounds(word)) this.#waiting.sounds.push([sound, word]);
  }

  dropWord(word: string): void {
    this.#sql('delete from name_word where word = ?').run(word);
    for (const key of slipKeys(word)) this.#sql('delete from name_slip where key = ? and word = ?').run(key, word);
    for (const sound of sounds(word)) this.#sql('delete from name_sound where sound = ? and word = ?').run(sound, word);
  }

  flush(): void {
    for (const table of Object.keys(INTO) as (keyof typeof INTO)[]) {
      const statement = this.#sql(INTO[table]);
      for (const row of this.#waiting[table].sort(byKeys)) statement.run(...row);
      this.#waiting[table] = [];
    }
  }
}

/** The keys of `name_post`: the stretch, what the key is, from which side it meets the name, and its text. */
export const postKey = {
  token: (scope: Scope, side: Side, token: string): string => `${scope}t${side} ${token}`,
  prefix: (scope: Scope, side: Side, prefix: string): string => `${scope}p${side} ${prefix}`,
  initials: (scope: Scope, initials: string): string => `${scope}i ${initials}`,
} as const;

export function postsOf(keys: NameKeys, facet: Facet): readonly string[] {
  return scopesOf(facet).flatMap((scope) => [
    ...Array.from(keys.tokens, ([token, side]) => postKey.token(scope, side, token)),
    ...Array.from(keys.prefixes, ([prefix, side]) => postKey.prefix(scope, side, prefix)),
    ...Array.from(keys.initials, (letters) => postKey.initials(scope, letters)),
  ]);
}

function byKeys(left: Row, right: Row): number {
  for (let column = 0; column < left.length; column++) {
    const [a, b] = [left[column] ?? 0, right[column] ?? 0];
    if (a !== b) return a < b ? -1 : 1;
  }
  return 0;
}
