import { describe, expect, test } from 'vitest';
import { fakeDesk } from './fake-desk.ts';
import { startSession } from './harness.ts';

describe('where a program types', () => {
  test('answers each line in order, skips empty lines and comments, and ends with the input', async () => {
    const desk = fakeDesk();
    const { input, running, written } = await startSession(desk);
    input.end('bare\n\n# a comment\r\nwho lavrov\nbare');
    await running.ended;
    expect(desk.asked).toEqual(['bare', 'who lavrov', 'bare']);
    expect(written()).toBe(
      'You asked bare\n\nYou asked who lavrov\n\n1 More (who lavrov more)   2 Disputed (disputed)\n\nYou asked bare\n',
    );
  });

  test('writes all answers before it ends, though the desk is slow', async () => {
    const { input, running, written } = await startSession(
      fakeDesk(() => new Promise((resolve) => setImmediate(resolve))),
    );
    input.end(Array.from({ length: 50 }, (_, index) => `ask ${index}`).join('\n'));
    await running.ended;
    expect(written().match(/You asked ask \d+/g)).toHaveLength(50);
  });

  test('ends without a word for an empty input', async () => {
    const { input, running, written } = await startSession(fakeDesk());
    input.end();
    await running.ended;
    expect(written()).toBe('');
  });

  test('ends quietly where the input was closed before it began', async () => {
    const { input, running } = await startSession(fakeDesk());
    input.destroy(Object.assign(new Error('bad file descriptor'), { code: 'EBADF' }));
    await expect(running.ended).resolves.toBeUndefined();
  });

  test('says so where the input fails otherwise', async () => {
    const { input, running } = await startSession(fakeDesk());
    input.destroy(new Error('disk on fire'));
    await expect(running.ended).rejects.toThrow('disk on fire');
  });

  test('ends quietly and asks no more when nobody reads', async () => {
    const desk = fakeDesk();
    const { input, output, running, until } = await startSession(desk);
    input.write('bare\n');
    await until('You asked bare');
    output.destroy(Object.assign(new Error('broken pipe'), { code: 'EPIPE' }));
    input.write('who lavrov\n'.repeat(1000));
    await expect(running.ended).resolves.toBeUndefined();
    expect(desk.asked.length).toBeLessThan(5);
  });

  test('gives a whole answer on one page, and takes a number for what was offered', async () => {
    const desk = fakeDesk();
    const { input, running, written } = await startSession(desk);
    input.end('long\n2\n');
    await running.ended;
    expect(written()).toContain('200. Item 200');
    expect(desk.asked).toEqual(['long', 'disputed']);
  });

  test('stops after the answer that it works on', async () => {
    const gate = Promise.withResolvers<void>();
    const desk = fakeDesk(() => gate.promise);
    const { input, running, written } = await startSession(desk);
    input.write('first\nsecond\n');
    while (desk.asked.length === 0) await new Promise((resolve) => setImmediate(resolve));
    const stopped = Promise.all([running.stop(), running.stop()]);
    gate.resolve();
    await stopped;
    expect(written()).toContain('You asked first');
    expect(desk.asked).toEqual(['first']);
  });

  test('leaves at exit', async () => {
    const desk = fakeDesk();
    const { input, running } = await startSession(desk);
    input.write('bare\nexit\nbare\n');
    await running.ended;
    expect(desk.asked).toEqual(['bare']);
  });
});
