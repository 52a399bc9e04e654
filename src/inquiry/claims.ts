import type { CommandContext } from '../command.ts';
import { claimsIn, everything, type ClaimRecord } from '../corpus/facts.ts';
import type { ClaimId } from '../corpus/ids.ts';
import type { Evidence } from '../corpus/evidence.ts';

/**
 * The claims that an answer is about, each with every side that any brief of the corpus reports: filters and limits choose
 * the claims, and never hide a side of one.
 */
export function claimRecords(context: CommandContext, { briefs, concern }: Evidence): readonly ClaimRecord[] {
  return wholeClaims(
    context,
    claimsIn(briefs, concern).map((record) => record.id),
  );
}

export function wholeClaims({ corpus }: CommandContext, ids: readonly ClaimId[]): readonly ClaimRecord[] {
  return ids.flatMap((id) => claimsIn(corpus.claim(id), everything).filter((record) => record.id === id));
}
