import { defineCommand } from '../command.ts';
import { askerOf } from '../inquiry/audiences.ts';
import { endedBy } from '../inquiry/set-up.ts';
import { lookupIn } from '../views/kit/subjects.ts';
import { unfollowView } from '../views/unfollow.ts';

export const unfollow = defineCommand({
  name: 'unfollow',
  description: 'Get no more messages about a subject',
  visibility: 'private',
  isSetting: true,
  arguments: {
    subject: { kind: 'subject', orText: true, required: true, positional: true, description: 'What you follow' },
  },
  examples: [{ line: 'unfollow aleppo', shows: 'the end of following Aleppo' }],
  async run(context, { subject: focus }) {
    const told = askerOf(context, 'unfollow aleppo');
    const done = await endedBy(context, told, focus);
    return unfollowView({ told: { kind: 'person' }, ...done }, lookupIn(context.corpus));
  },
});
