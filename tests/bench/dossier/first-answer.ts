import { fileURLToPath } from 'node:url';
import { type Measured, runProgram } from '../run-child.ts';
import type { Made, Saved } from '../tasks.ts';

const PROGRAM = fileURLToPath(new URL('../../../src/dossier.mjs', import.meta.url));
const PEAK = fileURLToPath(new URL('../peak-at-exit.mjs', import.meta.url));

/** The whole life of `dossier ask` for one question, with the index in place. */
export async function firstAnswer({ folder, index }: Made & Saved, subject: string): Promise<Measured<string>> {
  const { code, output, errors, life } = await runProgram(['--import', PEAK, PROGRAM, 'ask', `brief ${subject}`], {
    BRIEFS_DIR: folder,
    DATA_DIR: index,
    NO_COLOR: '1',
  });
  if (code !== 0) return { ok: false, why: `dossier ask ended with code ${code}: ${firstLine(errors)}` };
  if (!output.includes(subject)) return { ok: false, why: `dossier ask did not answer: ${firstLine(output)}` };
  return { ok: true, result: output, peakMb: Number(/peak-kb (\d+)/.exec(errors)?.[1]) / 1024, life };
}

const firstLine = (text: string): string => text.trim().split('\n')[0] ?? '';
