import { describe, expect, it } from 'vitest';
import { brief, folderWithBriefs, Program, write } from './program.ts';
import { spoil } from './spoil.ts';

const SECRETS = ['zanzibar', 'Quokkas', 'sesame-open'];

describe('the log', () => {
  it('is one object a line, and holds nothing of what was asked, what was answered or what the environment hides', async () => {
    const folder = folderWithBriefs();
    write(folder, 'briefs/2016-12-01-quokkas.json', brief({ headline: 'Quokkas at the table' }));
    const env = { LOG_LEVEL: 'debug', SOME_TOKEN: 'sesame-open' };
    const program = new Program(folder, [], { env });
    expect(await program.ask('find quokkas')).toContain('Quokkas');
    await program.ask('brief zanzibar since:7d');
    await program.ask('zanzibar '.repeat(500));
    // A brief without its parts is one that no command can speak of: a fault.
    spoil(folder, (db) => db.exec(`update brief set json = '{}'`));
    const apology = await program.ask('find quokkas zanzibar');
    const story = await program.ask('story 2016-12-01-quokkas');
    const incidents = [apology, story].flatMap((text) => /incident `([A-Z0-9]{7})`/.exec(text)?.[1] ?? []);
    expect(incidents).not.toEqual([]);
    program.child.stdin?.end();
    const { status, stderr } = await program.ended();
    expect(status, 'a fault in one answer ends no program').toBe(0);

    const lines = stderr
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.map(({ msg }) => msg)).toContain('platform started');
    for (const secret of SECRETS) expect(stderr.toLowerCase()).not.toContain(secret.toLowerCase());
    const faults = lines.filter(({ level }) => level === 50);
    expect(faults.map(({ incident }) => incident)).toEqual(incidents);
    for (const fault of faults) {
      expect(fault).toMatchObject({
        msg: 'a request failed',
        err: { type: 'TypeError', stack: expect.stringMatching(/src\/commands\/\S+\.ts:\d+:\d+/) as unknown },
      });
      expect(fault['time']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    }
  });

  it('is silent about all of it where it is told to be', async () => {
    const folder = folderWithBriefs();
    const program = new Program(folder, [], { env: { LOG_LEVEL: 'silent' } });
    await program.askUntil('status', /3 |2, published/);
    spoil(folder, (db) => db.exec(`update brief set json = '{}'`));
    expect(await program.ask('story 2016-11-29-swap')).toMatch(/incident/);
    program.child.stdin?.end();
    expect(await program.ended()).toMatchObject({ status: 0, stderr: '' });
  });
});
