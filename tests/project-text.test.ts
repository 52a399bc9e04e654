import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');

/** In parts, so that this file does not hold what it looks for. */
const hosts = [
  ['registry', 'npmjs', 'org'],
  ['registry', 'npmmirror', 'com'],
  ['registry', 'yarnpkg', 'com'],
  ['npm', 'pkg', 'github', 'com'],
  ['npm', 'jsr', 'io'],
  ['deb', 'debian', 'org'],
  ['files', 'pythonhosted', 'org'],
].map((parts) => parts.join('.'));

/** What git would commit: what it holds and what is new and not ignored. */
const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\0')
  .filter((path) => path !== '' && existsSync(join(root, path)));

describe('the text of the project', () => {
  it('was read: there are files to judge', () => {
    expect(files).toContain('package.json');
  });

  it('names no package registry, so that everyone installs from the one that their npm is set to', () => {
    const naming = files.flatMap((path) => {
      const text = readFileSync(join(root, path), 'utf8');
      return hosts
        .filter((host) => text.includes(host))
        .map((host) => `${path} holds ${host}: take the address out. npm knows its registry from its own settings.`);
    });
    expect(naming).toEqual([]);
  });

  it('sets no registry in an .npmrc', () => {
    const setting = files
      .filter((path) => path.split('/').at(-1) === '.npmrc')
      .filter((path) => /^\s*(@[^:]+:)?registry\s*=/m.test(readFileSync(join(root, path), 'utf8')));
    expect(setting, 'take the registry out: it belongs in the settings of the machine').toEqual([]);
  });

  it('locks packages by what they are, not by where they were fetched', () => {
    const lock = readFileSync(join(root, 'package-lock.json'), 'utf8');
    expect(
      lock.match(/^\s*"resolved":.*$/gm) ?? [],
      'run `npm install --package-lock-only --omit-lockfile-registry-resolved`',
    ).toEqual([]);
    expect(lock).toContain('"integrity": "sha512-');
  });
});
