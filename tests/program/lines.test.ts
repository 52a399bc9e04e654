import { describe, expect, it } from 'vitest';
import { dossier, folderWithBriefs, GUARD, Program } from './program.ts';

const STORY = 'story 2016-11-29-swap';

describe('lines on standard input', () => {
  it('are answered each, in order, and the end of the input ends the program with 0', async () => {
    const { status, stdout, stderr } = await dossier(folderWithBriefs(), [], {
      input: `help one\n\n# a remark\r\nhelp two\r\n${STORY}\nhelp three`,
    });
    const found = ['“one”', '“two”', 'Moscow denies a swap', '“three”'].map((words) => stdout.indexOf(words));
    expect(found).toEqual(found.toSorted((a, b) => a - b));
    expect(found[0]).toBeGreaterThan(-1);
    expect(stdout.match(/There is no command/g)).toHaveLength(3);
    expect(stderr).toBe('');
    expect(status).toBe(0);
  });

  it('end at exit, and what follows is not answered', async () => {
    const { status, stdout } = await dossier(folderWithBriefs(), [], { input: 'help one\nexit\nhelp two\n' });
    expect(stdout).toContain('“one”');
    expect(stdout).not.toContain('“two”');
    expect(status).toBe(0);
  });

  it('may hold any bytes: what is no UTF-8, a NUL and a line of megabytes get an answer each, and the next line too', async () => {
    const input = Buffer.concat([
      Buffer.from('help a\xff\xfe\x80\n', 'latin1'),
      Buffer.from('help b\0\u001B[31m\n\0\n'),
      Buffer.from(`brief ${'x'.repeat(3_000_000)}\n`),
      Buffer.from('help last\n'),
    ]);
    const { status, stdout, stderr } = await dossier(folderWithBriefs(), [], { input });
    expect(stdout).toContain('“a\uFFFD\uFFFD\uFFFD”');
    expect(stdout).toContain('This line is longer than 2000 characters');
    expect(stdout).toContain('“last”');
    expect(stdout).not.toMatch(/[\0\u001B]/);
    // Far less than what was typed, however many commands the answers list.
    expect(stdout.length).toBeLessThan(20_000);
    expect(stderr).toBe('');
    expect(status).toBe(0);
  });

  it('end with 0 where there are none to be had', async () => {
    const folder = folderWithBriefs();
    const ignored = await new Program(folder, [], { stdio: ['ignore', 'pipe', 'pipe'] }).ended();
    expect(ignored).toMatchObject({ status: 0, stdout: '', stderr: '' });
    const command = ['sh', '-c', 'exec "$0" "$@" <&-', process.execPath, GUARD] as const;
    expect(await new Program(folder, [], { command }).ended()).toMatchObject({ status: 0, stdout: '', stderr: '' });
  });

  it('end quietly when the reader has left, however many are still to come', async () => {
    const program = new Program(folderWithBriefs(), [], { input: `${STORY}\n`.repeat(20_000) });
    await program.until('Moscow denies');
    program.child.stdout?.destroy();
    expect(await program.ended()).toMatchObject({ status: 0, signal: null, stderr: '' });
  });
});
