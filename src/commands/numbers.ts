import { about, defineCommand, filters } from '../command.ts';
import { gather } from '../inquiry/gather.ts';
import { targetOf } from '../inquiry/target.ts';
import { lookupIn } from '../views/kit/subjects.ts';
import { numbersView } from '../views/numbers.ts';

export const numbers = defineCommand({
  name: 'numbers',
  description: 'The numbers about a subject, each with its date and who gave it, never averaged',
  visibility: 'private',
  arguments: {
    subject: about,
    ...filters,
  },
  examples: [
    { line: 'numbers aleppo', shows: 'every number about Aleppo' },
    { line: 'numbers civilian deaths', shows: 'the same metric in several briefs' },
  ],
  run(context, values) {
    const evidence = gather(context, [values.subject], values);
    const view = { target: targetOf(context, values.subject), evidence, state: context.corpus.state() };
    return numbersView(view, lookupIn(context.corpus));
  },
});
