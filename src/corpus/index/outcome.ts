import { hash } from 'node:crypto';
import type { Registers } from '../load/loaded.ts';
import type { Problem } from '../problem.ts';
import type { Folder, Parser, RegisterText } from './folder.ts';
import type { PlannedRead } from './plan-sync.ts';
import { prepare, type PreparedBrief } from './prepare.ts';

/** What reading takes. */
export interface Reading {
  readonly folder: Folder;
  readonly parser: Parser;
  readonly registers: Registers;
}

/** What a thread that reads is started with. */
export interface ReadThreadData {
  readonly briefsDir: string;
  readonly registers: readonly RegisterText[];
}

/** What came of reading one file. */
export interface Outcome {
  readonly read: PlannedRead;
  readonly hash: string;
  /** `same`: it holds what it held before. */
  readonly kind: 'good' | 'bad' | 'same';
  readonly brief?: PreparedBrief | undefined;
  readonly problems: readonly Problem[];
}

/** Nothing where the file has gone meanwhile: the next sync sees to it. */
function readOne({ folder, parser, registers }: Reading, read: PlannedRead): Outcome | undefined {
  const { file } = read;
  const text = folder.readText(file);
  if (!text.ok) return text.gone ? undefined : { read, hash: '', kind: 'bad', problems: text.problems };
  const digest = digestOf(text.text);
  if (digest === read.seen?.hash && read.seen.state !== 'shadowed')
    return { read, hash: digest, kind: 'same', problems: [] };
  const loaded = parser.readBrief(file.path, text.text, registers);
  if (!loaded.ok) return { read, hash: digest, kind: 'bad', problems: loaded.problems };
  const brief = { ...prepare(loaded.brief, loaded.plainNames, registers), content: loaded.content };
  return { read, hash: digest, kind: 'good', brief, problems: loaded.problems };
}

export function digestOf(text: string): string {
  return hash('sha1', text, 'base64url');
}

export function readPortion(reading: Reading, reads: readonly PlannedRead[]): readonly Outcome[] {
  return reads.flatMap((read) => readOne(reading, read) ?? []);
}
