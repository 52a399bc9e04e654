import { defineCommand, filters, type Focus } from '../command.ts';
import { UserError } from '../kernel/errors.ts';
import { gather } from '../inquiry/gather.ts';
import { targetOf } from '../inquiry/target.ts';
import { lookupIn } from '../views/kit/subjects.ts';
import { saidView } from '../views/said.ts';

export const said = defineCommand({
  name: 'said',
  description: 'What somebody said, in date order, their own words told apart from paraphrase',
  visibility: 'private',
  arguments: {
    actor: { kind: 'actor', positional: true, description: 'Who spoke' },
    about: { kind: 'subject', orText: true, positional: true, description: 'Only what concerns this' },
    ...filters,
  },
  examples: [
    { line: 'said ryabkov', shows: 'every statement of one actor' },
    { line: 'said kerry about aleppo', shows: 'only what concerns Aleppo' },
    { line: 'said about:sanctions', shows: 'what anybody said about sanctions' },
  ],
  run(context, values) {
    const { actor, about } = values;
    if (!actor && !about) throw new UserError('Say who spoke, or about what: `said ryabkov`, `said about:aleppo`.');
    const speaker: Focus | undefined = actor && { kind: 'subject', subject: actor };
    const evidence = gather(
      context,
      [speaker, about].filter((focus) => focus !== undefined),
      values,
    );
    return saidView(
      {
        speaker: speaker && targetOf(context, speaker),
        about: about && targetOf(context, about),
        evidence,
        state: context.corpus.state(),
      },
      lookupIn(context.corpus),
    );
  },
});
