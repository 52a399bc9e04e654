import { defineCommand, filters } from '../command.ts';
import { gather } from '../inquiry/gather.ts';
import { findView } from '../views/find.ts';
import { lookupIn } from '../views/kit/subjects.ts';

export const find = defineCommand({
  name: 'find',
  description: 'Full text: the briefs that hold these words, and the lines that do',
  visibility: 'private',
  arguments: {
    text: { kind: 'text', required: true, positional: true, description: 'Words to look for, in any order' },
    ...filters,
  },
  examples: [
    { line: 'find humanitarian convoy', shows: 'the lines that hold these words' },
    { line: 'find sanctions until:2016-09', shows: 'only what was published until then' },
  ],
  run(context, values) {
    const { text } = values;
    const evidence = gather(context, [{ kind: 'text', text, near: [] }], values);
    return findView({ text, evidence, state: context.corpus.state() }, lookupIn(context.corpus));
  },
});
