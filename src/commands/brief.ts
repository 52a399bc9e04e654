import { about, defineCommand, filters } from '../command.ts';
import { claimRecords } from '../inquiry/claims.ts';
import { gather } from '../inquiry/gather.ts';
import { targetOf } from '../inquiry/target.ts';
import { briefView } from '../views/brief.ts';
import { lookupIn } from '../views/kit/subjects.ts';

export const brief = defineCommand({
  name: 'brief',
  description: 'What happened about a subject, with disputes, numbers, who is involved and sources',
  visibility: 'private',
  arguments: {
    subject: about,
    ...filters,
  },
  examples: [
    { line: 'brief aleppo', shows: 'what happened in and about Aleppo' },
    { line: 'brief ceasefire since:2016-09 until:2016-09', shows: 'only what was published in September 2016' },
    { line: 'brief lavrov place:geneva', shows: 'an actor in one place' },
  ],
  run(context, values) {
    const target = targetOf(context, values.subject);
    const evidence = gather(context, [values.subject], values);
    const claims = claimRecords(context, evidence);
    const view = { target, evidence, claims, state: context.corpus.state(), filters: context.line.named };
    return briefView(view, lookupIn(context.corpus));
  },
});
