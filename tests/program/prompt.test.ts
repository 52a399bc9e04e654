import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWithBriefs, GUARD, Program } from './program.ts';

/** The one that makes a terminal for the program it runs. Other systems have another of the same name. */
const hasScript = (spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout ?? '').includes('util-linux');
const onTerminal = hasScript ? describe : describe.skip;

const ESCAPE = '\u001B';
/** What readline writes around it: to the first column, clear what follows. */
const PROMPT = `${ESCAPE}[1G${ESCAPE}[0J> `;
const CYAN = `${ESCAPE}[36m`;
const [CTRL_C, CTRL_D, CTRL_P] = ['\u0003', '\u0004', '\u0010'];

onTerminal(`the prompt on a terminal (skipped where there is no \`script\` of util-linux)`, () => {
  it('greets with what is in service, answers, remembers lines from run to run, and leaves at Ctrl-D with 0', async () => {
    const folder = folderWithBriefs();
    const first = atPrompt(folder);
    expect(await first.until(PROMPT)).toContain('2 briefs in service, 0 errors');
    first.type('story 2016-11-29-swap\r');
    await first.until('Moscow denies a swap');
    await first.until(PROMPT);
    first.type(CTRL_D);
    expect((await first.ended()).status).toBe(0);
    expect(readFileSync(join(folder, 'data/history'), 'utf8')).toBe('story 2016-11-29-swap\n');
    expect(statSync(join(folder, 'data/history')).mode & 0o077, 'what people ask is theirs').toBe(0);

    const second = atPrompt(folder);
    await second.until(PROMPT);
    second.type(CTRL_P);
    await second.until('story 2016-11-29-swap');
    second.type('\r');
    await second.until('Moscow denies a swap');
    await second.until(PROMPT);
    second.type('exit\r');
    expect((await second.ended()).status).toBe(0);
  });

  it('completes with the tab key, and takes a number for what the answer offers', async () => {
    const program = atPrompt(folderWithBriefs());
    await program.until(PROMPT);
    program.type('brief alep\t');
    await program.until('aleppo');
    program.type('\r');
    await program.until('Aid reaches Aleppo');
    expect(plain(await program.until(PROMPT))).toMatch(/\n1[ \u00A0]Timeline /);
    program.type('1\r');
    await program.until('Trucks arrived.');
    await program.until(PROMPT);
    program.type('999\r');
    await program.until('There is no choice 999');
  });

  it('clears the line at Ctrl-C, and leaves at the second one on an empty line with 0', async () => {
    const program = atPrompt(folderWithBriefs());
    await program.until(PROMPT);
    program.type('half a ques');
    await program.until('ques');
    program.type(CTRL_C);
    program.type('help afterwards\r');
    expect(await program.until('“afterwards”'), 'the cleared words were asked').not.toContain('quesh');
    await program.until(PROMPT);
    program.type(CTRL_C);
    await program.until('Ctrl-C again');
    program.type(CTRL_C);
    expect((await program.ended()).status).toBe(0);
  });

  it('keeps to a screen of 40 columns, and to no colours where NO_COLOR asks for that', async () => {
    const folder = folderWithBriefs();
    const program = atPrompt(folder, { NO_COLOR: '1' });
    await program.until(PROMPT);
    program.type('story 2016-11-29-swap\r');
    const answer = await program.until('Ask about');
    expect(answer).toContain('Moscow denies');
    expect(answer).not.toContain(CYAN);
    const widest = Math.max(
      ...plain(answer)
        .split('\n')
        .map((line) => line.trimEnd().length),
    );
    expect(widest).toBeGreaterThan(20);
    expect(widest).toBeLessThanOrEqual(40);
    const colourful = atPrompt(folder);
    await colourful.until(PROMPT);
    colourful.type('story 2016-11-29-swap\r');
    await colourful.until(CYAN);
  });

  it('shows that the first index is built, and leaves nothing of that on the line', async () => {
    const program = atPrompt(folderWithBriefs());
    const before = await program.until('2 briefs in service');
    expect(plain(before)).toMatch(/^(?:Reading briefs.*)?2 briefs in service$/);
  });

  it('works where the history cannot be kept, and says so once', async () => {
    const folder = folderWithBriefs();
    mkdirSync(join(folder, 'data/history'), { recursive: true });
    const program = atPrompt(folder);
    await program.until(PROMPT);
    program.type('help one\rhelp two\rhelp three\rexit\r');
    const { status, stdout } = await program.ended();
    expect(stdout).toContain('“three”');
    expect(stdout.match(/The history cannot be kept/g)).toHaveLength(1);
    expect(status).toBe(0);
  });
});

/** The program at a terminal of 40 columns. */
function atPrompt(folder: string, env: Readonly<Record<string, string>> = {}): Program {
  return onScript(folder, dossierAt(40), env);
}

function dossierAt(columns: number): string {
  return `stty cols ${columns} rows 30; exec "${process.execPath}" "${GUARD}"`;
}

function onScript(folder: string, shell: string, env: Readonly<Record<string, string>> = {}): Program {
  return new Program(folder, [], {
    command: ['script', '--quiet', '--return', '--command', shell, '/dev/null'],
    env: { TERM: 'xterm', ...env },
  });
}

/** Without the sequences that a terminal obeys, and without what each of its lines ends in. */
function plain(text: string): string {
  return text.replaceAll(/\u001B\[[\d;?]*[A-Za-z]/g, '').replaceAll('\r', '');
}
