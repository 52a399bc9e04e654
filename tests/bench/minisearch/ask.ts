import { askAll } from '../ask-all.ts';
import type { Tasks } from '../tasks.ts';
import { loadEngine } from './engine.ts';

/** A keystroke costs it so much that fewer of them are enough for a percentile. */
const TYPED_NAMES = 20;

export const minisearchAsk: Tasks['minisearchAsk'] = ({ script, index }) => {
  const engine = loadEngine(index);
  return askAll({
    script,
    typedNames: TYPED_NAMES,
    answer: ({ text, options }) => engine.search(text, { combineWith: 'AND', ...options }).length > 0,
    complete: (prefix) => engine.autoSuggest(prefix, { fields: ['names'] }),
  });
};
