import { spawn, spawnSync, type ChildProcess } from 'node:child_process';

/**
 * `tmpfs`: a file system of its own, mounted for one process and those that it starts. It is gone with the last of them, however
 * they end. `limit`: a machine that lets nobody mount anything; a copy of the bot is started again with files that cannot grow.
 */
export type DiskKind = 'tmpfs' | 'limit';

/** For the data of a bot with some briefs. */
const SIZE = '16m';
const MOUNT = `mount -t tmpfs -o size=${SIZE},mode=700 tmpfs "$0"`;
/** Who may mount needs only a place where nobody else sees it. Others are given the right in a world of their own. */
const WORLDS = [
  ['unshare', '-m'],
  ['unshare', '-Urm'],
] as const;

/** Which disk there can be here, and the command that runs another one on it, mounted at `folder`. */
function smallDisk(folder: string): { readonly kind: DiskKind; readonly command: readonly string[] } {
  for (const world of WORLDS) {
    if (spawnSync(world[0], [...world.slice(1), 'sh', '-c', MOUNT, folder]).status === 0) {
      return { kind: 'tmpfs', command: [...world, 'sh', '-c', `${MOUNT} && exec "$@"`, folder] };
    }
  }
  return { kind: 'limit', command: [] };
}

/**
 * Starts a script of ours with a small disk at `folder`, of which it is told by its arguments: the kind, the folder, and those
 * that are given. SQLite follows links to the end, those of `/proc` too, so that nobody outside could open a database there.
 */
export function startOnSmallDisk(script: URL, folder: string, ...more: readonly string[]): ChildProcess {
  const { kind, command } = smallDisk(folder);
  const [program = '', ...given] = [...command, process.execPath, script.pathname, kind, folder, ...more];
  return spawn(program, given, { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
}
