import { readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join, relative, sep } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readModule } from './architecture/module-facts.ts';
import {
  cyclesOf,
  forbids,
  isKebabCase,
  missingFiles,
  namesPlatforms,
  platformNamed,
  resolveImport,
  touchesProcess,
} from './architecture/walls.ts';

const MOST_LINES = 300;

const root = join(import.meta.dirname, '..');
const files = filesUnder(join(root, 'src'));
const modules = files
  .filter((path) => /\.m?ts$|\.mjs$/.test(path))
  .map((path) => ({ path, ...readModule(readFileSync(join(root, 'src', path), 'utf8')) }));
const platformFiles = files.filter((path) => path.startsWith('platforms/') && path.split('/').length > 2);
const platformFolders = Map.groupBy(platformFiles, (path) => path.split('/')[1] ?? '');
/** Those that have no folder yet keep their names to themselves too. */
const platforms = [...new Set([...platformFolders.keys(), 'discord', 'slack', 'terminal'])];

describe('the architecture', () => {
  it('was read: there are modules to judge', () => {
    expect(modules.length, 'no module was found under src/').toBeGreaterThan(0);
  });

  it('lets a module import only what its row in the table of walls allows', () => {
    const broken = modules.flatMap(({ path, imports }) =>
      imports.flatMap((specifier) => {
        const to = resolveImport(path, specifier);
        return to === undefined ? [] : (forbids(path, to) ?? []);
      }),
    );
    expect(broken).toEqual([]);
  });

  it('shows where every import leads, because a wall cannot be held against what it cannot read', () => {
    const opaque = modules.flatMap(({ path, opaqueImports }) =>
      opaqueImports.map((source) => `src/${path}: \`${source}\`: write the path as a plain text in an \`import\`.`),
    );
    expect(opaque).toEqual([]);
  });

  it('imports only packages that an installation without the development tools has', () => {
    const { dependencies } = z
      .object({ dependencies: z.record(z.string(), z.string()) })
      .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
    const foreign = modules.flatMap(({ path, imports }) =>
      imports
        .filter((specifier) => resolveImport(path, specifier) === undefined && !isBuiltin(specifier))
        .filter((specifier) => !Object.hasOwn(dependencies, packageOf(specifier)))
        .map(
          (specifier) => `src/${path} imports ${specifier}: add it to "dependencies" of package.json or do without.`,
        ),
    );
    expect(foreign).toEqual([]);
  });

  it('has no ring of imports, of types either', () => {
    const graph = new Map(
      modules.map(({ path, imports }) => [path, imports.flatMap((specifier) => resolveImport(path, specifier) ?? [])]),
    );
    const rings = cyclesOf(graph).map(
      (ring) => `${[...ring, ring[0]].join(' → ')}: move what they share into a module that imports none of them.`,
    );
    expect(rings).toEqual([]);
  });

  it('touches process only in main.ts and in the guard before it', () => {
    const touching = modules
      .filter(({ path }) => !touchesProcess.has(path))
      .filter(({ names, imports }) => names.has('process') || imports.some((name) => /^(node:)?process$/.test(name)))
      .map(({ path }) => `src/${path} touches \`process\`: take what it needs as an argument, given by src/main.ts.`);
    expect(touching).toEqual([]);
  });

  it('names a platform only in its folder and where the parts are wired', () => {
    const naming = modules.flatMap(({ path, words }) => {
      if (namesPlatforms.has(path)) return [];
      const own = path.startsWith('platforms/') ? path.split('/')[1] : undefined;
      const others = platforms.filter((name) => name !== own);
      return [path, ...words].flatMap((word) => {
        const name = platformNamed(word, others);
        return name === undefined
          ? []
          : `src/${path} names ${name} (${word.slice(0, 60)}): say it for any platform, or move it to src/platforms/${name}/.`;
      });
    });
    expect(naming).toEqual([]);
  });

  it('gives every platform the same files, so that who knows one finds the way in all', () => {
    const inFolder = [...platformFolders]
      .map(
        ([name, paths]) =>
          [
            name,
            paths.filter((path) => !path.includes('/parts/')).map((path) => path.split('/').slice(2).join('/')),
          ] as const,
      )
      // Parts alone are no platform yet: nothing can start them.
      .filter(([, names]) => names.length > 0);
    const missing = missingFiles(new Map(inFolder)).map(
      (path) =>
        `src/platforms/${path} is missing: each folder of src/platforms/ holds the same file names; what only one needs goes into its folder parts/.`,
    );
    expect(missing).toEqual([]);
  });

  it(`keeps every file within ${MOST_LINES} lines`, () => {
    const long = files
      .map((path) => ({ path, lines: readFileSync(join(root, 'src', path), 'utf8').split('\n').length - 1 }))
      .filter(({ lines }) => lines > MOST_LINES)
      .map(({ path, lines }) => `src/${path} has ${lines} lines: give its second idea a file of its own.`);
    expect(long).toEqual([]);
  });

  it('names every file and folder in kebab-case', () => {
    const odd = files
      .filter((path) => !isKebabCase(path))
      .map((path) => `src/${path}: name it in kebab-case, such as partial-date.ts.`);
    expect(odd).toEqual([]);
  });
});

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .toSorted();
}

function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}
