import { claimsIn, everything } from '../corpus/facts.ts';
import type { ClaimRecord } from '../corpus/facts.ts';
import type { ClaimId } from '../corpus/ids.ts';
import type { Side as SideWord } from '../corpus/model.ts';
import type { ClaimNews } from './news.ts';
import type { NewLines } from './new-lines.ts';
import type { WindowContent } from './window-content.ts';

/** Claims on which somebody took a side, the one that was spoken of last first; disputes apart. */
export function claimNewsOf(
  content: WindowContent,
  { sides }: NewLines,
): { readonly disputes: readonly ClaimNews[]; readonly claims: readonly ClaimNews[] } {
  const { after, through } = content.window;
  const added = Map.groupBy([...sides.values()].flat(), ({ first }) => first.item.claim.id);
  const disputes: ClaimNews[] = [];
  const claims: ClaimNews[] = [];
  for (const id of content.claims.keys()) {
    const theirs = added.get(id);
    const record = recordOf(content, id);
    if (!theirs || !record) continue;
    const news = { record, added: theirs.map(({ first }) => ({ stance: first.item.stance, brief: first.brief })) };
    const before = sidesAt(content, id, after.seq);
    if (isDispute(sidesAt(content, id, through.seq))) {
      disputes.push({ kind: isDispute(before) ? 'changed' : 'new', ...news });
    } else claims.push({ kind: before.size > 0 ? 'changed' : 'new', ...news });
  }
  return { disputes, claims };
}

/** With every side of every brief in service. */
export function recordOf({ claims }: WindowContent, id: ClaimId): ClaimRecord | undefined {
  return claimsIn(claims.get(id) ?? [], everything).find((record) => record.id === id);
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
