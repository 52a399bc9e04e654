import type { CommandContext } from '../command.ts';
import type { Companion } from '../corpus/corpus.ts';
import type { Evidence } from '../corpus/evidence.ts';
import { subjectsOf } from '../corpus/facts.ts';
import type { SubjectId } from '../corpus/ids.ts';
import type { Actor, Brief } from '../corpus/model.ts';

/**
 * The actors that share these briefs with one actor, most briefs first, then by name: for a question that was narrowed.
 * Who lies within another counts for both, and an actor's own parts and wholes are no company, as in the whole corpus.
 */
export function companionsIn({ corpus }: CommandContext, actor: Actor, { briefs }: Evidence): readonly Companion[] {
  const withWholes = (id: SubjectId): readonly SubjectId[] => {
    const chain = [id];
    for (
      let at = corpus.subject(id)?.within;
      at !== undefined && !chain.includes(at);
      at = corpus.subject(at)?.within
    ) {
      chain.push(at);
    }
    return chain;
  };
  const kin = new Set([...corpus.covers(actor.id), ...withWholes(actor.id)]);
  const where = new Map<SubjectId, Set<Brief>>();
  for (const brief of briefs) {
    for (const id of [...subjectsOf(brief)].flatMap(withWholes)) {
      if (!kin.has(id)) where.set(id, (where.get(id) ?? new Set()).add(brief));
    }
  }
  return [...where]
    .flatMap(([id, shared]) => {
      const subject = corpus.subject(id);
      return subject?.kind === 'actor' ? [{ subject, briefs: shared.size }] : [];
    })
    .toSorted((a, b) => b.briefs - a.briefs || a.subject.name.localeCompare(b.subject.name));
}
