import { defineCommand } from '../command.ts';
import { foundNames, readNames } from '../inquiry/text/found-names.ts';
import { lookupIn } from '../views/kit/subjects.ts';
import { namesView } from '../views/names.ts';

export const names = defineCommand({
  name: 'names',
  description: 'Who is in this? The actors, places and topics of the briefs that a text names',
  visibility: 'private',
  arguments: {
    text: {
      kind: 'text',
      whole: true,
      required: true,
      positional: true,
      description: 'A headline, a message, a paragraph',
    },
  },
  examples: [
    { line: 'names Kerry meets Lavrov in Geneva', shows: 'who and what a headline names' },
    { line: 'names Лавров обсудил Алеппо с Керри', shows: 'the same in another script' },
  ],
  run(context, { text }) {
    const found = foundNames(context, readNames(context, text));
    return namesView({ text, names: found, state: context.corpus.state() }, lookupIn(context.corpus));
  },
});
