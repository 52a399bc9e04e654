import { isDisputed, type ClaimRecord } from '../../corpus/facts.ts';
import type { Brief, Side, Stance } from '../../corpus/model.ts';
import type { Item, Span, Spans } from '../../message/model.ts';
import { dateKey } from './dates.ts';
import { marks, names } from './items.ts';
import type { Page } from './page.ts';
import { capital, emphasis, plain, sentence, strong } from './spans.ts';

const ORDER: readonly Side[] = ['asserts', 'confirms', 'doubts', 'denies'];

/** A claim with all its sides under it, for and against told apart, each with when and through whom. */
export function claimItem(record: ClaimRecord, page: Page): Item {
  const sides = mergedSides(record);
  return {
    spans: [strong(sentence(record.claim)), plain(' '), emphasis(stateOf(record, sides))],
    under: sides.map((side) => sideSpans(side, page)),
  };
}

interface MergedSide {
  readonly stance: Stance;
  readonly briefs: readonly Brief[];
}

function stateOf(record: ClaimRecord, sides: readonly MergedSide[]): string {
  if (!isDisputed(record)) {
    const against = sides.some(({ stance }) => stance.stance === 'denies' || stance.stance === 'doubts');
    return against ? 'Nobody in these briefs stands by it.' : 'Nobody in these briefs answers it.';
  }
  return 'Disputed, unresolved in these briefs.';
}

function sideSpans({ stance, briefs }: MergedSide, page: Page): Spans {
  const first = briefs[0];
  const when = stance.on ? page.when(stance.on) : first ? `reported ${page.when(first.published)}` : '';
  const via = stance.via.length > 0 ? `, via ${names(stance.via, page)}` : '';
  const note: readonly Span[] = stance.note === undefined ? [] : [plain(` ${sentence(capital(stance.note))}`)];
  return [
    strong(capital(stance.stance)),
    plain(`: ${page.lookup.name(stance.by)}, ${when}${via}.`),
    ...note,
    ...marks(briefs, page),
  ];
}

/** The same side of the same actor, told by several briefs in the same way, is one line with all its citations. */
function mergedSides(record: ClaimRecord): readonly MergedSide[] {
  const merged = new Map<string, { stance: Stance; briefs: Brief[] }>();
  for (const { stance, brief } of record.stances) {
    const key = JSON.stringify([stance.by, stance.stance, stance.on?.date, stance.via, stance.note]);
    const known = merged.get(key);
    if (known) known.briefs.push(brief);
    else merged.set(key, { stance, briefs: [brief] });
  }
  const when = ({ stance, briefs }: MergedSide) => {
    const dated = stance.on ?? briefs[0]?.published;
    return dated ? dateKey(dated) : '';
  };
  return [...merged.values()].toSorted(
    (a, b) => ORDER.indexOf(a.stance.stance) - ORDER.indexOf(b.stance.stance) || when(a).localeCompare(when(b)),
  );
}
