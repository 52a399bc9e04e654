import { defineCommand } from '../command.ts';
import { channelOf, needEditor } from '../inquiry/audiences.ts';
import { setUp } from '../inquiry/set-up.ts';
import { UserError } from '../kernel/errors.ts';
import { followView } from '../views/follow.ts';
import { lookupIn } from '../views/kit/subjects.ts';

export const watch = defineCommand({
  name: 'watch',
  description: 'Let a channel be told when a brief says something new of a subject',
  visibility: 'private',
  isSetting: true,
  arguments: {
    subject: { kind: 'subject', required: true, positional: true, description: 'An actor, a place or a topic' },
    channel: { kind: 'channel', description: 'Where it is posted. The channel that you ask in, where you name none' },
  },
  examples: [{ line: 'watch aleppo', shows: 'news of Aleppo and of what lies within it, posted in this channel' }],
  async run(context, { subject, channel }) {
    const told = channelOf(context, channel, `watch ${subject.id}`);
    await needEditor(told);
    // A channel that cannot be posted in is not watched for: nobody would notice that nothing comes.
    const whyNot = await context.services.follows.whyNot(told.audience);
    if (whyNot !== undefined) throw new UserError(whyNot);
    const done = await setUp(context, told, subject);
    const view = { told: { kind: 'channel', id: told.audience.id }, subject, whyNot, ...done } as const;
    return followView(view, lookupIn(context.corpus));
  },
});
