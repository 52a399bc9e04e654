import { defineCommand, filters } from '../command.ts';
import { gather } from '../inquiry/gather.ts';
import { latestView } from '../views/latest.ts';
import { lookupIn } from '../views/kit/subjects.ts';

/** Whole days within so many briefs, so at least one day. */
const BRIEFS = 10;
const SUBJECTS = 10;

export const latest = defineCommand({
  name: 'latest',
  description: 'The newest briefs and what they speak of',
  visibility: 'private',
  arguments: filters,
  examples: [
    { line: 'latest', shows: 'the newest briefs' },
    { line: 'latest outlet:interfax', shows: 'only what one outlet or agency carried' },
    { line: 'latest place:syria since:2016-11', shows: 'only what concerns a place' },
  ],
  run(context, values) {
    const { corpus } = context;
    const view = {
      evidence: gather(context, [], values, 'until', BRIEFS),
      subjects: corpus.inTheNews({ kinds: ['actor', 'place', 'topic'], limit: SUBJECTS }),
      state: corpus.state(),
    };
    return latestView(view, lookupIn(corpus));
  },
});
