import { defineCommand } from '../command.ts';
import { wholeClaims } from '../inquiry/claims.ts';
import { lookupIn } from '../views/kit/subjects.ts';
import { storyView } from '../views/story.ts';

export const story = defineCommand({
  name: 'story',
  description: 'Everything that one brief holds, with what its article gets wrong or leaves open',
  visibility: 'private',
  arguments: {
    brief: { kind: 'brief', required: true, positional: true, description: 'The id of a brief, or words from it' },
  },
  examples: [
    { line: 'story 2016-11-29-moscow-denies-aleppo-swap', shows: 'one brief in full' },
    { line: 'story ceasefire hangzhou', shows: 'the brief that holds these words' },
  ],
  run(context, { brief }) {
    const claims = wholeClaims(
      context,
      brief.claims.map((claim) => claim.id),
    );
    return storyView(brief, claims, lookupIn(context.corpus));
  },
});
