import type { Made, Saved } from '../tasks.ts';
import type { Measured } from '../run-child.ts';

/** The life of `dossier ask` for one question, with the index in place. */
export function firstAnswer(_orders: Made & Saved, _subject: string): Promise<Measured<unknown>> {
  return Promise.resolve({ ok: false, why: 'not wired' });
}
