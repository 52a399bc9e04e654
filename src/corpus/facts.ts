import { foldedTokens, tokensOfText } from '../kernel/fold.ts';
import type { ClaimId, SubjectId } from './ids.ts';
import type { Brief, Claim, Figure, Point, Stance, Statement } from './model.ts';

/** Something that one or several briefs say. `briefs` is never empty; the first is where the words are taken from. */
export interface Cited<T> {
  readonly item: T;
  readonly briefs: readonly [Brief, ...Brief[]];
}

/** Decides which lines of a brief an answer is about. */
export interface Concern {
  point(point: Point): boolean;
  statement(statement: Statement): boolean;
  claim(claim: Claim): boolean;
  figure(figure: Figure): boolean;
}

export const everything: Concern = {
  point: () => true,
  statement: () => true,
  claim: () => true,
  figure: () => true,
};

/** What concerns one of these subjects: a subject with all that lies within it. */
export function concernOf(ids: ReadonlySet<SubjectId>): Concern {
  const some = (...refs: readonly SubjectId[]) => refs.some((id) => ids.has(id));
  return {
    point: (point) => some(...subjectsOfPoint(point)),
    statement: (statement) => some(...subjectsOfStatement(statement)),
    claim: (claim) => some(...subjectsOfClaim(claim)),
    figure: (figure) => some(...subjectsOfFigure(figure)),
  };
}

/** An actor's own lines: what it said or did, or carried as an outlet. What others said of it is not among them. */
export function concernOfActor(ids: ReadonlySet<SubjectId>): Concern {
  const some = (...refs: readonly SubjectId[]) => refs.some((id) => ids.has(id));
  return {
    point: (point) => some(...point.actors, ...point.via),
    statement: (statement) => some(statement.by, ...statement.via),
    claim: (claim) => claim.stances.some((stance) => some(stance.by, ...stance.via)),
    figure: (figure) => (figure.by !== undefined && ids.has(figure.by)) || some(...figure.via),
  };
}

/** What holds all of these words, in any case or script. */
export function concernOfText(text: string): Concern {
  const wanted = foldedTokens(text);
  const holds = (...texts: readonly (string | undefined)[]) => {
    const words = new Set(texts.flatMap((one) => (one === undefined ? [] : tokensOfText(one))));
    return wanted.every((word) => words.has(word));
  };
  return {
    point: (point) => holds(point.text),
    statement: (statement) => holds(statement.said, statement.quote),
    claim: (claim) => holds(claim.claim, ...claim.stances.map((stance) => stance.note)),
    figure: (figure) => holds(figure.text, figure.metric, figure.unit),
  };
}

export function both(one: Concern, other: Concern): Concern {
  return {
    point: (point) => one.point(point) && other.point(point),
    statement: (statement) => one.statement(statement) && other.statement(statement),
    claim: (claim) => one.claim(claim) && other.claim(claim),
    figure: (figure) => one.figure(figure) && other.figure(figure),
  };
}

export function pointsIn(briefs: readonly Brief[], concern: Concern): readonly Cited<Point>[] {
  return merged(briefs, (brief) => brief.points.filter((point) => concern.point(point)), eventOf);
}

export function statementsIn(briefs: readonly Brief[], concern: Concern): readonly Cited<Statement>[] {
  return merged(briefs, (brief) => brief.statements.filter((statement) => concern.statement(statement)), eventOf);
}

const eventOf = (line: Point | Statement): string | undefined => line.event;

/** A number that several briefs give in the same words is one line. Numbers that differ in anything stay apart. */
export function figuresIn(briefs: readonly Brief[], concern: Concern): readonly Cited<Figure>[] {
  return merged(
    briefs,
    (brief) => brief.figures.filter((figure) => concern.figure(figure)),
    (figure) =>
      JSON.stringify([
        figure.metric,
        figure.value,
        figure.qualifier,
        figure.unit,
        figure.by,
        figure.period,
        figure.text,
      ]),
  );
}

/** A claim with every stance that the given briefs report, each with its brief. */
export interface ClaimRecord {
  readonly id: ClaimId;
  /** In the words of the first of the briefs. */
  readonly claim: string;
  readonly stances: readonly { readonly stance: Stance; readonly brief: Brief }[];
  readonly briefs: readonly Brief[];
}

