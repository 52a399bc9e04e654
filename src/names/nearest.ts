import type { SubjectId } from '../corpus/ids.ts';
import type { Among, NameHit, NameTable } from '../corpus/name-table.ts';
import { skeleton } from '../kernel/skeleton.ts';
import type { Reading } from './reading.ts';

const SUGGESTIONS = 5;
const WORDS = 6;
/** A word of fewer letters suggests nothing beside longer ones: "of", "all". */
const TELLING = 4;

/** What may have been meant by a text that means nothing: to be offered, never assumed. The best first. */
export function nearestTo(table: NameTable, readings: readonly Reading[], among: Among): readonly NameHit[] {
  const core = readings[0]?.cores.at(-1)?.tokens.slice(0, WORDS) ?? [];
  const bearers = (words: readonly string[]): readonly NameHit[] =>
    words.flatMap((word) => table.withTokens([word], SUGGESTIONS, among));
  const long = core.filter((token) => token.length >= TELLING);
  const telling = long.length > 0 ? long : core;
  const ways: readonly (() => readonly NameHit[])[] = [
    () => bearers(telling),
    () => telling.flatMap((token) => bearers(table.tokensSpelt(skeleton(token), WORDS))),
    () => telling.flatMap((token) => bearers(table.tokensLike(token, 2, WORDS))),
    () => telling.flatMap((token) => table.withPrefix([], token, SUGGESTIONS, among)),
    () => telling.flatMap((token) => bearers(table.tokensSounding(token, WORDS))),
  ];
  const nearest = new Map<SubjectId, NameHit>();
  for (const way of ways) {
    for (const hit of way().toSorted((left, right) => right.briefs - left.briefs)) {
      if (nearest.size < SUGGESTIONS && !nearest.has(hit.id)) nearest.set(hit.id, hit);
    }
    if (nearest.size >= SUGGESTIONS) break;
  }
  return [...nearest.values()];
}
