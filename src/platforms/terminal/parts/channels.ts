import type { Channels, Place } from '../../../platform.ts';
import type { Screen } from '../limits.ts';
import { localAsker } from './asker.ts';
import { shown } from './conversation.ts';

/** Prints between what is typed and answered. False where nobody reads any more: nothing was printed then. */
export type Interject = (text: string) => Promise<boolean>;

const ELSEWHERE = `At the terminal there is one channel: ${localAsker.channel ?? ''}.`;
/** Until somebody sits here again. */
const AGAIN_MS = 60_000;

/**
 * The screen, as a channel and as who sits there. What was printed cannot be asked for: a post that an earlier run may have
 * printed is not printed again.
 * @param screen a post is laid out for it when it is made, with the lines that its choices stand for: numbers are the last answer's
 */
export function createChannels(interject: Interject, screen: () => Screen): Channels {
  return {
    look: async (place) => (isHere(place) ? { kind: 'open' } : { kind: 'closed', why: ELSEWHERE }),
    posts: (message) => [shown({ message, line: '', page: 1, visibility: 'public' }, screen()).text],
    async post(place, content, { key, since }) {
      if (!isHere(place)) return { kind: 'rejected', permanent: true, why: ELSEWHERE };
      if (since) return { kind: 'unknown' };
      const isPrinted = await interject(content);
      return isPrinted ? { kind: 'posted', reference: key } : { kind: 'retry', afterMs: AGAIN_MS };
    },
  };
}

function isHere({ tenant, to }: Place): boolean {
  const { tenant: local, channel, person } = localAsker;
  return tenant === local && to.id === (to.kind === 'channel' ? channel : person);
}
