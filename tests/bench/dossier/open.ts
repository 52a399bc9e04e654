import type { Saved, Made } from '../tasks.ts';

/** Dossier as a program uses it: from a line that was typed to the text that a reader sees. */
export interface OpenDossier {
  answer(line: string): Promise<{ readonly text: string; readonly found: boolean }>;
  complete(line: string): unknown;
  resolve(text: string): unknown;
  /** How many briefs are in service. */
  briefs(): number;
  close(): Promise<void>;
}

/** Resolves when the index holds the whole folder. */
export async function openDossier({ folder, index }: Made & Saved): Promise<OpenDossier> {
  await Promise.resolve();
  throw new Error(`not wired: ${folder} ${index}`);
}
