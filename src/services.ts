import type { DigestOffice } from './digests/office.ts';
import type { Standings } from './digests/standing.ts';
import type { NewsDesk } from './news/news.ts';
import type { FollowOffice } from './follows/office.ts';

/**
 * What commands may ask beside the briefs: what lies in the precious database. It is opened by the first call that needs it,
 * as most answers do not. Every call may reject with a `StateError`, which says what to do.
 */
export interface Services {
  readonly news: NewsDesk;
  readonly standings: Standings;
  readonly digests: DigestOffice;
  readonly follows: FollowOffice;
}
