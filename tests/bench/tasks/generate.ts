import { writeFileSync } from 'node:fs';
import { writeCorpus } from '../generate-corpus.ts';
import { makeScript } from '../questions.ts';
import type { Tasks } from '../tasks.ts';

export const generate: Tasks['generate'] = ({ folder, script, briefs, seed }) => {
  const start = performance.now();
  const bytes = writeCorpus(folder, { briefs, seed });
  const ms = performance.now() - start;
  writeFileSync(script, JSON.stringify(makeScript({ briefs, seed })));
  return { bytes, ms };
};
