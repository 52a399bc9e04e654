import type { EndState, PageState } from '../state/delivery.ts';

export interface PagesEnd {
  readonly state: EndState;
  /** A sentence for the editors of the digest, where not all of it is there. */
  readonly note: string | undefined;
  /** Whether readers have it, as far as they ever will: the next window starts after it. */
  readonly isCovered: boolean;
}

/**
 * How a delivery ends whose pages have all been dealt with. What is refused as a whole is not covered: it is in the window of
 * the next slot again. Of what is there in part the rest is not sent again, as nobody could read the same twice then.
 * @param why the last reason that the platform gave for refusing a page
 */
export function endOfPages(states: readonly PageState[], why: string | undefined): PagesEnd {
  const count = (state: PageState) => states.filter((one) => one === state).length;
  const [refused, unsure] = [count('rejected'), count('unknown')];
  const messages = states.length === 1 ? 'The message' : `${refused} of ${states.length} messages`;
  const refusal = refused === 0 ? [] : [`${messages} ${refused > 1 ? 'were' : 'was'} refused${colon(why)}`];
  if (unsure > 0) {
    const which = states.length === 1 ? 'the message' : `${unsure} of ${states.length} messages`;
    const doubt = `The platform cannot tell whether ${which} came: look into the channel, as nothing is sent again.`;
    return { state: 'unknown', note: [doubt, ...refusal].join(' '), isCovered: true };
  }
  const [note] = refusal;
  if (count('posted') > 0) return { state: 'delivered', note, isCovered: true };
  return { state: 'failed', note: note && `${note} What it said is in the next digest.`, isCovered: false };
}

function colon(why: string | undefined): string {
  return why === undefined ? '.' : `: ${why}`;
}
