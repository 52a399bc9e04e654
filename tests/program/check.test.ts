import { describe, expect, it } from 'vitest';
import { brief, dossier, emptyFolder, folderWithBriefs, write } from './program.ts';

describe('check', () => {
  it('ends with 0 and counts what it read where all is well, and makes no data folder', async () => {
    const folder = folderWithBriefs();
    expect(await dossier(folder, ['check'])).toMatchObject({
      status: 0,
      stdout: '2 briefs, 4 actors, 2 places, 1 topics: no problems\n',
      stderr: '',
    });
    expect(await dossier(folder, ['check', '--quiet'])).toMatchObject({ status: 0, stdout: '', stderr: '' });
  });

  it('names every mistake of every file with its place, and ends with 1', async () => {
    const folder = folderWithBriefs();
    write(folder, 'briefs/2016-12-01-key.json', brief({ headlin: 'x', published: '2016-13-40' }));
    write(folder, 'briefs/2016-12-02-cut.yaml', 'headline: "never closed\n');
    write(folder, 'briefs/2016-12-03-id.json', brief({ points: [pointBy('sergey-lavrow')] }));
    const { status, stdout, stderr } = await dossier(folder, ['check']);
    const places = [...stdout.matchAll(/^briefs\/(\S+?):(\d+):(\d+) +(error|warning) /gm)].map((match) =>
      match.slice(1),
    );
    expect(places.filter(([file]) => file === '2016-12-01-key.json')).toEqual([
      ['2016-12-01-key.json', expect.any(String), expect.any(String), 'error'],
      ['2016-12-01-key.json', expect.any(String), expect.any(String), 'error'],
    ]);
    expect(places).toContainEqual(['2016-12-02-cut.yaml', '2', '1', 'error']);
    expect(stdout).toMatch(/`headlin` is not a key .*`headline`/);
    expect(stdout).toMatch(/sergey-lavrov/);
    expect(stdout).toMatch(/\n2 briefs, 4 actors, 2 places, 1 topics: \d errors?.*\n$/);
    expect(stderr).toBe('');
    expect(status).toBe(1);
    const quiet = await dossier(folder, ['check', '--quiet']);
    expect(quiet.stdout).not.toContain('warning');
    expect(quiet.stdout).not.toContain('2 briefs,');
    expect(quiet.status).toBe(1);
  });

  it('ends with 0 where there are warnings only, and --quiet keeps them to itself', async () => {
    const folder = folderWithBriefs();
    write(folder, 'briefs/2016-12-01-plain.json', brief({ actors: ['Somebody Unheard Of'] }));
    const { status, stdout } = await dossier(folder, ['check']);
    expect(stdout).toMatch(/2016-12-01-plain\.json:\d+:\d+ +warning/);
    expect(status).toBe(0);
    expect(await dossier(folder, ['check', '--quiet'])).toMatchObject({ status: 0, stdout: '' });
  });

  it('ends with 1 where there is no folder, and reads the one that the settings name', async () => {
    const missing = await dossier(emptyFolder(), ['check']);
    expect(missing.stdout).toContain('does not exist: check that it exists');
    expect(missing.status).toBe(1);
    const env = { BRIEFS_DIR: `${folderWithBriefs()}/briefs` };
    expect((await dossier(emptyFolder(), ['check'], { env })).stdout).toContain('2 briefs');
  });
});

function pointBy(actor: string) {
  return { text: 'Talks went on.', on: '2016-11-28', actors: [actor] };
}
