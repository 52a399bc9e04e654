import { defineCommand } from '../command.ts';
import { channelOf } from '../inquiry/audiences.ts';
import { endedBy } from '../inquiry/set-up.ts';
import { lookupIn } from '../views/kit/subjects.ts';
import { unfollowView } from '../views/unfollow.ts';

export const unwatch = defineCommand({
  name: 'unwatch',
  description: 'Let a channel be told no more about a subject',
  visibility: 'private',
  isSetting: true,
  arguments: {
    subject: { kind: 'subject', orText: true, required: true, positional: true, description: 'What it watches' },
    channel: { kind: 'channel', description: 'The channel that you ask in, where you name none' },
  },
  examples: [{ line: 'unwatch aleppo', shows: 'the end of watching Aleppo in this channel' }],
  async run(context, { subject: focus, channel }) {
    const told = channelOf(context, channel, 'unwatch aleppo');
    const done = await endedBy(context, told, focus);
    return unfollowView({ told: { kind: 'channel', id: told.audience.id }, ...done }, lookupIn(context.corpus));
  },
});
