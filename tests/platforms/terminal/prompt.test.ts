import { mkdtemp, readFile, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { TerminalSettings } from '../../../src/platforms/terminal/platform.ts';
import { fakeDesk } from './fake-desk.ts';
import { startSession } from './harness.ts';

const CTRL_C = '\u0003';
const CTRL_D = '\u0004';
const UP = '\u001b[A';

const prompt = (desk = fakeDesk(), settings: Partial<TerminalSettings> = {}) =>
  startSession(desk, { isInputTerminal: true, isOutputTerminal: true, ...settings });

describe('where people type', () => {
  test('greets, answers at once, and leaves at Ctrl-D', async () => {
    const { input, running, until, written } = await prompt();
    await until('> ');
    expect(written()).toMatch(/^You asked bare\n.*exit leaves\./);
    input.write('who lavrov\r');
    await until('1 More   2 Disputed');
    input.write(CTRL_D);
    await running.ended;
  });

  test.each(['exit\r', `${CTRL_C}${CTRL_C}`])('leaves at %j', async (keys) => {
    const { input, running, until } = await prompt();
    await until('> ');
    input.write(keys);
    await expect(running.ended).resolves.toBeUndefined();
  });

  test('Ctrl-C clears the line first, and typing takes its warning back', async () => {
    const desk = fakeDesk();
    const { input, running, until } = await prompt(desk);
    await until('> ');
    input.write(`half a li${CTRL_C}${CTRL_C}`);
    await until('(Ctrl-C again');
    input.write('one\r');
    await until('You asked one');
    input.write(CTRL_C);
    input.write('two\r');
    await until('You asked two');
    input.write('exit\r');
    await running.ended;
    expect(desk.asked.slice(1)).toEqual(['one', 'two']);
  });

  test('pages a long answer and takes the next page by its number', async () => {
    const desk = fakeDesk();
    const { input, running, until, written } = await prompt(desk);
    await until('> ');
    input.write('long\r');
    await until('3 Next 2/4');
    expect(written()).not.toContain('Item 60');
    input.write('3\r');
    await until('3 Next 3/4   4 Back 1/4');
    input.write('long page:99\r');
    await until('200. Item 200');
    input.write('9\r');
    await until('There is no choice 9: type 1 to 3, or a command.');
    input.write(CTRL_D);
    await running.ended;
    expect(desk.asked.slice(1)).toEqual(['long', 'long page:2', 'long page:99']);
  });

  test('completes with the tab key, and shows what there is to choose', async () => {
    const desk = fakeDesk();
    const { input, running, until } = await prompt(desk);
    await until('> ');
    // In one piece these keys would count as pasted, and a pasted tab is a tab.
    for (const keys of ['who lavr', '\t', '\r']) input.write(keys);
    await until('You asked who sergey-lavrov');
    for (const keys of ['who ov', '\t']) input.write(keys);
    await until('sergey-ivanov  sergey ivanov · 5 briefs');
    input.write(CTRL_C);
    input.write(CTRL_D);
    await running.ended;
    expect(desk.asked.slice(1)).toEqual(['who sergey-lavrov']);
  });

  test('remembers lines but not numbers from one run to the next, for their owner alone', async () => {
    const historyFile = join(await mkdtemp(join(tmpdir(), 'dossier-')), 'data', 'history');
    const first = await prompt(fakeDesk(), { historyFile });
    await first.until('> ');
    first.input.write('one\r2\rtwo\r');
    await first.until('You asked two');
    first.input.write(CTRL_D);
    await first.running.ended;
    expect(await readFile(historyFile, 'utf8')).toBe('one\ntwo\n');
    expect((await stat(historyFile)).mode & 0o777).toBe(0o600);

    const desk = fakeDesk();
    const second = await prompt(desk, { historyFile });
    await second.until('> ');
    second.input.write(`${UP}${UP}\r`);
    await second.until('You asked one');
    second.input.write(CTRL_D);
    await second.running.ended;
  });

  test('says that the history cannot be kept, once, and goes on', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'dossier-'));
    await writeFile(join(folder, 'data'), 'a file where a folder should be');
    const historyFile = join(folder, 'data', 'history');
    const { input, running, until, written } = await prompt(fakeDesk(), { historyFile });
    await until('> ');
    input.write('one\rtwo\r');
    await until('You asked two');
    input.write(CTRL_D);
    await running.ended;
    expect(written().match(/history cannot be kept/g)).toHaveLength(1);
  });

  test('finishes the answer that it works on when it is stopped', async () => {
    const gate = Promise.withResolvers<void>();
    const desk = fakeDesk(({ line }) => (line === 'bare' ? Promise.resolve() : gate.promise));
    const { input, running, until, written } = await prompt(desk);
    await until('> ');
    input.write('slow\r');
    while (desk.asked.length < 2) await new Promise((resolve) => setImmediate(resolve));
    const stopped = running.stop();
    gate.resolve();
    await stopped;
    expect(written()).toContain('You asked slow');
  });
});
