import { setImmediate } from 'node:timers/promises';
import type { Content, Contents } from '../corpus/contents.ts';
import type { Corpus } from '../corpus/corpus.ts';
import { subjectsOf, subjectsOfFigure, subjectsOfPoint, subjectsOfStatement } from '../corpus/facts.ts';
import type { BriefId, ClaimId, SubjectId } from '../corpus/ids.ts';
import type { Brief } from '../corpus/model.ts';
import { articleKey, eventKey, metricKey, type SharedKey } from '../corpus/shared-keys.ts';
import { asBriefId } from '../corpus/typed-id.ts';
import { inTurns, type InParts } from '../kernel/turns.ts';
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

/** Rows read before others have their turn: some milliseconds. */
const ARRIVALS_AT_ONCE = 1000;
const BRIEFS_AT_ONCE = 100;

/** A brief and its content of the same version of the index. */
interface Held {
  readonly brief: Brief;
  readonly content: Content;
}

/** Reads what the news of a window are worked out from. Others have their turn in between. */
export async function gatherWindow(parts: GatherParts, window: Window): Promise<WindowContent> {
  const { arrivals } = parts;
  const all = await arrivalsBetween(arrivals, window.after.seq, window.through.seq);
  const { ids, held, claims } = await inTurns(readBriefs(parts, latestOf(all)));
  const briefs = await withHistories(arrivals, held);
  const arrived = ids.flatMap((id) => briefs.get(id) ?? []);
  const firstNamed = await actorsFirstNamed(parts, window, arrived);
  return { window, arrived, briefs, claims, firstNamed };
}

/** Those that arrived, and those that have something in common with them. Each is read once. */
function* readBriefs({ corpus, contents }: GatherParts, arrivals: readonly Arrival[]) {
  const held = new Map<BriefId, Held>();
  const claims = new Map<ClaimId, readonly Brief[]>();
  const shared = new Set<SharedKey>();

  const hold = (id: BriefId): Brief | undefined => {
    const known = held.get(id);
    if (known) return known.brief;
    const brief = corpus.brief(id);
    const content = brief && contents.of(id);
    if (content) held.set(id, { brief, content });
    return brief;
  };
  function* share(key: SharedKey): InParts<void> {
    if (shared.has(key)) return;
    shared.add(key);
    for (const id of corpus.sharing(key)) {
      yield;
      hold(id);
    }
  }
  function* speakOf(claim: ClaimId): InParts<void> {
    if (claims.has(claim)) return;
    const briefs: Brief[] = [];
    claims.set(claim, briefs);
    for (const id of corpus.claimIds(claim)) {
      yield;
      const brief = hold(id);
      if (brief) briefs.push(brief);
    }
  }

  const ids: BriefId[] = [];
  for (const { brief: name } of arrivals) {
    yield;
    const id = asBriefId(name);
    const brief = id && hold(id);
    if (!brief) continue; // taken out since
    ids.push(brief.id);
    for (const event of eventsOf(brief)) yield* share(eventKey(event));
    for (const claim of brief.claims) yield* speakOf(claim.id);
    for (const { metric } of brief.figures) yield* share(metricKey(metric));
    const { url } = brief.source;
    if (url !== undefined) yield* share(articleKey(url));
  }
  return { ids, held: [...held.values()], claims };
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
    // oxlint-disable-next-line no-await-in-loop -- others have their turn
    await setImmediate();
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
  return inTurns(firstNamedIn(corpus, window, arrived, fresh));
}

/** @param fresh what was not there before the window */
function* firstNamedIn(
  corpus: Corpus,
  window: Window,
  arrived: readonly ToldBrief[],
  fresh: ReadonlySet<BriefId>,
): InParts<ReadonlySet<SubjectId>> {
  /** Briefs that were there, but did not name it. */
  const notYet = new Map<SubjectId, Set<BriefId>>();
  for (const told of arrived) {
    yield;
    if (!isKnown(told, window)) continue;
    const named = namedBefore(told, window);
    for (const id of subjectsOf(told.brief)) {
      if (!named.has(id)) notYet.set(id, (notYet.get(id) ?? new Set()).add(told.brief.id));
    }
  }
  const first = new Set<SubjectId>();
  const seen = new Set<SubjectId>();
  for (const { brief } of arrived) {
    for (const id of subjectsOf(brief)) {
      if (seen.has(id)) continue;
      yield;
      seen.add(id);
      if (corpus.subject(id)?.kind !== 'actor') continue;
      const has = (other: BriefId) => fresh.has(other) || notYet.get(id)?.has(other) === true;
      if (!corpus.isNamedBeside(id, { has })) first.add(id);
    }
    yield;
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
