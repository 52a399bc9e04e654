import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { TaskName, Tasks } from './tasks.ts';

/** A measurement that was made, or why it was not. One that fails leaves the others standing. */
export type Measured<T> =
  | { readonly ok: true; readonly result: T; readonly peakMb: number; readonly life: Life }
  | { readonly ok: false; readonly why: string };

const CHILD = fileURLToPath(new URL('child.ts', import.meta.url));

/** Runs a task in a fresh process. */
export async function measure<N extends TaskName>(
  name: N,
  orders: Parameters<Tasks[N]>[0],
): Promise<Measured<Awaited<ReturnType<Tasks[N]>>>> {
  const { code, output, errors, life } = await runProgram([CHILD, name, JSON.stringify(orders)], {});
  if (code !== 0) return { ok: false, why: lastLines(errors) || `it ended with code ${code}` };
  // `child.ts` wrote this line, with the result of the task that was named.
  const { result, peakKb } = JSON.parse(output.trimEnd().split('\n').at(-1) ?? '') as {
    result: Awaited<ReturnType<Tasks[N]>>;
    peakKb: number;
  };
  return { ok: true, result, peakMb: peakKb / 1024, life };
}

/** In milliseconds from the start of a process. */
export interface Life {
  readonly toFirstOutput: number;
  readonly toEnd: number;
}

interface Ended {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
  readonly life: Life;
}

/** Runs this Node with these arguments to its end. */
export function runProgram(args: readonly string[], env: Readonly<Record<string, string>>): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(process.execPath, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let errors = '';
    let toFirstOutput: number | undefined;
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      toFirstOutput ??= performance.now() - start;
      output += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
    child.on('error', reject);
    child.on('close', (code) => {
      const toEnd = performance.now() - start;
      resolve({ code, output, errors, life: { toFirstOutput: toFirstOutput ?? toEnd, toEnd } });
    });
  });
}

const lastLines = (text: string): string =>
  text
    .split('\n')
    .filter((line) => /Error|error:/.test(line))
    .slice(-2)
    .join(' ')
    .trim();
