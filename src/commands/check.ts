import { defineCommand } from '../command.ts';
import { compareText } from '../inquiry/text/compare-text.ts';
import { foundNames, readNames } from '../inquiry/text/found-names.ts';
import { checkView } from '../views/check.ts';
import { lookupIn } from '../views/kit/subjects.ts';

export const check = defineCommand({
  name: 'check',
  description: 'A text beside the briefs: which of its names, numbers and claims they hold, disputed or not',
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
    { line: 'check Kerry offered Russia a swap over Aleppo', shows: 'who asserts and who denies what a headline says' },
    {
      line: 'check Almost 400 civilians died in Aleppo within a week',
      shows: 'the same number, with its date and source',
    },
  ],
  run(context, { text }) {
    const read = readNames(context, text);
    const view = { text, names: foundNames(context, read), comparison: compareText(context, read) };
    return checkView({ ...view, state: context.corpus.state() }, lookupIn(context.corpus));
  },
});
