import { numberText } from './number-text.ts';
import type { Evidence } from '../../corpus/evidence.ts';
import type { Action, Block } from '../../message/model.ts';
import type { Day } from '../../kernel/partial-date.ts';
import { dateText, daysText } from './dates.ts';
import type { Page } from './page.ts';
import { count, note, plain } from './spans.ts';

/** How many briefs an answer rests on, when they appeared, and how the question was narrowed; after other small print. */
export function scope(evidence: Evidence, page: Page, before = ''): Block {
  const { briefs, total, atLeast, order, someWords } = evidence;
  const when = briefs.length === 0 ? '' : `, published ${page.published(briefs)}`;
  const all = count(total, 'brief');
  const amount =
    briefs.length < total
      ? `${order === 'newest' ? 'The newest' : 'The best'} ${numberText(briefs.length)} of ${atLeast ? 'more than ' : ''}${all}`
      : all;
  const some = someWords ? ' No brief has all of these words: these have some of them.' : '';
  return note(plain(`${before}${amount}${when}${narrowed(evidence)}.${some}`));
}

/** "; only since 1 Nov 2016; carried by Interfax", or nothing. */
export function narrowed(evidence: Pick<Evidence, 'filters'>): string {
  return narrowing(evidence)
    .map((part) => `; ${part}`)
    .join('');
}

export function narrowing({ filters }: Pick<Evidence, 'filters'>): readonly string[] {
  const { since, until, outlet, place } = filters;
  return [asked(since, until), outlet && `carried by ${outlet.name}`, place && `in ${place.name}`].filter(
    (part) => part !== undefined,
  );
}

function asked(since: Day | undefined, until: Day | undefined): string | undefined {
  if (since && until) return `only ${daysText(since, until)}`;
  if (since) return `only since ${dateText(since)}`;
  return until && `only until ${dateText(until)}`;
}

/** A button for the briefs that came before, where some were left out. */
export function earlierAction(evidence: Evidence): readonly Action[] {
  return evidence.earlier === undefined ? [] : [{ kind: 'button', label: 'Earlier briefs', line: evidence.earlier }];
}
