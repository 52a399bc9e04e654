import type { CorpusState } from '../corpus/corpus.ts';
import type { Evidence } from '../corpus/evidence.ts';
import { pointsIn, statementsIn, type Cited, type ClaimRecord, type Concern } from '../corpus/facts.ts';
import type { Actor, Point, Statement } from '../corpus/model.ts';
import type { Target } from '../corpus/target.ts';
import type { Block, Message } from '../message/model.ts';
import { writeLine } from '../line/write-line.ts';
import { nothingFound } from './kit/empty.ts';
import { claimItem } from './kit/claims.ts';
import { byTime, pointItem, statementItem } from './kit/items.ts';
import { createPage, type Page } from './kit/page.ts';
import { narrowed } from './kit/scope.ts';
import { actions, button, section } from './kit/section.ts';
import { count, heading, note, plain } from './kit/spans.ts';
import type { Lookup } from './kit/subjects.ts';

const STATEMENTS = 5;
const POINTS = 6;
const CLAIMS = 10;

/** One of the two that are compared. */
export interface Side {
  readonly actor: Actor;
  readonly evidence: Evidence;
  /** Its own lines: what it said, did or carried. */
  readonly concern: Concern;
  /** Whether it takes a stance in a claim, itself or by carrying that of another. */
  readonly takesPart: (record: ClaimRecord) => boolean;
}

export interface CompareView {
  readonly sides: readonly [Side, Side];
  readonly about?: Target | undefined;
  /** What the briefs of both claim, each with all its sides: one that is left out would mislead. */
  readonly claims: readonly ClaimRecord[];
  /** As typed, for follow-up lines. */
  readonly filters: Readonly<Record<string, string>>;
  readonly state: CorpusState;
}

/** Two actors or two outlets side by side: claims, words, events, and what only one of them has. */
export function compareView({ sides, about, claims, filters, state }: CompareView, lookup: Lookup): Message {
  const page = createPage(lookup);
  const [left, right] = sides;
  const on = about ? ` on ${about.title}` : '';
  const title = `${left.actor.name} and ${right.actor.name}${on}`;
  if (left.evidence.briefs.length + right.evidence.briefs.length === 0) {
    const words = `Nothing to compare: neither ${left.actor.name} nor ${right.actor.name} appears${about ? ` with ${about.title}` : ''}`;
    return nothingFound({ words, evidence: left.evidence, state }, lookup);
  }
  const shared = claims.filter((record) => sides.every((side) => side.takesPart(record)));
  const blocks: readonly Block[] = [
    heading(title, 1),
    note(plain(`${sides.map(amount).join('; ')}${narrowed(left.evidence)}.`)),
    ...(shared.length === 0 ? [note(plain('There is no claim in these briefs on which both take a side.'))] : []),
    ...section('Both take a side', shared, (record) => claimItem(record, page), { max: CLAIMS }),
    ...sides.flatMap((side, index) => ownBlocks(side, sides[1 - index] ?? side, claims, on, filters, page)),
    ...actions(
      ...(isTogether(sides) ? [button('Together', writeLine('links', [left.actor.id, right.actor.id]))] : []),
      ...sides.map(({ actor }) => button(actor.name, writeLine('who', [actor.id]))),
    ),
  ];
  return page.message('person', `${title}, side by side`, blocks);
}

function isTogether([left, right]: readonly [Side, Side]): boolean {
  const ids = new Set(left.evidence.briefs.map((brief) => brief.id));
  return right.evidence.briefs.some((brief) => ids.has(brief.id));
}

function amount({ actor, evidence }: Side): string {
  return `${actor.name}: ${evidence.atLeast ? 'more than ' : ''}${count(evidence.total, 'brief')}`;
}

/** What a side said and did, and what only it has. */
function ownBlocks(
  side: Side,
  other: Side,
  records: readonly ClaimRecord[],
  on: string,
  filters: CompareView['filters'],
  page: Page,
): readonly Block[] {
  const { briefs } = side.evidence;
  const isOwn = (cited: Cited<Point>) => !other.concern.point(cited.item);
  const statements = statementsIn(briefs, side.concern).toSorted(byTime);
  const points = pointsIn(briefs, side.concern).filter(isOwn).toSorted(byTime);
  const claims = records.filter((record) => side.takesPart(record) && !other.takesPart(record));
  const name = side.actor.name;
  const isSpeaker = (cited: Cited<Statement>) => cited.item.by === side.actor.id;
  return [
    ...(statements.length === 0 ? [note(plain(`No statement by ${name}${on} in these briefs.`))] : []),
    ...section(`Words: ${name}`, statements, (cited) => statementItem(cited, page, { speaker: !isSpeaker(cited) }), {
      max: STATEMENTS,
      keep: 'last',
      line: statements.every(isSpeaker) ? writeLine('said', [side.actor.id], filters) : undefined,
    }),
    ...section(`Only ${name}: claims`, claims, (record) => claimItem(record, page), { max: CLAIMS }),
    ...section(`Only ${name}: events`, points, (cited) => pointItem(cited, page), {
      max: POINTS,
      keep: 'last',
      line: writeLine('timeline', [side.actor.id]),
    }),
  ];
}
