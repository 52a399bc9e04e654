import type { Companion } from '../corpus/corpus.ts';
import type { Evidence } from '../corpus/evidence.ts';
import { claimsIn, pointsIn, statementsIn } from '../corpus/facts.ts';
import type { BriefId, SubjectId } from '../corpus/ids.ts';
import type { Actor, Brief } from '../corpus/model.ts';
import type { RoleEntry } from '../corpus/register-schema.ts';
import type { Block, Fact, Item, Message, Spans } from '../message/model.ts';
import { writeLine } from '../line/write-line.ts';
import { dateText, daysText } from './kit/dates.ts';
import { byTime, marks, notes, overview, pointItem, statementItem } from './kit/items.ts';
import { createPage, type Page } from './kit/page.ts';
import { actions, button, section } from './kit/section.ts';
import { capital, count, heading, note, plain, sentence, strong } from './kit/spans.ts';
import { describe, roleText, type Lookup } from './kit/subjects.ts';

const STATEMENTS = 5;
const OTHERS = 3;
const POINTS = 6;
const COMPANIONS = 8;
const TOPICS = 6;

export interface WhoView {
  readonly actor: Actor;
  readonly covers: ReadonlySet<SubjectId>;
  readonly evidence: Evidence;
  readonly companions: readonly Companion[];
  readonly companionsTotal: number;
  readonly topics: readonly Companion[];
  readonly topicsTotal: number;
  /** How many of the newest briefs the companions and topics were counted in. */
  readonly among: number;
  readonly brief: (id: BriefId) => Brief | undefined;
  /** The newest brief that speaks of the actor and of this one, among all briefs. */
  readonly newestWith: (id: SubjectId) => Brief | undefined;
}

/** Who an actor is: offices with their support, spellings, latest words and doings, company, first and last seen. */
export function whoView(view: WhoView, lookup: Lookup): Message {
  const { actor, covers, evidence } = view;
  const page = createPage(lookup);
  const { briefs, concern } = evidence;
  const statements = statementsIn(briefs, concern);
  const own = statements.filter((cited) => covers.has(cited.item.by)).toSorted(byTime);
  const others = statements.filter((cited) => !covers.has(cited.item.by));
  const points = pointsIn(briefs, concern);
  const among = view.among < actor.briefs ? ` (in the newest ${count(view.among, 'brief')})` : '';

  const blocks: readonly Block[] = [
    heading(actor.name, 1),
    ...(actor.roles.length > 0 ? [] : [note(plain(`${capital(describe(actor, lookup))}.`))]),
    ...section('Roles', actor.roles, (role) => roleItem(role, view, page), { max: 20 }),
    { kind: 'facts', facts: factsOf(actor, evidence, page) },
    ...(own.length === 0 ? [note(plain(`No statement by ${actor.name} in these briefs.`))] : []),
    ...section('Latest words', own, (cited) => statementItem(cited, page, { speaker: cited.item.by !== actor.id }), {
      max: STATEMENTS,
      keep: 'last',
      line: writeLine('said', [actor.id]),
    }),
    ...section(
      'What others said to or of them',
      overview(others, OTHERS),
      (cited) => statementItem(cited, page, { speaker: true }),
      {
        max: OTHERS,
        total: others.length,
        line: writeLine('said', [], { about: actor.id }),
      },
    ),
    ...section('Events', overview(points, POINTS), (cited) => pointItem(cited, page), {
      max: POINTS,
      total: points.length,
      line: writeLine('timeline', [actor.id]),
    }),
    ...section(`Appears with${among}`, view.companions, (one) => companionItem(one, view, page), {
      max: COMPANIONS,
      total: view.companionsTotal,
      line: writeLine('links', [actor.id]),
    }),
    ...section(`Topics${among}`, view.topics, (one) => companionItem(one, view, page), {
      max: TOPICS,
      total: view.topicsTotal,
    }),
    ...actions(
      ...(own.length > 0 ? [button('Said', writeLine('said', [actor.id]))] : []),
      button('Brief', writeLine('brief', [actor.id])),
      button('Links', writeLine('links', [actor.id])),
      ...(claimsIn(briefs, concern).length > 0 ? [button('Disputed', writeLine('disputed', [actor.id]))] : []),
    ),
  ];
  const summary = `${actor.name}: ${describe(actor, lookup)}, ${count(actor.briefs, 'brief')}`;
  return page.message('person', summary, blocks);
}

function factsOf(actor: Actor, { briefs }: Evidence, page: Page): readonly Fact[] {
  const facts: Fact[] = [];
  if (actor.aliases.length > 0) facts.push(fact('Also written', [plain(actor.aliases.join(' · '))]));
  if (!actor.registered)
    facts.push(fact('Register', [plain('In no register: known only by the name that briefs use.')]));
  if (actor.note !== undefined) facts.push({ label: 'Editor’s note', spans: [plain(actor.note)] });
  const seen =
    briefs.length >= actor.briefs && briefs.length > 0
      ? `, published ${page.published(briefs)}`
      : actor.first && actor.last
        ? `, published ${daysText(actor.first, actor.last)}`
        : '';
  facts.push(fact('Seen in', [plain(`${count(actor.briefs, 'brief')}${seen}`)]));
  return facts;
}

function fact(label: string, spans: Spans): Fact {
  return { label, spans };
}

function roleItem(role: RoleEntry, view: WhoView, page: Page): Item {
  const briefs = role.briefs.flatMap((id) => view.brief(id) ?? []);
  const span = [
    role.from === undefined ? '' : ` since ${dateText(role.from)}`,
    role.until === undefined ? '' : ` until ${dateText(role.until)}`,
  ].join('');
  const shown = span === '' && briefs.length > 0 ? ` (in briefs published ${page.published(briefs)})` : span;
  const source = role.source === undefined ? '' : ` Source: ${sentence(role.source)}`;
  return {
    spans: [
      strong(roleText(role, page.lookup)),
      plain(`${shown}.${source}`),
      ...(briefs.length > 0 ? marks(briefs, page) : []),
    ],
    under: notes(role.note),
  };
}

/** How often a companion shares a brief, with the newest of those briefs as its citation. */
function companionItem({ subject, briefs }: Companion, view: WhoView, page: Page): Item {
  const newest = view.newestWith(subject.id);
  return {
    spans: [strong(subject.name), plain(` · ${count(briefs, 'brief')}`), ...(newest ? marks([newest], page) : [])],
  };
}
