import type { SubjectId } from '../corpus/ids.ts';
import { UserError } from '../kernel/errors.ts';
import type { NewsDesk } from '../news/news.ts';
import type { Audience } from '../state/audience.ts';
import type { State } from '../state/open-state.ts';
import { MESSAGES_AN_HOUR, MOST_FOLLOWED, type Followed, type FollowOffice } from './office.ts';
import { keptAs, type RunningChannels } from './people.ts';
import { readQuiet, writeQuiet } from './quiet-setting.ts';

/** How long a message that may not have come is told of. */
const TROUBLE_HOURS = 7 * 24;

export interface FollowOfficeParts {
  /** Opened by the first call that needs it. */
  readonly state: () => Promise<State>;
  readonly news: Pick<NewsDesk, 'last'>;
  readonly channels: RunningChannels;
}

export function createFollowOffice({ state: open, news, channels }: FollowOfficeParts): FollowOffice {
  const channelsOf = ({ platform }: Audience) => {
    const found = channels().get(platform);
    // Who they are there is not known before the platform runs.
    if (!found) throw new UserError('The bot is just starting or stopping: try again in a moment.');
    return found;
  };
  const kept = (audience: Audience) => keptAs(audience, channelsOf(audience));

  return {
    async follow(asked, { subject, by }, now) {
      const audience = kept(asked);
      const state = await open();
      // What is in service now has arrived then, and is no news to them.
      await news.last(now);
      const done = await state.follows.add(audience, { subject, by, most: MOST_FOLLOWED }, now);
      if (done === 'too many') throw new UserError(tooMany(audience));
      return done === 'added';
    },
    async unfollow(asked, subject) {
      return (await open()).follows.remove(kept(asked), subject);
    },
    async of(asked, now) {
      const audience = kept(asked);
      const state = await open();
      const [follows, quiet, held, suspension, trouble] = await Promise.all([
        state.follows.of(audience),
        readQuiet(state.settings, audience),
        state.heldNotices.count(audience),
        state.audiences.suspension(audience),
        state.notices.trouble(audience, now.subtract({ hours: TROUBLE_HOURS })),
      ]);
      return {
        follows: follows.map(followedOf),
        messagesAnHour: MESSAGES_AN_HOUR,
        quiet,
        held,
        suspension,
        trouble,
      };
    },
    async resume(asked) {
      return (await open()).audiences.resume(kept(asked));
    },
    async setQuiet(asked, quiet, now) {
      const audience = kept(asked);
      const state = await open();
      await writeQuiet(state.settings, audience, quiet, now);
      // What waits for the end of the old ones is looked at anew.
      await state.audiences.wake(audience);
      await state.notices.wake(audience);
    },
    async whyNot(asked) {
      const { tenant, kind, id } = kept(asked);
      const look = await channelsOf(asked).look({ tenant, to: { kind, id } });
      return look.kind === 'closed' ? look.why : undefined;
    },
  };
}

function followedOf({ subject, by, at }: Omit<Followed, 'subject'> & { readonly subject: string }): Followed {
  // It was the id of one when it was followed; one that the briefs do not know any more has no news.
  return { subject: subject as SubjectId, by, at };
}

function tooMany({ kind }: Audience): string {
  return kind === 'person'
    ? `You follow ${MOST_FOLLOWED} subjects, as many as one may: end one first, \`following\` lists them.`
    : `This channel watches ${MOST_FOLLOWED} subjects, as many as one may: end one first, \`watching\` lists them.`;
}
