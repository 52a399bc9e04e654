import { describe, expect, it } from 'vitest';
import { aimsOf } from './aims.ts';
import type { Spread } from './measure.ts';
import { report } from './report.ts';
import type { Firsts, Results } from './results.ts';
import type { Measured } from './run-child.ts';

const one = (value: number): Spread => ({ count: 1, p50: value, p99: value, max: value });
const done = <T>(result: T, peakMb: number): Measured<T> => ({
  ok: true,
  result,
  peakMb,
  life: { toFirstOutput: 1, toEnd: 1 },
});
const firsts = (answer: number): Firsts => ({ answer: one(answer), end: one(answer * 2) });
const asked = (whole: number, keystroke: number, peakMb: number) =>
  done({ whole: one(whole), keystroke: one(keystroke), kinds: { who: { times: one(whole), answered: 1 } } }, peakMb);

const results: Results = {
  briefs: 100_000,
  generate: done({ bytes: 2 ** 20, ms: 10 }, 1),
  floor: done({ read: 1000, parse: 1000, check: 1000, fold: 7000 }, 1),
  resolve: done({ times: one(0.5), slowest: '"((("' }, 1),
  minisearch: { build: done({ ms: 100_000, bytes: 1 }, 1), first: done(firsts(8000), 1), ask: asked(50, 20, 1500) },
  dossier: {
    build: done({ ms: 14_000, bytes: 1, briefs: 100_000 }, 1),
    first: done(firsts(100), 1),
    ask: asked(5, 0.4, 90),
  },
};
const verdicts = (given: Results): string[] => aimsOf(given).map(({ verdict }) => verdict);

describe('the aims', () => {
  it('are all met by figures that are better than each of them asks', () => {
    expect(verdicts(results)).toEqual(['met', 'met', 'met', 'met', 'met']);
  });

  it('are not met by figures that fall short, each with its figure', () => {
    const slow: Results = {
      ...results,
      dossier: {
        build: done({ ms: 15_001, bytes: 1, briefs: 100_000 }, 1),
        first: done(firsts(201), 1),
        ask: asked(50, 1, 101),
      },
    };
    expect(verdicts(slow)).toEqual(['not met', 'not met', 'not met', 'not met', 'not met']);
    expect(aimsOf(slow).map(({ figure }) => figure)).toEqual([
      '39.8 times',
      '1/14.9',
      '50.0 ms against 50.0 ms',
      '1.00 ms',
      '15.0 s, 150.01 µs a brief',
    ]);
  });

  it('are never met by what was not measured', () => {
    const failed = { ok: false, why: 'out of memory' } as const;
    const without: Results = { ...results, minisearch: { build: failed, first: failed, ask: failed } };
    expect(verdicts(without)).toEqual(['not measured', 'not measured', 'not measured', 'met', 'met']);
    expect(report(without)).toContain('not measured: MiniSearch build: out of memory');
  });
});

describe('the report', () => {
  it('sets both sides and their ratio side by side', () => {
    const lines = report(results).split('\n');
    expect(lines.find((line) => line.startsWith('process to first answer'))).toMatch(/ 100 ms +8\.00 s +80x$/);
    expect(lines.find((line) => line.startsWith('who '))).toMatch(/5\.00 ms \/ 5\.00 ms +1\/1 +50\.0 ms/);
    expect(lines.find((line) => line.startsWith('floor'))).toMatch(/ = 100$/);
  });
});
