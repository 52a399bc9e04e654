import { defineCommand } from '../command.ts';
import { askerOf } from '../inquiry/audiences.ts';
import { setUp } from '../inquiry/set-up.ts';
import { lookupIn } from '../views/kit/subjects.ts';
import { followView } from '../views/follow.ts';

export const follow = defineCommand({
  name: 'follow',
  description: 'Get a direct message when a brief says something new of a subject',
  visibility: 'private',
  isSetting: true,
  arguments: {
    subject: { kind: 'subject', required: true, positional: true, description: 'An actor, a place or a topic' },
  },
  examples: [{ line: 'follow aleppo', shows: 'news of Aleppo and of what lies within it, as direct messages' }],
  async run(context, { subject }) {
    const told = askerOf(context, `follow ${subject.id}`);
    const done = await setUp(context, told, subject);
    const whyNot = await context.services.follows.whyNot(told.audience);
    return followView({ told: { kind: 'person' }, subject, whyNot, ...done }, lookupIn(context.corpus));
  },
});
