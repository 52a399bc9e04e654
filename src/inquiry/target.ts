import type { CommandContext, Focus } from '../command.ts';
import type { Target } from '../corpus/target.ts';

export function targetOf({ corpus }: CommandContext, focus: Focus): Target {
  return focus.kind === 'text'
    ? { title: `“${focus.text}”`, ask: focus.text, near: focus.near, covers: new Set() }
    : {
        subject: focus.subject,
        title: focus.subject.name,
        ask: focus.subject.id,
        near: [],
        covers: corpus.covers(focus.subject.id),
      };
}
