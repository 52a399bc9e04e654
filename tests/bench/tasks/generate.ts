import { writeCorpus } from '../generate-corpus.ts';
import type { Tasks } from '../tasks.ts';

export const generate: Tasks['generate'] = ({ folder, briefs, seed }) => {
  const start = performance.now();
  const bytes = writeCorpus(folder, { briefs, seed });
  return { bytes, ms: performance.now() - start };
};
