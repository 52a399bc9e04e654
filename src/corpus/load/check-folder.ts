import type { Problem } from '../problem.ts';
import type { BriefId } from '../ids.ts';
import { fileNameOf } from './file-name.ts';
import { listFolder } from './list-folder.ts';
import type { FoundFile } from './loaded.ts';
import { readBrief } from './read-brief.ts';
import { readRegisters } from './read-registers.ts';
import { readText } from './read-text.ts';
import type { RegisterText } from './parse-register.ts';

export interface FolderCheck {
  /** In the order of paths and of places within a file. */
  readonly problems: readonly Problem[];
  /** How many briefs are in order, and would answer. */
  readonly briefs: number;
  readonly actors: number;
  readonly places: number;
  readonly topics: number;
}

/** Reads the whole folder once and says everything that is wrong in it. Never throws. */
export function checkFolder(root: string): FolderCheck {
  const listing = listFolder(root);
  const problems: Problem[] = [...listing.problems];
  const { answering, repeated } = splitDuplicates(listing.files.filter(({ role }) => role === 'brief'));
  problems.push(...repeated);
  const texts: RegisterText[] = [];
  for (const file of listing.files.filter(({ role }) => role === 'register')) {
    const read = readText(root, file);
    if (read.ok) texts.push({ path: file.path, text: read.text });
    else problems.push(...read.problems);
  }
  const briefIds = new Set<string>(answering.keys());
  const { registers, problems: inRegisters } = readRegisters(texts, { briefIds });
  problems.push(...inRegisters);
  let briefs = 0;
  for (const file of answering.values()) {
    const read = readText(root, file);
    const loaded = read.ok ? readBrief(file.path, read.text, registers) : read;
    problems.push(...loaded.problems);
    if ('brief' in loaded) briefs++;
  }
  return {
    problems: problems.toSorted(byPlace),
    briefs,
    actors: registers.actors.size,
    places: registers.places.size,
    topics: registers.topics.size,
  };
}

/**
 * Which file answers for each id: the first by path. Every other file with that id is an error. Expects files in the
 * order of their paths, as a listing gives them.
 */
function splitDuplicates(files: readonly FoundFile[]): {
  readonly answering: ReadonlyMap<BriefId, FoundFile>;
  readonly repeated: readonly Problem[];
} {
  const answering = new Map<BriefId, FoundFile>();
  const repeated: Problem[] = [];
  for (const file of files) {
    const name = fileNameOf(file.path);
    if (name.role !== 'brief') continue;
    const first = answering.get(name.id);
    if (first) {
      const message = `${first.path} has the id \`${name.id}\` already and answers for it, so this file is not read: rename or delete one of the two`;
      repeated.push({ file: file.path, severity: 'error', message });
    } else answering.set(name.id, file);
  }
  return { answering, repeated };
}

function byPlace(a: Problem, b: Problem): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return (a.line ?? Infinity) - (b.line ?? Infinity) || (a.column ?? 0) - (b.column ?? 0) || 0;
}
