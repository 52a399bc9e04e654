import { readFileSync } from 'node:fs';
import { z } from 'zod';

const reportSchema = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  numTodoTests: z.int(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
});

/**
 * `passed failed skipped` of a vitest JSON report. A file that could not be loaded is one failure, and so is a run
 * that ended as failed though each of its tests passed: an error outside of any test.
 */
export function countResults(report: unknown, ran: string): string {
  const results = reportSchema.parse(report);
  const unloaded = results.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  ).length;
  const failed = results.numFailedTests + unloaded;
  const counted = failed === 0 && ran !== 'ok' ? 1 : failed;
  return `${results.numPassedTests} ${counted} ${results.numPendingTests + results.numTodoTests}`;
}

if (import.meta.main) {
  const [path = '', ran = ''] = process.argv.slice(2);
  console.log(countResults(JSON.parse(readFileSync(path, 'utf8')), ran));
}
