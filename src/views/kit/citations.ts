import type { BriefId } from '../../corpus/ids.ts';
import type { Brief } from '../../corpus/model.ts';
import type { SourceEntry, Span } from '../../message/model.ts';
import { writeLine } from '../../line/write-line.ts';
import type { Dated } from '../../corpus/fields.ts';
import type { Lookup } from './subjects.ts';

/** Numbers the briefs of one answer in the order in which they are first cited. */
export interface Citations {
  cite(brief: Brief): Span;
  /** One mark for each brief, in rising order, without repeats. */
  citeAll(briefs: readonly Brief[]): readonly Span[];
  entries(): readonly SourceEntry[];
}

/** Shown where an article does not say who published it. */
const NO_OUTLET = 'outlet not named';

export function createCitations(lookup: Lookup, when: (dated: Dated) => string): Citations {
  const numbers = new Map<BriefId, number>();
  const entries: SourceEntry[] = [];
  const numberOf = (brief: Brief): number => {
    const known = numbers.get(brief.id);
    if (known !== undefined) return known;
    const n = entries.length + 1;
    numbers.set(brief.id, n);
    const { outlet, url } = brief.source;
    entries.push({
      n,
      headline: brief.headline,
      outlet: outlet === undefined ? NO_OUTLET : lookup.name(outlet),
      published: when(brief.published),
      url,
      line: writeLine('story', [brief.id]),
    });
    return n;
  };
  return {
    cite: (brief) => ({ kind: 'cite', n: numberOf(brief) }),
    citeAll: (briefs) =>
      [...new Set(briefs.map(numberOf))].toSorted((a, b) => a - b).map((n): Span => ({ kind: 'cite', n })),
    entries: () => entries,
  };
}
