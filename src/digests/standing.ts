import { systemPause, type Pause } from '../kernel/pause.ts';
import type { DigestStatus } from '../state/digests.ts';
import type { Tenant } from '../state/ids.ts';
import type { State } from '../state/open-state.ts';
import { StateError } from '../state/state-error.ts';
import type { DigestsStanding } from '../views/digests-standing.ts';

/** How the digests of a community are doing: what `status` shows of them. */
export interface Standings {
  /** Does not reject where the database does not answer: that is what somebody asks about. */
  of(tenant: Tenant, now: Temporal.Instant): Promise<DigestsStanding>;
}

/** Who asks wants to know of it before they give up. */
const PATIENCE_MS = 5000;
const SILENT: DigestsStanding = {
  kind: 'silent',
  why: 'It does not answer, and digests wait until it does: who runs the bot sees why in its log.',
};
/** For how long a failure is news. */
const TROUBLED_DAYS = 7;
/** What begins and ends within a minute is not worth a word. */
const HELD_UP_MS = 60_000;
/** More than anybody reads; the view cuts it again and says so. */
const MOST = 50;

/** @param pause default: that of the system */
export function digestStandings(state: () => Promise<State>, pause: Pause = systemPause): Standings {
  return {
    async of(tenant, now) {
      const answered = new AbortController();
      const silent = pause(PATIENCE_MS, answered.signal).then(
        () => SILENT,
        async () => new Promise<never>(() => undefined),
      );
      try {
        return await Promise.race([state().then(async (open) => look(open, tenant, now)), silent]);
      } catch (error) {
        if (error instanceof StateError) return { kind: 'silent', why: error.message };
        throw error;
      } finally {
        answered.abort();
      }
    },
  };
}

async function look({ digests, survey }: State, tenant: Tenant, now: Temporal.Instant): Promise<DigestsStanding> {
  const all = await digests.list(tenant);
  const lastArrival = await survey.lastArrival();
  if (all.length === 0) return { kind: 'none', lastArrival };
  const since = now.subtract({ hours: 24 * TROUBLED_DAYS });
  const [open, troubled] = await Promise.all([survey.open(tenant, MOST), survey.troubled(tenant, since, MOST)]);
  const of = (status: DigestStatus) => all.filter((digest) => digest.status === status);
  return {
    kind: 'some',
    lastArrival,
    count: all.length,
    next: of('active')
      .flatMap(({ name, channel, nextAt: at }) => (at ? [{ name, channel, at }] : []))
      .toSorted((a, b) => Temporal.Instant.compare(a.at, b.at)),
    paused: of('paused').length,
    suspended: of('suspended').map(({ name, reason }) => ({ name, why: reason })),
    heldUp: open
      .filter(
        ({ holder, startedAt }) => holder === undefined || now.since(startedAt).total('milliseconds') > HELD_UP_MS,
      )
      .map(({ name, slot, attempts }) => ({ name, slot, attempts })),
    troubled: troubled.map(({ name, slot, state: became, note }) => ({
      name,
      slot,
      isUnknown: became === 'unknown',
      why: note,
    })),
  };
}
