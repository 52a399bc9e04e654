import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { briefMaker } from './generate/brief.ts';
import { makeRegisters, type MadeRegisters, type MadeSubject } from './generate/registers.ts';
import { makeVocabulary } from './generate/vocabulary.ts';

export interface CorpusOptions {
  readonly briefs: number;
  readonly seed: number;
}

export interface CorpusFile {
  /** From the briefs folder, with forward slashes: `2016-11/2016-11-29-....json`. */
  readonly path: string;
  readonly text: string;
}

/** The registers first, then the briefs from the oldest to the newest. The same options give the same bytes. */
export function* generateCorpus({ briefs, seed }: CorpusOptions): Generator<CorpusFile> {
  const registers = makeRegisters(briefs, seed);
  yield register('actors.json', [...registers.actors, ...registers.outlets]);
  yield register('places.json', registers.places);
  yield register('topics.json', registers.topics);
  const make = briefMaker({ seed, briefs, registers, vocabulary: makeVocabulary(seed) });
  for (let index = 0; index < briefs; index += 1) {
    const brief = make(index);
    yield { path: `${brief.day.slice(0, 7)}/${brief.id}.json`, text: `${JSON.stringify(brief.content)}\n` };
  }
}

/** The subjects that `generateCorpus` speaks of, from the most to the least. */
export function subjectsOf({ briefs, seed }: CorpusOptions): MadeRegisters {
  return makeRegisters(briefs, seed);
}

/** Writes the files into a folder that exists or can be made, and answers how many bytes they hold. */
export function writeCorpus(folder: string, options: CorpusOptions): number {
  const made = new Set<string>();
  let bytes = 0;
  for (const { path, text } of generateCorpus(options)) {
    const file = join(folder, path);
    if (!made.has(dirname(file))) {
      mkdirSync(dirname(file), { recursive: true });
      made.add(dirname(file));
    }
    writeFileSync(file, text);
    bytes += Buffer.byteLength(text);
  }
  return bytes;
}

function register(path: string, subjects: readonly MadeSubject[]): CorpusFile {
  return {
    path,
    text: `${JSON.stringify(Object.fromEntries(subjects.map(({ id, entry }) => [id, entry])), null, 1)}\n`,
  };
}
