import { statSync } from 'node:fs';
import type { Tasks } from '../tasks.ts';
import { buildEngine, saveEngine } from './engine.ts';

export const minisearchBuild: Tasks['minisearchBuild'] = ({ folder, index }) => {
  const start = performance.now();
  saveEngine(buildEngine(folder), index);
  return { ms: performance.now() - start, bytes: statSync(index).size };
};
