import { defineCommand, filters } from '../command.ts';
import { gather } from '../inquiry/gather.ts';
import { targetOf } from '../inquiry/target.ts';
import { lookupIn } from '../views/kit/subjects.ts';
import { sourcesView } from '../views/sources.ts';

export const sources = defineCommand({
  name: 'sources',
  description: 'Which outlets and agencies carried it, and between which days',
  visibility: 'private',
  arguments: {
    subject: {
      kind: 'subject',
      orText: true,
      positional: true,
      description: 'An actor, a place, a topic, or words; all briefs without it',
    },
    ...filters,
  },
  examples: [
    { line: 'sources', shows: 'every outlet and agency' },
    { line: 'sources ryabkov', shows: 'who carried the words of one actor' },
  ],
  run(context, values) {
    const { subject } = values;
    const evidence = gather(context, subject ? [subject] : [], values);
    const target = subject && targetOf(context, subject);
    return sourcesView({ target, evidence, state: context.corpus.state() }, lookupIn(context.corpus));
  },
});
