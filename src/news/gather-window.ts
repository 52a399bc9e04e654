import { setImmediate } from 'node:timers/promises';
import type { Content, Contents } from '../corpus/contents.ts';
import type { Corpus } from '../corpus/corpus.ts';
import { subjectsOf, subjectsOfFigure, subjectsOfPoint, subjectsOfStatement } from '../corpus/facts.ts';
import type { BriefId, ClaimId, SubjectId } from '../corpus/ids.ts';
import type { Brief } from '../corpus/model.ts';
import { articleKey } from '../corpus/shared-keys.ts';
import { asBriefId } from '../corpus/typed-id.ts';
import type { Arrival, Arrivals } from '../state/arrivals.ts';
import type { Window } from '../state/delivery.ts';
import type { Sequence } from '../state/ids.ts';
import { toldBrief, type ToldBrief } from './told-brief.ts';
import { isKnown, latestOf, type WindowContent } from './window-content.ts';

export interface GatherParts {
  readonly corpus: Corpus;
  readonly contents: Contents;
  readonly arrivals: Arrivals;
}

/** Rows read at once. */
const ARRIVALS_AT_ONCE = 5000;
/** Briefs read before others have their turn: some milliseconds. */
const BRIEFS_AT_ONCE = 100;

/** A brief and its content of the same version of the index. */
interface Held {
  readonly brief: Brief;
  readonly content: Content;
}

/** Reads what the news of a window are worked out from. Others have their turn in between. */
export async function gatherWindow(parts: GatherParts, window: Window): Promise<WindowContent> {
  const { corpus, contents, arrivals } = parts;
  const all = await arrivalsBetween(arrivals, window.after.seq, window.through.seq);
  const held = new Map<BriefId, Held>();
  const claims = new Map<ClaimId, readonly Brief[]>();
  const asked = new Set<string>();

  const hold = (briefs: readonly Brief[]) => {
    for (const brief of briefs) {
      const content = held.has(brief.id) ? undefined : contents.of(brief.id);
      if (content) held.set(brief.id, { brief, content });
    }
    return briefs.map((brief) => held.get(brief.id)?.brief ?? brief);
  };
  const once = (key: string, read: () => void) => {
    if (asked.has(key)) return;
    asked.add(key);
    read();
  };

  const ids: BriefId[] = [];
  for (const [at, { brief: name }] of latestOf(all).entries()) {
    // oxlint-disable-next-line no-await-in-loop -- others have their turn
    if (at % BRIEFS_AT_ONCE === BRIEFS_AT_ONCE - 1) await setImmediate();
    const id = asBriefId(name);
    const brief = id && corpus.brief(id);
    if (!brief) continue; // taken out since
    ids.push(brief.id);
    hold([brief]);
    for (const event of eventsOf(brief)) once(`e ${event}`, () => hold(corpus.event(event)));
    for (const { id: claim } of brief.claims) once(`c ${claim}`, () => claims.set(claim, hold(corpus.claim(claim))));
    for (const { metric } of brief.figures) once(`m ${metric}`, () => hold(corpus.metric(metric)));
    const { url } = brief.source;
    if (url !== undefined) once(articleKey(url), () => hold(corpus.article(url)));
  }

  const briefs = await withHistories(arrivals, [...held.values()]);
  const arrived = ids.flatMap((id) => briefs.get(id) ?? []);
  const firstNamed = await actorsFirstNamed(parts, window, arrived);
  return { window, arrived, briefs, claims, firstNamed };
}

function eventsOf(brief: Brief) {
  return new Set([...brief.points, ...brief.statements].flatMap(({ event }) => event ?? []));
}

async function arrivalsBetween(arrivals: Arrivals, after: Sequence, through: Sequence): Promise<readonly Arrival[]> {
  const all: Arrival[] = [];
  for (let from = after; from < through;) {
    // oxlint-disable-next-line no-await-in-loop -- one portion after the other
    const some = await arrivals.between(from, through, ARRIVALS_AT_ONCE);
    all.push(...some);
    from = some.at(-1)?.seq ?? through;
  }
  return all;
}

async function withHistories(arrivals: Arrivals, all: readonly Held[]): Promise<Map<BriefId, ToldBrief>> {
  const told = new Map<BriefId, ToldBrief>();
  for (let at = 0; at < all.length; at += BRIEFS_AT_ONCE) {
    const some = all.slice(at, at + BRIEFS_AT_ONCE);
    // oxlint-disable-next-line no-await-in-loop -- one portion after the other
    const found = await arrivals.versions(some.map(({ brief }) => brief.id));
    const versions = Map.groupBy(found, (version) => version.brief);
    for (const { brief, content } of some) told.set(brief.id, toldBrief(brief, content, versions.get(brief.id) ?? []));
    // oxlint-disable-next-line no-await-in-loop -- others have their turn
    await setImmediate();
  }
  return told;
}

/**
 * Actors that no brief had named before the window. A brief that was corrected had named those that its older lines name or
 * that it lists; what it did not name before is not told from its lines.
 */
async function actorsFirstNamed(
  { corpus, arrivals }: GatherParts,
  window: Window,
  arrived: readonly ToldBrief[],
): Promise<ReadonlySet<SubjectId>> {
  const since = await arrivalsBetween(arrivals, window.through.seq, await arrivals.last());
  const fresh = new Set(arrived.filter((told) => !isKnown(told, window)).map(({ brief }) => brief.id));
  for (const { brief, kind } of since) {
    const id = kind === 'new' ? asBriefId(brief) : undefined;
    if (id !== undefined) fresh.add(id);
  }
  const before = new Map(
    arrived.filter((told) => isKnown(told, window)).map((told) => [told, namedBefore(told, window)]),
  );
  const first = new Set<SubjectId>();
  const seen = new Set<SubjectId>();
  for (const { brief } of arrived) {
    for (const id of subjectsOf(brief)) {
      if (seen.has(id)) continue;
      seen.add(id);
      if (corpus.subject(id)?.kind !== 'actor') continue;
      const notYet = [...before].filter(([, named]) => !named.has(id)).map(([told]) => told.brief.id);
      if (!corpus.isNamedBeside(id, notYet.length === 0 ? fresh : new Set([...fresh, ...notYet]))) first.add(id);
    }
    // oxlint-disable-next-line no-await-in-loop -- others have their turn
    await setImmediate();
  }
  return first;
}

function namedBefore({ brief, points, statements, sides, figures }: ToldBrief, window: Window): ReadonlySet<SubjectId> {
  const isOld = ({ since }: { readonly since: number }) => since <= window.after.seq;
  return new Set([
    ...brief.actors,
    ...points.filter(isOld).flatMap(({ item }) => subjectsOfPoint(item)),
    ...statements.filter(isOld).flatMap(({ item }) => subjectsOfStatement(item)),
    ...sides.filter(isOld).flatMap(({ item: { stance } }) => [stance.by, ...stance.via]),
    ...figures.filter(isOld).flatMap(({ item }) => subjectsOfFigure(item)),
    ...(brief.source.outlet === undefined ? [] : [brief.source.outlet]),
    ...brief.source.reports,
  ]);
}
