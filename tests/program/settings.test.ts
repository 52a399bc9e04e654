import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dossier, emptyFolder, folderWithBriefs, write } from './program.ts';

describe('started where there are no briefs', () => {
  it.each([[[]], [['ask', 'status']]])('says what to do, ends with 1 and leaves nothing behind: %j', async (args) => {
    const folder = emptyFolder();
    const { status, stdout, stderr } = await dossier(folder, args);
    expect(stderr).toContain(`There is no folder ${join(folder, 'briefs')}.`);
    expect(stderr).toContain('Set BRIEFS_DIR to yours');
    expect(stderr, 'a mistake is no fault').not.toContain('"level"');
    expect(stdout).toBe('');
    expect(status).toBe(1);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('says so where the data folder is there already, and where the folder of briefs is a file', async () => {
    const folder = emptyFolder();
    mkdirSync(join(folder, 'data'));
    const missing = await dossier(folder, []);
    expect(missing.stderr).toContain(`There is no folder ${join(folder, 'briefs')}.`);
    expect(missing.status).toBe(1);
    write(folder, 'briefs', 'headline: no folder');
    const file = await dossier(folder, ['ask', 'status']);
    expect(file.stderr).toMatch(/briefs.* is not a folder.*\n.*Set BRIEFS_DIR/);
    expect(file.status).toBe(1);
  });
});

describe('the settings', () => {
  it('need none where there is a folder of briefs: an empty input is answered with nothing', async () => {
    expect(await dossier(folderWithBriefs(), [])).toMatchObject({ status: 0, stdout: '', stderr: '' });
  });

  it('are read from .env, and the environment wins', async () => {
    const folder = folderWithBriefs();
    write(folder, '.env', '\uFEFFDATA_DIR=made/by/file\nLOG_LEVEL="nonsense"\n# PLATFORMS=nothing\n');
    const { status, stderr } = await dossier(folder, ['ask', 'status'], { env: { LOG_LEVEL: 'Silent' } });
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(existsSync(join(folder, 'made/by/file/index.sqlite'))).toBe(true);
    expect(existsSync(join(folder, 'data'))).toBe(false);
  });

  it('are all told at once where several are wrong', async () => {
    const folder = folderWithBriefs();
    const env = { PLATFORMS: 'terminl, nowhere', LOG_LEVEL: 'x', BRIEFS_DIR: '', DATA_DIR: ' ' };
    const { status, stdout, stderr } = await dossier(folder, [], { env });
    expect(stderr.trimEnd().split('\n')).toEqual([
      'The settings need mending:',
      expect.stringContaining('BRIEFS_DIR is empty'),
      expect.stringContaining('DATA_DIR is empty'),
      expect.stringContaining('PLATFORMS names "terminl", which is no platform: did you mean "terminal"?'),
      expect.stringContaining('PLATFORMS names "nowhere", which is no platform: name one of terminal'),
      expect.stringContaining('LOG_LEVEL is "x": name one of debug, info, warn, error, silent'),
    ]);
    expect(stdout).toBe('');
    expect(status).toBe(1);
    expect(existsSync(join(folder, 'data'))).toBe(false);
  });

  it('are refused where .env cannot be read, because going on without them would look like success', async () => {
    const folder = folderWithBriefs();
    mkdirSync(join(folder, '.env'));
    const { status, stderr } = await dossier(folder, ['ask', 'status']);
    expect(stderr).toMatch(/^The settings in .*\.env cannot be read \(.*\): mend that or remove it\.\n$/);
    expect(status).toBe(1);
  });
});
