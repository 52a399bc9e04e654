import type { Evidence } from '../../corpus/evidence.ts';
import { spanOf } from '../../kernel/partial-date.ts';
import type { Action, Block } from '../../message/model.ts';
import { dateText, daysText } from './dates.ts';
import { count, note, plain } from './spans.ts';

/** How many briefs an answer rests on, when they appeared, and how the question was narrowed. */
export function scope(evidence: Evidence): Block {
  const { briefs, total, atLeast } = evidence;
  const days = briefs.flatMap((brief) => {
    const span = spanOf(brief.published.date);
    return [span.from, span.to];
  });
  const sorted = days.toSorted();
  const first = sorted[0];
  const last = sorted.at(-1);
  const when = first && last ? `, published ${daysText(first, last)}` : '';
  const all = count(total, 'brief');
  const amount =
    briefs.length < total
      ? `The newest ${briefs.length.toLocaleString('en')} of ${atLeast ? 'more than ' : ''}${all}`
      : all;
  return note(plain(`${amount}${when}${narrowed(evidence)}.`));
}

/** "; since 1 Nov 2016; outlet Interfax", or nothing. */
export function narrowed({ filters }: Pick<Evidence, 'filters'>): string {
  const { since, until, outlet, place } = filters;
  const parts = [
    since && `published since ${dateText(since)}`,
    until && `published until ${dateText(until)}`,
    outlet && `carried by ${outlet.name}`,
    place && `in ${place.name}`,
  ];
  return parts.map((part) => (part === undefined ? '' : `; ${part}`)).join('');
}

/** A button for the briefs that came before, where some were left out. */
export function earlierAction(evidence: Evidence): readonly Action[] {
  return evidence.earlier === undefined ? [] : [{ kind: 'button', label: 'Earlier briefs', line: evidence.earlier }];
}
