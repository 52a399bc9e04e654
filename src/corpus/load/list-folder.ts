import { lstatSync, readdirSync, realpathSync, statSync, type Dirent, type Stats } from 'node:fs';
import { sep } from 'node:path';
import { unreachable } from '../../kernel/errors.ts';
import type { Problem } from '../problem.ts';
import { fileNameOf } from './file-name.ts';
import type { FoundFile } from './loaded.ts';
import { shown } from './shown.ts';

/**
 * What a scan of the folder found. `readable: false` means that the folder itself could not be read: nothing is known
 * about its files, which is not the same as an empty folder, so what is in service should stay.
 */
export type Listing =
  | {
      readonly readable: true;
      /** In the order of their paths. */
      readonly files: readonly FoundFile[];
      /** Folders within that could not be read: their files are unknown, not gone. Each ends in `/`. */
      readonly unread: readonly string[];
      readonly problems: readonly Problem[];
    }
  | {
      readonly readable: false;
      readonly files: readonly [];
      readonly unread: readonly [''];
      readonly problems: readonly [Problem];
    };

/**
 * Finds every brief and register below `root` and its size, without reading any. Hidden entries and schemas are passed
 * over. A symbolic link is followed only to what lies inside the real folder, as in a mounted ConfigMap. Never throws.
 */
export function listFolder(root: string): Listing {
  const files: FoundFile[] = [];
  const walk = walkFolder(root, (file) => files.push(file) > 0);
  return walk.readable ? { ...walk, files: files.sort(byPath) } : walk;
}

/**
 * The same for whoever keeps no file: each is handed to `found`, in no order. Where that returns false, the walk ends,
 * and nothing that it gives is whole.
 */
export function walkFolder(root: string, found: (file: FoundFile) => boolean): Listing {
  let realRoot: string;
  let entries: Dirent[];
  try {
    realRoot = realpathSync(root);
    entries = readdirSync(realRoot, { withFileTypes: true });
  } catch (error) {
    const problem: Problem = {
      file: '.',
      severity: 'error',
      message: `the folder of briefs (${shown(root, 200)}) ${reason(error)}: check that it exists and may be read`,
    };
    return { readable: false, files: [], unread: [''], problems: [problem] };
  }
  return new Scan(realRoot, found).run(entries);
}

class Scan {
  readonly #root: string;
  readonly #found: (file: FoundFile) => boolean;
  #ended = false;
  readonly #unread: string[] = [];
  readonly #problems: Problem[] = [];
  /** Real folders already read, by the path that they were read under. Each is read once, so no loop of links can hold the scan. */
  readonly #seen = new Map<string, string>();
  readonly #folders: { readonly real: string; readonly path: string }[] = [];
  readonly #links: string[] = [];

  constructor(realRoot: string, found: (file: FoundFile) => boolean) {
    this.#root = realRoot;
    this.#found = found;
  }

  run(entries: readonly Dirent[]): Listing {
    this.#seen.set(this.#root, '');
    this.#sort(entries, this.#root, '');
    while (!this.#ended) {
      // Real folders first: where a link leads to one of them, the real path is the one that counts.
      const folder = this.#folders.pop();
      if (folder) this.#open(folder.real, folder.path);
      else {
        const link = this.#links.shift();
        if (link === undefined) break;
        this.#follow(link);
      }
    }
    return { readable: true, files: [], unread: this.#unread, problems: this.#problems };
  }

  #open(real: string, path: string): void {
    this.#seen.set(real, path);
    try {
      this.#sort(readdirSync(real, { withFileTypes: true }), real, path);
    } catch (error) {
      this.#unread.push(path);
      this.#fault(path, `this folder ${reason(error)}: check that it may be read`);
    }
  }

  #sort(entries: readonly Dirent[], real: string, path: string): void {
    for (const entry of entries) {
      if (this.#ended) return;
      const { name } = entry;
      if (name.startsWith('.')) continue;
      if (entry.isFile()) this.#file(`${real}/${name}`, path + name);
      else if (entry.isDirectory()) this.#folders.push({ real: `${real}/${name}`, path: `${path}${name}/` });
      else if (entry.isSymbolicLink()) this.#links.push(path + name);
      else if (fileNameOf(path + name).role !== 'other') this.#fault(path + name, NOT_A_FILE);
    }
  }

  #file(real: string, path: string, known?: Stats): void {
    const role = this.#roleOf(path);
    if (!role) return;
    try {
      const stats = known ?? lstatSync(real, { throwIfNoEntry: false });
      // Gone since the folder was read: as if it had never been there.
      if (stats) this.#ended = !this.#found({ path, role, size: stats.size, modifiedMs: stats.mtimeMs });
    } catch (error) {
      this.#fault(path, `this file ${reason(error)}: check that it may be read`);
    }
  }

  #follow(path: string): void {
    let real: string;
    let stats: Stats;
    try {
      real = realpathSync(`${this.#root}/${path}`);
      stats = statSync(real);
    } catch (error) {
      this.#fault(path, `this link ${linkReason(error)}: mend the link or remove it`);
      return;
    }
    if (!stats.isDirectory() && fileNameOf(path).role === 'other') return;
    if (real !== this.#root && !real.startsWith(this.#root === sep ? sep : this.#root + sep)) {
      this.#fault(path, 'this link leads out of the folder of briefs and is not followed: put the file itself here');
    } else if (stats.isDirectory()) {
      const seen = this.#seen.get(real);
      if (seen === undefined) this.#folders.push({ real, path: `${path}/` });
      else {
        const where = seen === '' ? 'the folder of briefs itself' : `${shown(seen, 200)}, which is read already`;
        this.#fault(path, `this link leads to ${where}: remove the link`);
      }
    } else if (stats.isFile()) this.#file(real, path, stats);
    else this.#fault(path, NOT_A_FILE);
  }

  #roleOf(path: string): FoundFile['role'] | undefined {
    const found = fileNameOf(path);
    switch (found.role) {
      case 'brief':
      case 'register':
        return found.role;
      case 'wrong':
        this.#fault(path, found.message, found.suggestion);
        return undefined;
      case 'other':
        return undefined;
      default:
        return unreachable(found);
    }
  }

  #fault(path: string, message: string, suggestion?: string): void {
    const problem: Problem = { file: path, severity: 'error', message };
    this.#problems.push(suggestion === undefined ? problem : { ...problem, suggestion });
  }
}

const NOT_A_FILE =
  'this is a pipe, a socket or a device, not a file, and is not read: remove it or give it another name';

function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}

function linkReason(error: unknown): string {
  switch (codeOf(error)) {
    case 'ENOENT':
    case 'ENOTDIR':
      return 'leads to nothing';
    case 'ELOOP':
      return 'leads back to itself';
    default:
      return reason(error);
  }
}

/** What the disk said, as the end of a sentence. */
export function reason(error: unknown): string {
  switch (codeOf(error)) {
    case 'ENOENT':
      return 'does not exist';
    case 'ENOTDIR':
      return 'is not a folder';
    case 'EACCES':
    case 'EPERM':
      return 'may not be read by this user';
    case 'EISDIR':
      return 'is a folder';
    case 'EMFILE':
    case 'ENFILE':
      return 'could not be opened because too many files are open';
    case undefined:
      return 'cannot be read';
    default:
      return `cannot be read (${codeOf(error)})`;
  }
}

export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
