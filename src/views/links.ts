import type { Companion, CorpusState } from '../corpus/corpus.ts';
import type { Evidence } from '../corpus/evidence.ts';
import { everything, pointsIn, statementsIn, type ClaimRecord } from '../corpus/facts.ts';
import type { SubjectId } from '../corpus/ids.ts';
import type { Actor, Brief } from '../corpus/model.ts';
import type { Block, Item, Message } from '../message/model.ts';
import { writeLine } from '../line/write-line.ts';
import { claimItem } from './kit/claims.ts';
import { nothingFound } from './kit/empty.ts';
import { byTime, marks, pointItem, statementItem } from './kit/items.ts';
import { createPage, type Page } from './kit/page.ts';
import { earlierAction, scope } from './kit/scope.ts';
import { actions, button, section } from './kit/section.ts';
import { count, heading, note, plain, strong } from './kit/spans.ts';
import { describe, subjectOption, type Lookup } from './kit/subjects.ts';

const POINTS = 20;
const STATEMENTS = 10;

export interface LinksView {
  readonly actor: Actor;
  readonly covers: ReadonlySet<SubjectId>;
  readonly companions: readonly Companion[];
  readonly total: number;
  readonly among: number;
  /** Whether the companions are those of the evidence alone, which was narrowed. */
  readonly isNarrow: boolean;
  /** As typed, for follow-up lines. */
  readonly filters: Readonly<Record<string, string>>;
  readonly evidence: Evidence;
  readonly state: CorpusState;
  readonly coversOf: (id: SubjectId) => ReadonlySet<SubjectId>;
  /** The newest brief that speaks of the actor and of this one, within the filters. */
  readonly newestWith: (id: SubjectId) => Brief | undefined;
}

/** Who shares briefs with an actor, and the last thing that a brief says of both. */
export function linksView(view: LinksView, lookup: Lookup): Message {
  const { actor, companions, total, among, isNarrow, evidence, state } = view;
  if (companions.length === 0)
    return nothingFound(
      { words: `Nobody appears together with ${actor.name} in these briefs`, evidence, state },
      lookup,
    );
  const page = createPage(lookup);
  const read = !isNarrow && among < actor.briefs ? ` Counted in the newest ${count(among, 'brief')}.` : '';
  const blocks: readonly Block[] = [
    heading(`Who appears with ${actor.name}`, 1),
    note(plain(`Named in the same briefs. Only what a brief says of both is told here; nothing is concluded.${read}`)),
    ...(isNarrow ? [scope(evidence, page)] : []),
    ...section(count(total, 'actor'), companions, (one) => linkItem(one, view, page), {
      max: companions.length,
      total,
    }),
    ...actions(
      {
        kind: 'menu',
        prompt: `${actor.name} and…`,
        options: companions.map(({ subject }) =>
          subjectOption(subject, writeLine('links', [actor.id, subject.id], view.filters), lookup),
        ),
      },
      ...(isNarrow ? earlierAction(evidence) : []),
    ),
  ];
  return page.message('person', `${actor.name} appears with ${count(total, 'other actor')}`, blocks);
}

function linkItem({ subject, briefs }: Companion, view: LinksView, page: Page): Item {
  const others = view.coversOf(subject.id);
  const together = pointsIn(view.evidence.briefs, view.evidence.concern)
    .filter(
      (cited) => cited.item.actors.some((id) => others.has(id)) && cited.item.actors.some((id) => view.covers.has(id)),
    )
    .toSorted(byTime)
    .at(-1);
  const newest = view.newestWith(subject.id);
  const head = [
    strong(subject.name),
    plain(`, ${describe(subject, page.lookup)} · ${count(briefs, 'brief')}`),
    ...(newest ? marks([newest], page) : []),
  ];
  if (together) return { spans: head, under: [pointItem(together, page).spans] };
  return { spans: head, under: [[plain('Named in the same brief, in no event together.')]] };
}

export interface LinkView {
  readonly one: Actor;
  readonly other: Actor;
  readonly coversOne: ReadonlySet<SubjectId>;
  readonly coversOther: ReadonlySet<SubjectId>;
  /** The briefs that name both. */
  readonly evidence: Evidence;
  /** Those of these briefs, each with all its sides in all briefs. */
  readonly claims: readonly ClaimRecord[];
  readonly state: CorpusState;
}

/** What the briefs say of two actors together. */
export function linkView(view: LinkView, lookup: Lookup): Message {
  const { one, other, coversOne, coversOther, evidence, state } = view;
  const { briefs } = evidence;
  if (briefs.length === 0)
    return nothingFound({ words: `No brief names both ${one.name} and ${other.name}`, evidence, state }, lookup);
  const page = createPage(lookup);
  const hasBoth = (ids: readonly SubjectId[]) =>
    ids.some((id) => coversOne.has(id)) && ids.some((id) => coversOther.has(id));
  const isBetween = (by: SubjectId, others: readonly SubjectId[]) =>
    (coversOne.has(by) && others.some((id) => coversOther.has(id))) ||
    (coversOther.has(by) && others.some((id) => coversOne.has(id)));
  const points = pointsIn(briefs, everything)
    .filter((cited) => hasBoth(cited.item.actors))
    .toSorted(byTime);
  const statements = statementsIn(briefs, everything)
    .filter(({ item }) => isBetween(item.by, [...item.to, ...item.about]))
    .toSorted(byTime);
  const claims = view.claims.filter((record) => hasBoth(record.stances.map(({ stance }) => stance.by)));
  const told = new Set<Brief>([
    ...points.flatMap((cited) => cited.briefs),
    ...statements.flatMap((cited) => cited.briefs),
    ...claims.flatMap((record) => record.briefs),
  ]);
  const onlyNamed = briefs.filter((brief) => !told.has(brief));
  const blocks: readonly Block[] = [
    heading(`${one.name} and ${other.name}`, 1),
    scope(evidence, page),
    ...section('Together', points, (cited) => pointItem(cited, page), { max: POINTS, keep: 'last' }),
    ...section('One to or about the other', statements, (cited) => statementItem(cited, page, { speaker: true }), {
      max: STATEMENTS,
      keep: 'last',
    }),
    ...section('Sides on the same claim', claims, (record) => claimItem(record, page), { max: STATEMENTS }),
    ...section(
      'Named in the same brief, with nothing said of both',
      onlyNamed,
      (brief) => ({ spans: [plain(brief.headline), ...marks([brief], page)] }),
      { max: POINTS },
    ),
    ...actions(
      button(clip(one.name), writeLine('who', [one.id])),
      button(clip(other.name), writeLine('who', [other.id])),
      button('Compare', writeLine('compare', [one.id, other.id])),
      ...earlierAction(evidence),
    ),
  ];
  return page.message(
    'person',
    `${one.name} and ${other.name}: named together in ${count(evidence.total, 'brief')}`,
    blocks,
  );
}

function clip(name: string): string {
  return name.length > 40 ? `${name.slice(0, 39)}…` : name;
}
