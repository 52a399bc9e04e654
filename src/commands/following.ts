import { defineCommand } from '../command.ts';
import { askerOf } from '../inquiry/audiences.ts';
import { listed, setQuiet } from '../inquiry/set-up.ts';
import { followingView } from '../views/following.ts';
import { lookupIn } from '../views/kit/subjects.ts';

export const following = defineCommand({
  name: 'following',
  description: 'What you follow, when you want quiet, and what is held for you',
  visibility: 'private',
  isSetting: true,
  arguments: {
    quiet: { kind: 'text', description: 'Hours in which nothing is sent: 22:00-7:00, or off' },
    zone: { kind: 'zone', description: 'The time zone of these hours: Europe/Paris. Yours where it is known' },
  },
  examples: [
    { line: 'following', shows: 'what you follow, with a way to end each' },
    { line: 'following quiet:22:00-7:00 zone:Europe/Paris', shows: 'nothing at night; it comes in the morning' },
  ],
  async run(context, typed) {
    const told = askerOf(context, 'following');
    await setQuiet(context, told, typed);
    const view = await listed(context, told);
    return followingView({ told: { kind: 'person' }, ...view }, lookupIn(context.corpus));
  },
});
