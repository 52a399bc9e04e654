import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ACTORS } from '../corpus/load/example.ts';
import { brief, dossier, folderWithBriefs, pointAt, Program, write } from './program.ts';

const NOTHING = /Nothing|No brief/;

describe('a program that runs', () => {
  it('answers from every change of a brief, and so does another beside it', async () => {
    const folder = folderWithBriefs();
    const programs = [new Program(folder), new Program(folder)] as const;
    const both = async (line: string, fits: RegExp) =>
      Promise.all(programs.map(async (program) => program.askUntil(line, fits)));
    await both('status', /2, published[^]*Problems +none/);

    write(folder, 'briefs/2016-11-30-aid.json', brief({ headline: 'Convoy of quokkas', points: [pointAt('aleppo')] }));
    await both('find quokkas', /Convoy of quokkas/);
    write(folder, 'briefs/2016-12-01-new.yaml', `${brief({ headline: 'Wombats at the table' })}\n`);
    await both('find wombats', /story 2016-12-01-new/);
    renameSync(join(folder, 'briefs/2016-12-01-new.yaml'), join(folder, 'briefs/2016-12-01-other.yaml'));
    await both('find wombats', /story 2016-12-01-other/);
    rmSync(join(folder, 'briefs/2016-12-01-other.yaml'));
    await both('find wombats', NOTHING);
    write(
      folder,
      'briefs/actors.json',
      JSON.stringify({ ...ACTORS, kerry: { name: 'Zebulon Kerry', kind: 'person' } }),
    );
    write(folder, 'briefs/2016-12-02-zeb.json', brief({ headline: 'A namesake', actors: ['kerry'] }));
    await both('brief zebulon', /Zebulon Kerry[^]*A namesake/);

    for (const { child } of programs) child.stdin?.end();
    for (const { status, stderr } of await Promise.all(programs.map(async (program) => program.ended()))) {
      expect(stderr).toBe('');
      expect(status).toBe(0);
    }
  });

  it('keeps the last good version of a brief in service, says so, and after a restart too', async () => {
    const folder = folderWithBriefs();
    const whole = brief({ headline: 'Wombats at the table' });
    const program = new Program(folder);
    await program.askUntil('status', /Problems +none/);

    write(folder, 'briefs/2016-12-01-half.json', whole.slice(0, 60));
    expect(await program.askUntil('status', /1 error/)).toContain('2016-12-01-half.json:');
    expect(await program.ask('find wombats')).toMatch(NOTHING);
    write(folder, 'briefs/2016-12-01-half.json', whole);
    await program.askUntil('find wombats', /Wombats at the table/);
    await program.askUntil('status', /Problems +none/);

    write(folder, 'briefs/2016-12-01-half.json', whole.replace('"headline"', '"haedline"'));
    expect(await program.askUntil('status', /1 error/)).toContain('`haedline` is not a key');
    expect(await program.ask('find wombats')).toContain('Wombats at the table');
    program.child.stdin?.end();
    expect((await program.ended()).status).toBe(0);

    const { stdout } = await dossier(folder, [], { input: 'status\nfind wombats\n' });
    expect(stdout).toContain('`haedline` is not a key');
    expect(stdout).toContain('Wombats at the table');
  });

  it('goes on answering when the folder is gone, at the next start as well, and sees it when it is back', async () => {
    const folder = folderWithBriefs();
    const program = new Program(folder);
    await program.askUntil('status', /Problems +none/);
    renameSync(join(folder, 'briefs'), join(folder, 'elsewhere'));
    await program.askUntil('status', /does not\s+exist/);
    expect(await program.ask('story 2016-11-29-swap')).toContain('Moscow denies a swap');

    const next = await dossier(folder, [], { input: 'status\nstory 2016-11-29-swap\n' });
    expect(next.stdout).toMatch(/does not\s+exist/);
    expect(next.stdout).toContain('Moscow denies a swap');
    expect(next.status).toBe(0);

    renameSync(join(folder, 'elsewhere'), join(folder, 'briefs'));
    write(folder, 'briefs/2016-12-01-back.json', brief({ headline: 'Wombats are back' }));
    await program.askUntil('find wombats', /Wombats are back/);
    await program.askUntil('status', /Problems +none/);
    program.child.stdin?.end();
    const { status, stderr } = await program.ended();
    expect(status).toBe(0);
    const levels = stderr
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { level: number }).level);
    expect(new Set(levels), 'a folder that is gone is worth a warning, and no fault').toEqual(new Set([40]));
  });
});
