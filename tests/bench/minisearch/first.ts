import type { Tasks } from '../tasks.ts';
import { loadEngine } from './engine.ts';

export const minisearchFirst: Tasks['minisearchFirst'] = ({ index, text }) => ({
  hits: loadEngine(index).search(text, { combineWith: 'AND' }).length,
});
