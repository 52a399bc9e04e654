import type { Day } from '../../kernel/partial-date.ts';
import type { BriefId, ClaimId } from '../ids.ts';
import type { Brief } from '../model.ts';
import { briefsAt, limitOf } from './query-briefs.ts';
import { inRange } from './query-range.ts';
import type { View } from './reader.ts';

const DISPUTED = '(c.sides & 3) <> 0 and (c.sides & 12) <> 0';

export function disputesIn(
  view: View,
  query: { readonly since?: Day | undefined; readonly until?: Day | undefined; readonly limit: number },
): { readonly claims: readonly ClaimId[]; readonly total: number } {
  const { since, until } = query;
  const all = view.cached(`disputes ${since ?? ''} ${until ?? ''}`, () => {
    const range = inRange(view, 'u.brief', since, until);
    const sql =
      since === undefined && until === undefined
        ? `select c.id, c.newest from claim c where ${DISPUTED} order by c.newest desc, c.id`
        : `select c.id, (select max(u.brief) from claim_use u where u.claim = c.no and ${range.sql}) as latest
             from claim c where ${DISPUTED} and latest is not null order by latest desc, c.id`;
    return view.all(sql, ...range.values).map((row) => row['id'] as ClaimId);
  });
  return { claims: all.slice(0, limitOf(query)), total: all.length };
}

export function claimBriefs(view: View, id: ClaimId): readonly Brief[] {
  const rows = view.all(
    'select u.brief from claim_use u where u.claim = (select no from claim where id = ?) order by u.brief desc',
    id,
  );
  return briefsAt(
    view,
    rows.map((row) => Number(row['brief'])),
  );
}

export function claimIds(view: View, id: ClaimId): readonly BriefId[] {
  const rows = view.all(
    `select b.id from claim_use u join brief b on b.row = u.brief
       where u.claim = (select no from claim where id = ?) order by u.brief desc`,
    id,
  );
  return rows.map((row) => row['id'] as BriefId);
}
