import { describe, expect, it } from 'vitest';
import { countResults } from './count-results.ts';

const clean = { numPassedTests: 5, numFailedTests: 0, numPendingTests: 2, numTodoTests: 1, testResults: [] };

describe('the count of a test run', () => {
  it('is what passed, failed and was skipped', () => {
    expect(countResults(clean, 'ok')).toBe('5 0 3');
    expect(countResults({ ...clean, numFailedTests: 2 }, 'FAILED')).toBe('5 2 3');
  });

  it('takes a file that could not be loaded for a failure, because none of its tests was counted', () => {
    const unloaded = { status: 'failed', assertionResults: [] };
    expect(countResults({ ...clean, testResults: [unloaded] }, 'FAILED')).toBe('5 1 3');
  });

  it('takes a failed run without a failed test for a failure, because an error stood outside the tests', () => {
    expect(countResults(clean, 'FAILED')).toBe('5 1 3');
  });

  it('refuses what is not a report, so that a missing number is never a zero', () => {
    expect(() => countResults({ numPassedTests: 5 }, 'ok')).toThrow(/numFailedTests/);
  });
});
