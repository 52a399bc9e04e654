import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Changes the index behind the back of the program, so that whoever has it open notices. */
export function spoil(folder: string, change: (db: DatabaseSync) => void): void {
  const db = new DatabaseSync(join(folder, 'data', 'index.sqlite'), { timeout: 10_000 });
  try {
    change(db);
    db.exec(`update meta set value = value + 1 where key = 'revision'`);
  } finally {
    db.close();
  }
}
