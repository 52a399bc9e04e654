import { spanOf } from '../../kernel/partial-date.ts';
import type { Day } from '../../kernel/partial-date.ts';
import type { BriefContent } from '../brief-content.ts';
import type { BriefId, ClaimId, SubjectId } from '../ids.ts';
import type { Brief } from '../model.ts';
import type { PlainName, Registers } from '../load/loaded.ts';
import { sharedKeysOf, type SharedKey } from '../shared-keys.ts';
import { postingsOf, SPEAKS, sidesOf, standingsIn } from './postings.ts';

/** All that the index keeps of a brief, as plain data that can be sent between threads. */
export interface PreparedBrief {
  readonly id: BriefId;
  readonly day: Day;
  /** The last day of publication, where the date is more than one day. */
  readonly lastDay: Day | undefined;
  readonly json: string;
  readonly text: readonly [headline: string, summary: string, names: string, body: string];
  readonly postings: readonly (readonly [SubjectId, number])[];
  readonly plainNames: readonly PlainName[];
  readonly claims: readonly (readonly [ClaimId, number])[];
  readonly shared: readonly SharedKey[];
  /** Absent where it only moves, and says what it said. */
  readonly content?: BriefContent | undefined;
}

export function prepare(brief: Brief, plainNames: readonly PlainName[], registers: Registers): PreparedBrief {
  const span = spanOf(brief.published.date);
  const postings = [...postingsOf(brief, registers)];
  return {
    id: brief.id,
    day: span.from,
    lastDay: span.to === span.from ? undefined : span.to,
    json: JSON.stringify(brief),
    text: [brief.headline, brief.summary, namesIn(postings, plainNames, registers), bodyOf(brief)],
    postings,
    plainNames,
    claims: [...sidesOf(brief)],
    shared: sharedKeysOf(brief),
  };
}

function namesIn(postings: PreparedBrief['postings'], plainNames: readonly PlainName[], registers: Registers): string {
  const plain = new Map(plainNames.map(({ id, name }) => [id, name]));
  const standing = standingsIn(registers);
  return postings
    .filter(([, bits]) => bits & SPEAKS)
    .map(([id]) => standing(id).name ?? plain.get(id) ?? '')
    .join('\n');
}

/** Everything in a brief that a reader could have read, beside its headline and summary. */
function bodyOf(brief: Brief): string {
  const lines: (string | undefined)[] = [];
  for (const point of brief.points) lines.push(point.text, point.note);
  for (const statement of brief.statements) lines.push(statement.said, statement.quote, statement.note);
  for (const claim of brief.claims) {
    lines.push(claim.claim);
    for (const stance of claim.stances) lines.push(stance.note);
  }
  for (const figure of brief.figures) lines.push(figure.text, figure.note);
  lines.push(...brief.notes, brief.source.title, brief.source.author);
  return lines.filter((text) => text !== undefined).join('\n');
}
