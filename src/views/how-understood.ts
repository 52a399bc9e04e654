import type { Subject } from '../corpus/model.ts';
import type { SubjectId } from '../corpus/ids.ts';
import type { Block } from '../message/model.ts';
import { note, plain, strong } from './kit/spans.ts';
import { describe, subjectOption, type Lookup } from './kit/subjects.ts';

/** `as-typed`: no echo is due. `corrected`: other letters were typed. `read-as`: a role or initials led there. */
export type Reading = 'as-typed' | 'corrected' | 'read-as';

/** Says what a name was taken for, wherever that is not what was typed, and offers the other meanings. */
export function howUnderstood(
  typed: string,
  subject: Subject,
  reading: Reading,
  instead: readonly Subject[],
  lineFor: (id: SubjectId) => string,
  lookup: Lookup,
): readonly Block[] {
  const blocks: Block[] = [];
  switch (reading) {
    case 'corrected':
      blocks.push(note(plain('Showing '), strong(subject.name), plain(` for “${typed}”.`)));
      break;
    case 'read-as':
      blocks.push(note(plain(`“${typed}” read as `), strong(subject.name), plain(`, ${describe(subject, lookup)}.`)));
      break;
    case 'as-typed':
      break;
  }
  if (instead.length > 0) {
    const options = instead.slice(0, 10).map((other) => subjectOption(other, lineFor(other.id), lookup));
    blocks.push({ kind: 'actions', actions: [{ kind: 'menu', prompt: 'Not this one?', options }] });
  }
  return blocks;
}
