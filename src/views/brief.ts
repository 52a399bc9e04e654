import type { CorpusState } from '../corpus/corpus.ts';
import type { Evidence } from '../corpus/evidence.ts';
import { figuresIn, isDisputed, pointsIn, statementsIn, type ClaimRecord } from '../corpus/facts.ts';
import type { Brief } from '../corpus/model.ts';
import type { Target } from '../corpus/target.ts';
import { foldedTokens } from '../kernel/fold.ts';
import type { Block, Item, Message } from '../message/model.ts';
import { writeLine } from '../line/write-line.ts';
import { claimItem } from './kit/claims.ts';
import { nothingFound } from './kit/empty.ts';
import { involvedIn, involvedItem } from './kit/involved.ts';
import { figureItem, marks, overview, pointItem, statementItem } from './kit/items.ts';
import { hitItem } from './kit/hits.ts';
import { createPage, type Page } from './kit/page.ts';
import { earlierAction, scope } from './kit/scope.ts';
import { actions, button, section } from './kit/section.ts';
import { capital, count, heading, plain } from './kit/spans.ts';
import { describe, subjectOption, type Lookup } from './kit/subjects.ts';

/** How many lines each section of the overview holds. The commands behind its counts show all of them. */
const POINTS = 10;
const STATEMENTS = 4;
const DISPUTES = 4;
const FIGURES = 4;
const ACTORS = 8;

export interface BriefView {
  readonly target: Target;
  readonly evidence: Evidence;
  /** Each with all its sides in all briefs. */
  readonly claims: readonly ClaimRecord[];
  readonly state: CorpusState;
  /** As typed, for follow-up lines. */
  readonly filters: Readonly<Record<string, string>>;
}

/** What happened about a subject: events in time order, disputes, what was said, numbers, who is involved. */
export function briefView({ target, evidence, claims, state, filters }: BriefView, lookup: Lookup): Message {
  const { briefs, concern } = evidence;
  if (briefs.length === 0) {
    const near = { subjects: target.near, command: 'brief' };
    return nothingFound({ words: `Nothing about ${target.title} in these briefs`, evidence, state, near }, lookup);
  }
  const page = createPage(lookup);
  const follow = (command: string) => writeLine(command, [target.ask], filters);
  // There the days are those of the events.
  const timeline = writeLine('timeline', [target.ask], { ...filters, since: undefined, until: undefined });

  const points = pointsIn(briefs, concern);
  const statements = statementsIn(briefs, concern);
  const disputes = claims.filter(isDisputed);
  const figures = figuresIn(briefs, concern);
  const actors = involvedIn(evidence, 'actor', target.covers, page);
  const hasLines = points.length + statements.length + disputes.length + figures.length > 0;
  const mentions = hasLines ? [] : briefs;

  const blocks: readonly Block[] = [
    heading(target.title, 1),
    scope(evidence, page, aboutTarget(target, lookup)),
    ...section('What happened', overview(points, POINTS), (cited) => pointItem(cited, page), {
      max: POINTS,
      total: points.length,
      line: timeline,
    }),
    ...section('Disputed', disputes, (record) => claimItem(record, page), { max: DISPUTES, line: follow('disputed') }),
    ...section(
      'What was said',
      overview(statements, STATEMENTS),
      (cited) => statementItem(cited, page, { speaker: true }),
      {
        max: STATEMENTS,
        total: statements.length,
        line: writeLine('said', [], { about: target.ask, ...filters }),
      },
    ),
    ...section('Numbers', figures, (cited) => figureItem(cited, page), { max: FIGURES, line: follow('numbers') }),
    ...section('Mentioned in', mentions, (brief) => mentionItem(brief, target, page), { max: POINTS }),
    ...section('Who is involved', actors, (one) => involvedItem(one, page), {
      max: ACTORS,
      line: target.subject?.kind === 'actor' ? follow('links') : undefined,
    }),
    ...actions(
      ...(disputes.length > 0 ? [button('Disputed', follow('disputed'))] : []),
      ...(points.length > 0 ? [button('Timeline', timeline)] : []),
      ...(figures.length > 0 ? [button('Numbers', follow('numbers'))] : []),
      button('Sources', follow('sources')),
      ...earlierAction(evidence),
    ),
    ...whoMenu(
      actors.slice(0, ACTORS).map((one) => one.subject),
      lookup,
    ),
  ];
  const told = new Set([...points, ...statements].flatMap((cited) => cited.briefs));
  const newest = briefs.find((brief) => told.has(brief)) ?? briefs[0];
  const summary = `${target.title}: ${count(evidence.total, 'brief')}${newest ? `, with “${newest.headline}”` : ''}`;
  return page.message('news', summary, blocks);
}

/** A brief none of whose lines is about the target: for words, the lines that hold some of them. */
function mentionItem(brief: Brief, target: Target, page: Page): Item {
  return target.subject
    ? { spans: [plain(brief.headline), ...marks([brief], page)] }
    : hitItem(brief, new Set(foldedTokens(target.ask)), page);
}

/** Under the heading: what the subject is, or that the words are no subject. */
function aboutTarget(target: Target, lookup: Lookup): string {
  return target.subject
    ? `${capital(describe(target.subject, lookup))}. `
    : 'No actor, place or topic has this name: these are the briefs that hold the words. ';
}

function whoMenu(actors: readonly NonNullable<Target['subject']>[], lookup: Lookup): readonly Block[] {
  if (actors.length === 0) return [];
  const options = actors.map((actor) => subjectOption(actor, writeLine('who', [actor.id]), lookup));
  return actions({ kind: 'menu', prompt: 'Who is…', options });
}
