import { isDisputed, type ClaimRecord } from '../../corpus/facts.ts';
import type { Brief, Side, Stance } from '../../corpus/model.ts';
import type { Item, Span, Spans } from '../../message/model.ts';
import { dateKey } from './dates.ts';
import { marks, names } from './items.ts';
import type { Page } from './page.ts';
import { capital, emphasis, plain, sentence, strong } from './spans.ts';

const ORDER: readonly Side[] = ['asserts', 'confirms', 'doubts', 'denies'];

/** Beyond so many lines, each of the four stances keeps its newest ones and the rest are counted. */
const SIDES = 16;

/**
 * A claim with all its sides under it, for and against told apart, each with when and through whom.
 * @param fresh sides that are new: they are marked so, and shown in any case
 */
export function claimItem(record: ClaimRecord, page: Page, fresh: ClaimRecord['stances'] = []): Item {
  const sides = mergedSides(record);
  const isFresh = ({ stance: { by, stance }, briefs }: MergedSide) =>
    fresh.some((one) => one.stance.by === by && one.stance.stance === stance && briefs.includes(one.brief));
  const newest = new Set(ORDER.flatMap((stance) => newestOf(sides, stance)));
  const shown = sides.length > SIDES ? sides.filter((side) => newest.has(side) || isFresh(side)) : sides;
  const left = sides.length - shown.length;
  const more: readonly Spans[] = left > 0 ? [[emphasis(`+${left} more, of the same sides and earlier`)]] : [];
  return {
    spans: [strong(sentence(record.claim)), plain(' '), emphasis(stateOf(record, sides))],
    under: [...shown.map((side) => [...(isFresh(side) ? [emphasis('New: ')] : []), ...sideSpans(side, page)]), ...more],
  };
}

function newestOf(sides: readonly MergedSide[], stance: Side): readonly MergedSide[] {
  return sides.filter((side) => side.stance.stance === stance).slice(-SIDES / ORDER.length);
}

interface MergedSide {
  readonly stance: Stance;
  readonly briefs: readonly Brief[];
}

function stateOf(record: ClaimRecord, sides: readonly MergedSide[]): string {
  if (!isDisputed(record)) {
    const against = sides.some(({ stance }) => stance.stance === 'denies' || stance.stance === 'doubts');
    if (against) return 'Nobody in these briefs stands by it.';
    const confirmed = sides.some(({ stance }) => stance.stance === 'confirms');
    return confirmed ? 'Confirmed, and disputed by nobody in these briefs.' : 'Nobody in these briefs answers it.';
  }
  return 'Disputed, unresolved in these briefs.';
}

function sideSpans({ stance, briefs }: MergedSide, page: Page): Spans {
  // Newest first: the earliest report is the one that dates it.
  const earliest = briefs.at(-1);
  const when = stance.on ? page.when(stance.on) : earliest ? `reported ${page.when(earliest.published)}` : '';
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
    const dated = stance.on ?? briefs.at(-1)?.published;
    return dated ? dateKey(dated) : '';
  };
  return [...merged.values()].toSorted(
    (a, b) => ORDER.indexOf(a.stance.stance) - ORDER.indexOf(b.stance.stance) || when(a).localeCompare(when(b)),
  );
}
