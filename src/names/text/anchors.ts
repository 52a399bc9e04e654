import type { SubjectId } from '../../corpus/ids.ts';
import type { Mention } from './mention.ts';
import type { RunningText, TextWord } from './running-text.ts';
import type { Scan } from './scan.ts';
import type { Sources } from './sources.ts';

/**
 * Common nouns name a subject only where the text also names what the subject is tied to: "ceasefire" is the Ceasefire in
 * Syria beside Syria, a part of it or its army, and elsewhere a question.
 */
export function anchored(
  sources: Sources,
  running: RunningText,
  scan: Scan,
  mentions: readonly Mention[],
): readonly Mention[] {
  if (!mentions.some(({ common }) => common)) return mentions;
  const present = new Set<SubjectId>();
  const add = (id: SubjectId): void => {
    for (let at: SubjectId | undefined = id; at !== undefined && !present.has(at); at = sources.subject(at)?.within) {
      present.add(at);
    }
  };
  for (const { ids, sure, common } of mentions) {
    const [id] = ids;
    const subject = id === undefined || !sure || common ? undefined : sources.subject(id);
    if (!subject) continue;
    add(subject.id);
    scan.anchorsOf(subject).forEach(add);
  }
  const isTied = (id: SubjectId, words: readonly string[]): boolean => {
    const subject = sources.subject(id);
    const anchors = subject ? scan.anchorsOf(subject) : [];
    const places = anchors.filter((one) => sources.subject(one)?.kind === 'place');
    const needed = places.length > 0 ? places : anchors;
    return needed.length === 0 || needed.some((one) => present.has(one) || isIn(words, sources.names.namesOf(one)));
  };
  return mentions.map((mention) => {
    if (!mention.common) return mention;
    const slice = running.words.slice(mention.first, mention.end);
    const words = slice.map(({ folded }) => folded);
    const tied = holdsNames(sources, slice) ? mention.ids : mention.ids.filter((id) => isTied(id, words));
    return tied.length > 0 ? { ...mention, ids: tied, sure: tied.length === 1 } : { ...mention, sure: false };
  });
}

/** "Kerry-Lavrov talks" holds names of its own, so that it is not the talks of others. */
function holdsNames({ names }: Sources, slice: readonly TextWord[]): boolean {
  return slice.some(
    ({ capital, folded }) =>
      capital && slice.length > 1 && names.named(folded, 1, { kinds: ['actor', 'place'] }).length > 0,
  );
}

/** "Syrian war" names what it is tied to by itself. */
function isIn(words: readonly string[], names: readonly string[]): boolean {
  const all = new Set(names);
  return words.some((_, from) => words.some((_word, to) => to >= from && all.has(words.slice(from, to + 1).join(' '))));
}
