import type { FoundFile, LoadedBrief, Registers } from '../load/loaded.ts';
import type { Problem } from '../problem.ts';

/** What a look at the folder found, before any file is read. */
export interface Listing {
  /** False where the folder itself could not be read: nothing is known about its files. */
  readonly readable: boolean;
  /** In the order of their paths. */
  readonly files: readonly FoundFile[];
  /** Folders within whose files are unknown, not gone. Each ends in `/`. */
  readonly unread: readonly string[];
  readonly problems: readonly Problem[];
}

/** Hands over each file as it comes, and ends early where told so by a false. Its list of files is empty. */
export type Walk = (found: (file: FoundFile) => boolean) => Listing;

/** The folder of briefs as the index reads it. Nothing here throws for what is wrong with a file. */
export interface Folder {
  list(): Listing;
  readonly walk: Walk;
  readText(file: Pick<FoundFile, 'path' | 'role'>):
    | { readonly ok: true; readonly text: string }
    /** `gone`: it was there when the folder was listed. */
    | { readonly ok: false; readonly gone: boolean; readonly problems: readonly Problem[] };
  /** Loaded when something has changed, and not before: it costs more than a look at a thousand files. */
  parser(): Promise<Parser>;
}

export interface Parser {
  /** Gives the same object again for the same texts. */
  readRegisters(texts: readonly RegisterText[]): RegistersRead;
  readBrief(path: string, text: string, registers: Registers): LoadedBrief;
}

export interface RegistersRead {
  readonly registers: Registers;
  readonly problems: readonly Problem[];
  /** Paths of files with an error: their last good texts are better. */
  readonly faulty: ReadonlySet<string>;
}

export interface RegisterText {
  readonly path: string;
  readonly text: string;
}
