import { defineCommand, type CommandContext } from '../command.ts';
import { gather } from '../inquiry/gather.ts';
import { lookupIn } from '../views/kit/subjects.ts';
import { whoView } from '../views/who.ts';

/** How many companions are asked for: what the answer shows. Their total is always told. */
const COMPANIONS = 8;
const TOPICS = 6;

export const who = defineCommand({
  name: 'who',
  description: 'Who somebody is: roles, spellings, latest words, who appears with them',
  visibility: 'private',
  arguments: {
    actor: {
      kind: 'actor',
      required: true,
      positional: true,
      description: 'A person or an organisation, by any spelling, initials or role',
    },
  },
  examples: [
    { line: 'who lavrov', shows: 'who this is and what they said' },
    { line: 'who "russian foreign minister"', shows: 'the holder of a role' },
    { line: 'who Лавров', shows: 'the same in another script' },
  ],
  run(context: CommandContext, { actor }) {
    const { corpus } = context;
    const companions = corpus.companions(actor.id, { kinds: ['actor'], limit: COMPANIONS });
    const topics = corpus.companions(actor.id, { kinds: ['topic'], limit: TOPICS });
    return whoView(
      {
        actor,
        covers: corpus.covers(actor.id),
        evidence: gather(context, [{ kind: 'subject', subject: actor }], {}),
        companions: companions.companions,
        companionsTotal: companions.total,
        topics: topics.companions,
        topicsTotal: topics.total,
        among: companions.among,
        brief: (id) => corpus.brief(id),
        newestWith: (id) => corpus.briefs({ subjects: [actor.id, id], limit: 1 }).briefs[0],
      },
      lookupIn(corpus),
    );
  },
});
