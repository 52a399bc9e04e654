import { mkdirSync, statSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import type { DatabaseSync } from 'node:sqlite';
import { systemClock } from '../../kernel/clock.ts';
import { UserError } from '../../kernel/errors.ts';
import { isUpToDate } from './is-up-to-date.ts';
import { openFolder } from './open-folder.ts';
import { indexPath, explained, openWriter, removeIndex } from './index-file.ts';
import { isDamage } from './sqlite-errors.ts';
import type { SyncReport } from './sync.ts';
import type { FromSyncThread, SyncThreadData, ToSyncThread } from './sync-messages.ts';

/**
 * The thread that writes. One order at a time; each is answered by `done` or `failed`. Nothing here is awaited by an
 * answer to a reader.
 */
const { briefsDir, dataDir } = workerData as SyncThreadData; // set by `SyncThread`
const path = indexPath(dataDir);
const folder = openFolder(briefsDir);
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
const say = (message: FromSyncThread) => parentPort?.postMessage(message);
const nowMs = () => systemClock.now().epochMilliseconds;

let open: { readonly db: DatabaseSync; readonly inode: number } | undefined;

function writer(): DatabaseSync {
  const inode = statSync(path, { throwIfNoEntry: false })?.ino;
  if (open && open.inode === inode) return open.db;
  close();
  mkdirSync(dataDir, { recursive: true });
  const db = openWriter(path, nowMs());
  open = { db, inode: statSync(path).ino };
  return db;
}

function close(): void {
  const db = open?.db;
  open = undefined;
  db?.close();
}

async function syncOnce(): Promise<SyncReport> {
  const db = writer();
  if (isUpToDate(db, folder)) return { readable: true, read: 0, removed: 0 };
  // Only what a look at the folder needs is loaded at once: all that a change needs costs more memory than the look.
  const { sync } = await import('./sync.ts');
  const { readAll } = await import('./read-ahead.ts');
  return sync(db, {
    folder,
    read: (reads, reading, registers) => readAll(reading, reads, { briefsDir, registers }),
    nowMs,
    progress: (done, total) => say({ kind: 'progress', done, total }),
    committed: () => say({ kind: 'committed' }),
  });
}

async function run(order: ToSyncThread): Promise<void> {
  try {
    if (order.kind === 'rebuild') rebuild(order.inode);
    let report: SyncReport;
    try {
      report = await syncOnce();
    } catch (error) {
      if (!isToBuildAgain(error)) throw error;
      say({ kind: 'rebuilding', why: error instanceof Error ? error.message : String(error) });
      rebuild(open?.inode);
      report = await syncOnce();
    }
    say({ kind: 'done', report });
  } catch (error) {
    const shown = explained(error, dataDir);
    if (shown instanceof UserError) say({ kind: 'failed', message: shown.message, user: true });
    else
      say({
        kind: 'failed',
        message: shown instanceof Error ? (shown.stack ?? shown.message) : String(shown),
        user: false,
      });
  }
}

let hasBuiltAgainForFault = false;

/**
 * Rows that were damaged without a word of SQLite fail in any way, and look like a fault of ours. For one that is ours, to build
 * all of it again helps nothing: so that is tried once.
 */
function isToBuildAgain(error: unknown): boolean {
  if (isDamage(error)) return true;
  if (hasBuiltAgainForFault || explained(error, dataDir) instanceof UserError) return false;
  hasBuiltAgainForFault = true;
  return true;
}

function rebuild(inode: number | undefined): void {
  try {
    close();
  } catch {
    // A damaged file may fail to close; it is removed below.
  }
  removeIndex(path, inode);
}

async function obey(order: ToSyncThread): Promise<void> {
  if (order.kind !== 'close') return run(order);
  close();
  parentPort?.close();
}

let queue = Promise.resolve();
parentPort?.on('message', (order: ToSyncThread) => {
  queue = queue.then(() => obey(order));
});
