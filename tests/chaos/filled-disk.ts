import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Copy } from './copies.ts';
import type { DiskKind } from './small-disk.ts';

/** The disk that holds the data of a copy of the bot, to be filled up while it works. */
export interface FilledDisk {
  /** Resolves when there is no room any more, to where the log begins in which the copy complains of that. */
  fill(): Promise<number>;
  /** Resolves when there is room again. */
  empty(): Promise<void>;
}

/** Some pages of the database's log of what is written, and no more: each copy begins it anew. */
const LIMIT_BLOCKS = 160;
const STEPS = [1024 * 1024, 4096] as const;

export function filledDisk(kind: DiskKind, folder: string, copy: Copy, database: string): FilledDisk {
  switch (kind) {
    case 'tmpfs':
      return {
        fill() {
          const from = copy.log().length;
          freeLog(database);
          for (const step of STEPS) addTo(join(folder, 'ballast'), step);
          return Promise.resolve(from);
        },
        empty() {
          rmSync(join(folder, 'ballast'));
          return Promise.resolve();
        },
      };
    case 'limit': {
      const startWith = async (blocks: number | undefined) => {
        await copy.kill();
        freeLog(database);
        copy.fileBlocks = blocks;
        await copy.start();
      };
      return { fill: async () => (await startWith(LIMIT_BLOCKS), 0), empty: () => startWith(undefined) };
    }
  }
}

/** SQLite keeps the room that its log has once had. */
function freeLog(database: string): void {
  const db = new DatabaseSync(database, { timeout: 10_000 });
  try {
    const { busy } = db.prepare('pragma wal_checkpoint(truncate)').get() ?? {};
    if (busy !== 0) throw new Error('the log of the database is held');
  } finally {
    db.close();
  }
}

/** Until nothing of that size fits any more. */
function addTo(file: string, step: number): void {
  const bytes = Buffer.alloc(step);
  const handle = openSync(file, 'a');
  try {
    for (;;) writeSync(handle, bytes);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
  } finally {
    closeSync(handle);
  }
}
