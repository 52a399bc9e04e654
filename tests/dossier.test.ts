import { execFileSync, spawnSync } from 'node:child_process';
import { accessSync, constants, cpSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const guard = join(import.meta.dirname, '..', 'src', 'dossier.mjs');
const older = olderNode();

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dossier-guard-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('the guard under a Node that is too old', () => {
  it.runIf(older)('says in one sentence which Node is needed, which runs and how to get the right one', () => {
    const { status, stdout, stderr } = run(older?.path ?? '', [guard, 'status']);
    expect(status).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toContain(`needs Node 26 or newer and this is Node ${older?.version}.`);
    expect(stderr).toMatch(/`npm ci`.*`npm start -- …`.*`npx dossier …`/);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  it('does not start the program, whichever old version it is', () => {
    const pretend = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '12.22.12' } })`;
    withMain(`console.log('started');`);
    const { status, stdout, stderr } = run(process.execPath, [
      '--import',
      `data:text/javascript,${encodeURIComponent(pretend)}`,
      join(folder, 'dossier.mjs'),
    ]);
    expect(stderr).toContain('this is Node 12.22.12.');
    expect(stdout).toBe('');
    expect(status).toBe(1);
  });
});

describe('the guard under the right Node', () => {
  it('hands the command line on and leaves the exit code to the program', () => {
    withMain(`console.log(JSON.stringify(process.argv.slice(2))); process.exitCode = 7;`);
    const { status, stdout } = run(process.execPath, [join(folder, 'dossier.mjs'), 'brief', 'aleppo since:7d']);
    expect(JSON.parse(stdout)).toEqual(['brief', 'aleppo since:7d']);
    expect(status).toBe(7);
  });

  it('fails where the program fails to load, because a silent end would look like success', () => {
    withMain(`throw new Error('no such setting');`);
    const { status, stderr } = run(process.execPath, [join(folder, 'dossier.mjs')]);
    expect(stderr).toContain('no such setting');
    expect(status).toBe(1);
  });

  it('keeps compiled code in the temporary folder for the next start', () => {
    withMain(`const typed: string = 'started'; console.log(typed);`);
    const { stdout } = run(process.execPath, [join(folder, 'dossier.mjs')]);
    expect(stdout).toBe('started\n');
    expect(readdirSync(join(folder, 'node-compile-cache'))).not.toEqual([]);
  });

  it('starts without that where the temporary folder cannot be written', () => {
    withMain(`console.log('started');`);
    const nowhere = join(folder, 'package.json', 'no-folder');
    const { status, stdout } = run(process.execPath, [join(folder, 'dossier.mjs')], { TMPDIR: nowhere });
    expect(stdout).toBe('started\n');
    expect(status).toBe(0);
  });
});

it('can be run as a program, because package.json offers it as one', () => {
  expect(() => {
    accessSync(guard, constants.X_OK);
  }).not.toThrow();
});

/** The guard itself beside a program that a test makes up. */
function withMain(code: string): void {
  cpSync(guard, join(folder, 'dossier.mjs'));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(folder, 'main.ts'), code);
}

function run(node: string, args: readonly string[], env: Record<string, string> = {}) {
  const { NODE_COMPILE_CACHE: _cache, NODE_OPTIONS: _options, ...own } = process.env;
  return spawnSync(node, args, { encoding: 'utf8', env: { ...own, TMPDIR: folder, ...env } });
}

/** The machine's own Node, where it is older than the one that the project brings. */
function olderNode(): { readonly path: string; readonly version: string } | undefined {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const path = (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((place) => !place.includes('node_modules'))
    .map((place) => join(place, name))
    .find((candidate) => existsSync(candidate));
  if (path === undefined) return undefined;
  const version = execFileSync(path, ['-p', 'process.versions.node'], { encoding: 'utf8' }).trim();
  return Number.parseInt(version, 10) < 26 ? { path, version } : undefined;
}
