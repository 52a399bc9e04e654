import { existsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { UserError } from '../kernel/errors.ts';
import type { StatePlace } from './open-state.ts';
import { serverBackup } from './postgres/errors.ts';
import { isOurs } from './sqlite/application-id.ts';
import { backupSqlite } from './sqlite/backup.ts';
import { explainSqlite } from './sqlite/errors.ts';

export interface BackedUp {
  /** Whole paths. */
  readonly from: string;
  readonly to: string;
  readonly bytes: number;
  /** It took the place of an older backup. */
  readonly isAnew: boolean;
}

/**
 * Copies the database to a file while the bot runs, and does not open it otherwise: nothing is made, and the tables of another
 * version stay as they are. Only an older backup is replaced.
 * @throws UserError where there is no database, or the file cannot be written or is something else
 */
export function backUp(place: StatePlace, file: string): BackedUp {
  if ('url' in place) throw serverBackup();
  const [from, to] = [resolve(place.file), resolve(file)];
  if (!existsSync(from)) {
    throw new UserError(
      `There is no database at ${from}: start this where the bot is started, or set DATA_DIR as it is set there.`,
    );
  }
  if (/[/\\]$/.test(file) || isFolder(to)) {
    throw new UserError(`${to} is a folder: name a file in it, such as ${join(to, 'dossier.sqlite')}.`);
  }
  if (!isFolder(dirname(to))) throw new UserError(`There is no folder ${dirname(to)}: make it, or name another file.`);
  const isAnew = existsSync(to);
  if (isAnew && !isBackup(to)) {
    throw new UserError(`${to} is there already, and it is no backup of Dossier: name another file.`);
  }
  backupSqlite(from, to);
  return { from, to, bytes: statSync(to).size, isAnew };
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function isBackup(path: string): boolean {
  try {
    return isOurs(path);
  } catch (error) {
    throw explainSqlite(error, path);
  }
}
