import { claimsIn, everything } from '../corpus/facts.ts';
import type { ClaimRecord } from '../corpus/facts.ts';
import type { ClaimId } from '../corpus/ids.ts';
import type { Side as SideWord } from '../corpus/model.ts';
import type { ClaimNews } from './news.ts';
import type { InParts } from '../kernel/turns.ts';
import type { NewLines } from './new-lines.ts';
import type { WindowContent } from './window-content.ts';

/** Claims on which somebody took a side, the one that was spoken of last first; disputes apart. */
export function* claimNewsOf(
  content: WindowContent,
  { sides }: NewLines,
  recordOf: RecordOf,
): InParts<{ readonly disputes: readonly ClaimNews[]; readonly claims: readonly ClaimNews[] }> {
  const { after, through } = content.window;
  const added = Map.groupBy([...sides.values()].flat(), ({ first }) => first.item.claim.id);
  const disputes: ClaimNews[] = [];
  const claims: ClaimNews[] = [];
  for (const id of content.claims.keys()) {
    const theirs = added.get(id);
    yield;
    const record = theirs && recordOf(id);
    if (!record) continue;
    const news = { record, added: theirs.map(({ first }) => ({ stance: first.item.stance, brief: first.brief })) };
    const before = sidesAt(content, id, after.seq);
    if (isDispute(sidesAt(content, id, through.seq))) {
      disputes.push({ kind: isDispute(before) ? 'changed' : 'new', ...news });
    } else claims.push({ kind: before.size > 0 ? 'changed' : 'new', ...news });
  }
  return { disputes, claims };
}

/** A claim with every side of every brief in service. */
export type RecordOf = (id: ClaimId) => ClaimRecord | undefined;

/** Each is put together once, however many briefs speak of it. */
export function recordsIn({ claims }: WindowContent): RecordOf {
  const known = new Map<ClaimId, ClaimRecord | undefined>();
  return (id) => {
    if (!known.has(id)) {
      const [record] = claimsIn(claims.get(id) ?? [], { ...everything, claim: (claim) => claim.id === id });
      known.set(id, record);
    }
    return known.get(id);
  };
}

/** The sides that had been taken at a place in the order of arrivals, by whatever brief. */
function sidesAt({ claims, briefs }: WindowContent, id: ClaimId, seq: number): ReadonlySet<SideWord> {
  const told = (claims.get(id) ?? []).flatMap((brief) => briefs.get(brief.id)?.sides ?? []);
  return new Set(
    told.filter(({ item, since }) => item.claim.id === id && since <= seq).map(({ item }) => item.stance.stance),
  );
}

function isDispute(sides: ReadonlySet<SideWord>): boolean {
  return (sides.has('asserts') || sides.has('confirms')) && (sides.has('denies') || sides.has('doubts'));
}
