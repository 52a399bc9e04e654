import { describe, expect, test } from 'vitest';
import { screenOf } from '../../../src/platforms/terminal/limits.ts';

const screen = (environment: Record<string, string>, isTerminal = true, columns?: number) =>
  screenOf({ isTerminal, isInteractive: isTerminal, columns, environment });

describe('colours', () => {
  test.each([
    [{ TERM: 'xterm' }, true, true],
    [{ TERM: 'xterm' }, false, false],
    [{ TERM: 'dumb' }, true, false],
    [{ TERM: 'xterm', NO_COLOR: '1' }, true, false],
    [{ TERM: 'xterm', NO_COLOR: '' }, true, true],
    [{ FORCE_COLOR: '1', NO_COLOR: '1' }, false, true],
    [{ TERM: 'xterm', FORCE_COLOR: '0' }, true, false],
  ])('%j, a terminal: %s: %s', (environment, isTerminal, colours) => {
    expect(screen(environment as Record<string, string>, isTerminal).colours).toBe(colours);
  });
});

describe('links', () => {
  test('are made only where the terminal is known to make them', () => {
    expect(screen({ TERM: 'xterm-256color' }).links).toBe(false);
    expect(screen({ TERM: 'xterm-256color', VTE_VERSION: '7600' }).links).toBe(true);
    expect(screen({ TERM: 'tmux-256color', TERM_PROGRAM: 'WezTerm' }).links).toBe(false);
    expect(screen({ TERM: 'xterm-kitty', FORCE_COLOR: '1' }, false).links).toBe(false);
  });
});

test('the width is readable whatever the screen says', () => {
  expect([undefined, 0, 3, 72, 400].map((columns) => screen({}, true, columns).columns)).toEqual([80, 80, 24, 72, 100]);
});
