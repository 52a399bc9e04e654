import { defineCommand } from '../command.ts';
import { channelOf, needEditor } from '../inquiry/audiences.ts';
import { listed, setQuiet } from '../inquiry/set-up.ts';
import { followingView } from '../views/following.ts';
import { lookupIn } from '../views/kit/subjects.ts';

export const watching = defineCommand({
  name: 'watching',
  description: 'What a channel watches, when it wants quiet, and what is held for it',
  visibility: 'private',
  isSetting: true,
  arguments: {
    channel: { kind: 'channel', description: 'The channel that you ask in, where you name none' },
    quiet: { kind: 'text', description: 'Hours in which nothing is posted: 22:00-7:00, or off' },
    zone: { kind: 'zone', description: 'The time zone of these hours: Europe/Paris. Yours where it is known' },
  },
  examples: [
    { line: 'watching', shows: 'what this channel watches' },
    { line: 'watching quiet:22:00-7:00 zone:Europe/Paris', shows: 'nothing at night; it comes in the morning' },
  ],
  async run(context, { channel, ...typed }) {
    const told = channelOf(context, channel, 'watching');
    if (typed.quiet !== undefined || typed.zone !== undefined) await needEditor(told);
    await setQuiet(context, told, typed);
    const view = await listed(context, told);
    const channelTold = { kind: 'channel', id: told.audience.id } as const;
    return followingView({ told: channelTold, ...view }, lookupIn(context.corpus));
  },
});
