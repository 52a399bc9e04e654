import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Random } from '../fixtures/random.ts';

/** What briefs are about, and what digests ask for. */
export const SUBJECTS = ['aleppo', 'geneva', 'moscow', 'vienna'] as const;
export type SubjectName = (typeof SUBJECTS)[number];

/** A brief as its author knows it. */
export interface AuthoredBrief {
  readonly id: string;
  readonly about: SubjectName;
  /** Of each text that it ever had: a word that stands in nothing else. */
  readonly codes: string[];
  isThere: boolean;
}

/** A folder of briefs that somebody works on, while copies of the bot read it. */
export class BriefFolder {
  readonly path: string;
  readonly briefs: AuthoredBrief[] = [];
  readonly #random: Random;

  constructor(path: string, random: Random) {
    this.path = path;
    this.#random = random;
    mkdirSync(path, { recursive: true });
    const places = SUBJECTS.map((id) => [
      id,
      { name: id.replace(/^./, (letter) => letter.toUpperCase()), kind: 'city' },
    ]);
    this.#write('places', Object.fromEntries(places) as object);
    this.#write('actors', {});
    this.#write('topics', {});
  }

  add(): AuthoredBrief {
    const number = this.briefs.length;
    const brief = {
      id: `2016-11-${String(1 + (number % 28)).padStart(2, '0')}-brief-${number}`,
      about: this.#random.pick(SUBJECTS),
      codes: [codeOf(number, 0)],
      isThere: true,
    };
    this.briefs.push(brief);
    this.#save(brief);
    return brief;
  }

  edit(brief: AuthoredBrief): void {
    brief.codes.push(codeOf(this.briefs.indexOf(brief), brief.codes.length));
    this.#save(brief);
  }

  remove(brief: AuthoredBrief): void {
    brief.isThere = false;
    rmSync(join(this.path, `${brief.id}.json`));
  }

  /** One of those that lie there. */
  any(): AuthoredBrief | undefined {
    const there = this.briefs.filter(({ isThere }) => isThere);
    return there.length > 0 ? this.#random.pick(there) : undefined;
  }

  /** A working hour of its authors. */
  work({
    added,
    edited,
    removed,
  }: {
    readonly added: number;
    readonly edited: number;
    readonly removed: number;
  }): void {
    const [old, older] = [edited, removed].map((count) => Array.from({ length: count }, () => this.any()));
    for (const brief of new Set(old)) if (brief) this.edit(brief);
    for (const brief of new Set(older)) if (brief) this.remove(brief);
    for (let count = 0; count < added; count += 1) this.add();
  }

  #save({ id, about, codes }: AuthoredBrief): void {
    const code = codes.at(-1) ?? '';
    this.#write(id, {
      headline: `Envoys meet over ${code}`,
      summary: `What they said of ${code} is not known.`,
      language: 'en',
      source: { title: `Talks of ${code}` },
      published: id.slice(0, 10),
      points: [{ text: `The envoys met over ${code}.`, on: id.slice(0, 10), places: [about] }],
    });
  }

  /** All of it at once, as an author's editor does. */
  #write(name: string, content: object): void {
    const file = join(this.path, `${name}.json`);
    writeFileSync(`${file}.tmp`, JSON.stringify(content));
    renameSync(`${file}.tmp`, file);
  }
}

function codeOf(brief: number, text: number): string {
  return `Zq${String(brief).padStart(5, '0')}x${text}`;
}
