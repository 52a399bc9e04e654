import { statSync } from 'node:fs';
import type { Clock } from '../kernel/clock.ts';
import { UserError } from '../kernel/errors.ts';
import type { Corpus, CorpusState } from './corpus.ts';
import type { Contents } from './contents.ts';
import { contentsOver } from './index/contents.ts';
import { corpusOver } from './index/corpus-index.ts';
import { ensureIndex, indexPath } from './index/index-file.ts';
import { isCurrent } from './index/is-current.ts';
import { IndexReader } from './index/reader.ts';
import { SyncControl } from './index/sync-control.ts';
import type { Problem } from './problem.ts';
import { watchFolder, type FolderWatch } from './load/watch-folder.ts';

export interface OpenCorpusOptions {
  readonly briefsDir: string;
  /** Where the index file lies. Made where it is missing. */
  readonly dataDir: string;
  readonly clock: Clock;
  /** For the log: what an operator should know of and no answer shows. */
  readonly tell: (event: CorpusEvent) => void;
}

export type CorpusEvent =
  | { readonly kind: 'rebuilding'; readonly why: string }
  | { readonly kind: 'synced'; readonly read: number; readonly removed: number }
  /** The folder could not be read: what was in service stays so. */
  | { readonly kind: 'unreadable' }
  /** Changes of the folder are found by rescans only, until watching it succeeds. */
  | { readonly kind: 'unwatched'; readonly error: unknown }
  | { readonly kind: 'failed'; readonly error: unknown };

export interface OpenCorpus {
  /** Answers at once, from the index as it is. Before the first sync of a new index it knows no brief. */
  readonly corpus: Corpus;
  readonly contents: Contents;
  /** False until the index has held the whole folder once. */
  readonly isComplete: () => boolean;
  /**
   * True where the index holds the folder as it is now, false where it does not, undefined where the folder is too large
   * to look through before an answer (more than 5,000 briefs).
   */
  readonly isCurrent: () => boolean | undefined;
  /** How large the index is on the disk. */
  readonly bytes: () => number;
  /** Brings the index up to the folder. One at a time; calls that come meanwhile share the next one. */
  readonly sync: () => Promise<void>;
  /** Syncs now and after every change of the folder, until `close`. Failures are told and show in the state. */
  readonly watch: () => void;
  readonly close: () => Promise<void>;
}

/** @throws UserError where the data folder cannot be written. */
export function openCorpus({ briefsDir, dataDir, clock, tell }: OpenCorpusOptions): OpenCorpus {
  const path = indexPath(dataDir);
  let catchingUp: CorpusState['catchingUp'];
  let checkedAt: string | undefined;
  let problems: readonly Problem[] = [];
  let folderWatch: FolderWatch | undefined;

  const control = new SyncControl(
    { briefsDir, dataDir },
    {
      progress: (state) => (catchingUp = state),
      rebuilding: (why) => tell({ kind: 'rebuilding', why }),
      done: ({ readable, read, removed }) => {
        problems = [];
        if (readable) checkedAt = clock.now().toString();
        tell(readable ? { kind: 'synced', read, removed } : { kind: 'unreadable' });
      },
      failed: (error) => {
        const message =
          error instanceof UserError ? error.message : 'The index could not be brought up to date: see the log.';
        problems = [{ file: '.', severity: 'error', message }];
        tell({ kind: 'failed', error });
      },
    },
  );
  // Whoever ordered a sync in passing has been told of its failure through `failed`.
  const inPassing = (order: Promise<void>) => void order.catch(() => undefined);

  const opened = ensureIndex(dataDir, clock.now().epochMilliseconds);
  if (opened === 'damaged') tell({ kind: 'rebuilding', why: 'the index file was damaged' });
  if (opened === 'other version') tell({ kind: 'rebuilding', why: 'the index file was made by another version' });

  const reader = new IndexReader(path, {
    damaged: () => {
      tell({ kind: 'rebuilding', why: 'the index file was damaged' });
      inPassing(control.order({ kind: 'rebuild', inode: statSync(path, { throwIfNoEntry: false })?.ino }));
    },
    missing: () => {
      tell({ kind: 'rebuilding', why: 'the index file is gone' });
      inPassing(control.order({ kind: 'sync' }));
    },
  });
  const corpus = corpusOver(reader, () => ({ catchingUp, checkedAt, problems }));

  return {
    corpus,
    contents: contentsOver(reader),
    isComplete: () => reader.read((view) => view.get("select 1 from meta where key = 'complete'") !== undefined),
    isCurrent: () => {
      const current = reader.read((view) => isCurrent(view, briefsDir));
      if (current) checkedAt = clock.now().toString();
      return current;
    },
    bytes: () =>
      [path, `${path}-wal`].reduce((sum, file) => sum + (statSync(file, { throwIfNoEntry: false })?.size ?? 0), 0),
    sync: () => control.order({ kind: 'sync' }),
    watch: () => {
      if (folderWatch) return;
      const onError = (error: unknown) => tell({ kind: 'unwatched', error });
      folderWatch = watchFolder(briefsDir, () => inPassing(control.order({ kind: 'sync' })), { onError });
      inPassing(control.order({ kind: 'sync' }));
    },
    close: async () => {
      folderWatch?.close();
      await control.close();
      reader.close();
    },
  };
}