/** `briefs` newest first; the claim is worded as in the newest. */
export function claimsIn(briefs: readonly Brief[], concern: Concern): readonly ClaimRecord[] {
  const records = new Map<ClaimId, { claim: string; stances: { stance: Stance; brief: Brief }[]; briefs: Brief[] }>();
  for (const brief of briefs) {
    for (const claim of brief.claims) {
      if (!concern.claim(claim)) continue;
      const record = records.get(claim.id) ?? { claim: claim.claim, stances: [], briefs: [] };
      record.stances.push(...claim.stances.map((stance) => ({ stance, brief })));
      if (record.briefs.at(-1) !== brief) record.briefs.push(brief);
      records.set(claim.id, record);
    }
  }
  return [...records].map(([id, record]) => ({ id, ...record }));
}

/** Somebody stands by it and somebody does not. Whether it is true stays open: only the briefs' sides are known. */
export function isDisputed(record: ClaimRecord): boolean {
  const sides = new Set(record.stances.map(({ stance }) => stance.stance));
  return (sides.has('asserts') || sides.has('confirms')) && (sides.has('denies') || sides.has('doubts'));
}

export function subjectsOfPoint(point: Point): readonly SubjectId[] {
  return [...point.actors, ...point.places, ...point.topics, ...point.via];
}

export function subjectsOfStatement(statement: Statement): readonly SubjectId[] {
  return [statement.by, ...statement.to, ...statement.via, ...statement.about];
}

function subjectsOfClaim(claim: Claim): readonly SubjectId[] {
  return [...claim.about, ...claim.stances.flatMap((stance) => [stance.by, ...stance.via])];
}

export function subjectsOfFigure(figure: Figure): readonly SubjectId[] {
  return [...figure.about, ...figure.via, ...(figure.by === undefined ? [] : [figure.by])];
}

/** Who carried a brief: its own outlet, those whose reporting it repeats, and those that carried a line of it. */
export function carriersOf(brief: Brief): ReadonlySet<SubjectId> {
  const { outlet, reports } = brief.source;
  return new Set([
    ...(outlet === undefined ? [] : [outlet]),
    ...reports,
    ...brief.points.flatMap((point) => point.via),
    ...brief.statements.flatMap((statement) => statement.via),
    ...brief.claims.flatMap((claim) => claim.stances.flatMap((stance) => stance.via)),
    ...brief.figures.flatMap((figure) => figure.via),
  ]);
}

/** It has a headline and a summary alone: no line that an answer could be about. */
export function isBare({ points, statements, claims, figures }: Brief): boolean {
  return points.length + statements.length + claims.length + figures.length === 0;
}

/** Every subject that a brief names, wherever it does. */
export function subjectsOf(brief: Brief): ReadonlySet<SubjectId> {
  return new Set([
    ...carriersOf(brief),
    ...brief.points.flatMap(subjectsOfPoint),
    ...brief.statements.flatMap(subjectsOfStatement),
    ...brief.claims.flatMap(subjectsOfClaim),
    ...brief.figures.flatMap(subjectsOfFigure),
    ...brief.actors,
    ...brief.places,
    ...brief.topics,
  ]);
}

/** Lines with the same key become one, in the words of the brief that comes last in the list: the earliest. */
function merged<T>(
  briefs: readonly Brief[],
  linesOf: (brief: Brief) => readonly T[],
  keyOf: (line: T) => string | undefined,
): readonly Cited<T>[] {
  const cited: Cited<T>[] = [];
  const places = new Map<string, number>();
  for (const brief of briefs) {
    for (const item of linesOf(brief)) {
      const key = keyOf(item);
      const at = key === undefined ? undefined : places.get(key);
      const known = at === undefined ? undefined : cited[at];
      if (at !== undefined && known) {
        cited[at] = known.briefs.includes(brief) ? known : { item, briefs: [brief, ...known.briefs] };
      } else {
        if (key !== undefined) places.set(key, cited.length);
        cited.push({ item, briefs: [brief] });
      }
    }
  }
  return cited;
}
