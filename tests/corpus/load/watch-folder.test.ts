import { execFileSync } from 'node:child_process';
import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { watchFolder, type WatchOptions } from '../../../src/corpus/load/watch-folder.ts';
import { folderOf, write } from './folder.ts';

/** Watches, and lets a test wait for the next change that is told after now. */
function watching(root: string, options: Partial<WatchOptions> = {}) {
  let told = 0;
  let waiting: (() => void)[] = [];
  const errors: unknown[] = [];
  const onChange = () => {
    told++;
    for (const wake of waiting.splice(0)) wake();
  };
  const watch = watchFolder(root, onChange, {
    onError: (error) => errors.push(error),
    quietMs: 20,
    longestMs: 60,
    retryMs: 20,
    ...options,
  });
  onTestFinished(() => watch.close());
  const next = () => new Promise<void>((resolve) => (waiting = [...waiting, resolve]));
  return { watch, errors, next, told: () => told };
}

describe('watching the folder of briefs', () => {
  it('tells of a new file, a change, a rename, a removal and a folder within', async () => {
    const root = folderOf({ 'a.json': '1' });
    const { next, told } = watching(root);
    for (const act of [
      () => write(root, 'b.json', '1'),
      () => write(root, 'a.json', '22'),
      () => renameSync(join(root, 'a.json'), join(root, 'c.json')),
      () => rmSync(join(root, 'b.json')),
      () => write(root, 'sub/d.json', '1'),
      () => write(root, 'sub/d.json', '22'),
    ]) {
      const changed = next();
      act();
      await changed;
    }
    expect(told()).toBeGreaterThanOrEqual(6);
  });

  it('survives the folder being deleted and made again', async () => {
    const root = folderOf({ 'a.json': '1' });
    const { next, errors } = watching(root);
    const gone = next();
    rmSync(root, { recursive: true });
    await gone;
    const back = next();
    mkdirSync(root);
    await back;
    const changed = next();
    write(root, 'a.json', '22');
    await changed;
    expect(errors.length).toBeLessThanOrEqual(1);
  });

  it('follows the path when another folder takes it', async () => {
    const root = folderOf({ 'briefs/a.json': '1', 'next/a.json': '2' });
    const { next, errors } = watching(join(root, 'briefs'), { rescanMs: 30 });
    renameSync(join(root, 'briefs'), join(root, 'old'));
    renameSync(join(root, 'next'), join(root, 'briefs'));
    await next();
    const changed = next();
    write(root, 'briefs/b.json', '1');
    await changed;
    expect(errors).toEqual([]);
  });

  it('says once that a folder is not there, and begins when it comes', async () => {
    const root = folderOf();
    const { next, errors } = watching(join(root, 'later'));
    const come = next();
    mkdirSync(join(root, 'later'));
    await come;
    expect(errors).toHaveLength(1);
  });

  it('tells again after a while without any event', async () => {
    const { next, told } = watching(folderOf(), { rescanMs: 20 });
    await next();
    await next();
    expect(told()).toBeGreaterThanOrEqual(2);
  });

  it('holds no process open', () => {
    const root = folderOf();
    const module = join(import.meta.dirname, '../../../src/corpus/load/watch-folder.ts');
    const program = `const { watchFolder } = await import(${JSON.stringify(module)});
      watchFolder(${JSON.stringify(root)}, () => {}, { onError: () => {} });
      watchFolder(${JSON.stringify(join(root, 'none'))}, () => {}, { onError: () => {} });
      console.log('ended');`;
    expect(
      execFileSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8', timeout: 20_000 }),
    ).toBe('ended\n');
  });
});
