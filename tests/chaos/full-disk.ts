import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { inspect } from 'node:util';
import { expect } from 'vitest';
import { backUp } from '../../src/state/back-up.ts';
import { seededRandom } from '../fixtures/random.ts';
import { filledDisk } from './filled-disk.ts';
import type { Fate } from './line.ts';
import { Scene } from './scene.ts';
import type { DiskKind } from './small-disk.ts';
import { anHour, begun, expectWhole } from './troubled.ts';

/**
 * Hours in which the disk of a copy of the bot fills up while it posts, on a disk that only this process and its own see:
 * `full-disk.ts KIND FOLDER SEED`, by `startOnSmallDisk`. Ends with 0 where nothing was lost or repeated, and with its parent.
 */
const [kind, folder, seed] = process.argv.slice(2) as [DiskKind, string, string]; // as `startOnSmallDisk` has it

/**
 * When the disk fills: before a platform has the page that is about to be posted, after it took it and nobody was told, or when
 * the bot has its answer and may have recorded it.
 */
const MOMENTS = ['before', 'after', 'answered'] as const;
/** In hours of their own, after one of each. */
const MORE_TROUBLES = 1;
/** One of the first posts of an hour, so that there is more to be written. */
const AMONG_FIRST = 6;
/** The longest that it stays full: what was posted is tried to be recorded for half a second here. */
const LONGEST_MS = 1500;
const TROUBLE = 'the database is in trouble: digests wait';
const RECOVERY = 'the database answers again: digests go on';
const COMPLAINT =
  kind === 'tmpfs'
    ? /The disk that holds the database \([^"]*\) is full: free some space\./
    : /The (disk that holds the )?database \([^"]*\) (is full|cannot be written): [^"]*\./;

process.on('disconnect', () => process.exit());
try {
  await fullDisk(Number(seed));
} catch (error) {
  process.stderr.write(`${inspect(error)}\n`);
  process.exitCode = 1;
}
process.disconnect?.();

async function fullDisk(seedOfAll: number): Promise<void> {
  const random = seededRandom(seedOfAll);
  let posts = 0;
  let trouble: { readonly at: number; readonly fate: Fate } | undefined;
  const scene = await Scene.open({
    seed: seedOfAll,
    copies: 1,
    ...(kind === 'tmpfs' && { dataFolder: folder }),
    fateOf() {
      posts += 1;
      return posts === trouble?.at ? trouble.fate : undefined;
    },
  });
  try {
    await begun(scene, 16);
    const [copy] = scene.copies;
    if (!copy) throw new Error('no copy');
    const disk = filledDisk(kind, folder, copy, scene.databaseFile);

    /** The disk fills at a moment of this hour. Resolves when the copy has complained. */
    const full = async (moment: keyof Fate) => {
      let from: number | undefined;
      const fill = async () => {
        from = await disk.fill();
        return 'go on' as const;
      };
      trouble = { at: posts + 1 + random.below(AMONG_FIRST), fate: { [moment]: fill } };
      await scene.until(
        () => from !== undefined && COMPLAINT.test(copy.log().slice(from)),
        () => 'the disk never was full',
      );
    };
    const room = async () => {
      await disk.empty();
      // It complains once, and then tells that it goes on.
      await scene.until(
        () => copy.log().lastIndexOf(TROUBLE) <= copy.log().lastIndexOf(RECOVERY),
        () => 'it never went on',
      );
    };

    await anHour(scene);
    for (const moment of [...MOMENTS, ...Array.from({ length: MORE_TROUBLES }, () => random.pick(MOMENTS))]) {
      await anHour(scene, async () => {
        await full(moment);
        // What is written meanwhile is read once there is room.
        scene.folder.add();
        if (kind === 'tmpfs') expectNoRoomForBackup(scene.databaseFile);
        await wait(random.below(LONGEST_MS));
        await room();
      });
    }
    await anHour(scene, async () => {
      await full('after');
      await copy.kill();
      await copy.start();
      await scene.until(
        () => COMPLAINT.test(copy.log()),
        () => 'a copy that starts on a full disk never said so',
      );
      await room();
    });
    await expectWhole(`a full disk (${kind})`, scene);
    // But for the end of the last hour it went on by itself.
    if (kind === 'tmpfs') expect(copy.starts).toBe(2);
  } catch (error) {
    throw new Error(`seed ${seedOfAll}`, { cause: error });
  } finally {
    await scene.close();
  }
}

function expectNoRoomForBackup(file: string): void {
  expect(() => backUp({ file }, join(folder, 'backup.sqlite'))).toThrow(
    /^There is no room for the backup \(.*\): free some space, or name a file on another disk\.$/,
  );
}
