import { readMarks } from '../corpus/brief-content.ts';
import type { Content } from '../corpus/contents.ts';
import type { LineMarks, Mark } from '../corpus/line-marks.ts';
import { wordsOf } from '../corpus/line-marks.ts';
import type { Brief, Claim, Figure, Point, Stance, Statement } from '../corpus/model.ts';
import { articleKey, eventKey, type SharedKey } from '../corpus/shared-keys.ts';
import { spanOf } from '../kernel/partial-date.ts';
import type { Version } from '../state/arrivals.ts';
import type { Sequence } from '../state/ids.ts';
import { BriefHistory, figureMarks, pointMarks, sideMarks, statementMarks } from './history.ts';

/** A line of a brief in service with when it arrived. */
export interface ToldLine<T> {
  readonly item: T;
  readonly brief: Brief;
  /** The same for the same line in another brief. */
  readonly key: string;
  /** The arrival of the brief that first told it, in these words or in others. */
  readonly since: Sequence;
  /** The arrival that first told it in these words. */
  readonly worded: Sequence;
}

/** The side of an actor on a claim. */
export interface Side {
  readonly claim: Claim;
  readonly stance: Stance;
}

/** A brief in service, each line of it with when it arrived. What has not been recorded yet is not in it. */
export interface ToldBrief {
  readonly brief: Brief;
  readonly hash: string;
  readonly marks: LineMarks | undefined;
  readonly history: BriefHistory;
  /** For sorting: the first day on which it may have been published, then the last. */
  readonly day: string;
  /** What makes it one story with others: the event of its first point, and its article. */
  readonly eventKeys: readonly SharedKey[];
  readonly points: readonly ToldLine<Point>[];
  readonly statements: readonly ToldLine<Statement>[];
  readonly sides: readonly ToldLine<Side>[];
  readonly figures: readonly ToldLine<Figure>[];
}

/** @param content of the same version of the index as the brief */
export function toldBrief(brief: Brief, content: Content, versions: readonly Version[]): ToldBrief {
  const history = new BriefHistory(versions);
  const marks = readMarks(content.marks);
  const article = brief.source.url === undefined ? undefined : articleKey(brief.source.url);
  const main = brief.points[0]?.event;
  const sides = brief.claims.flatMap((claim) => claim.stances.map((stance): Side => ({ claim, stance })));
  const own = (kind: string, at: number, mark: Mark) =>
    article === undefined ? `${kind} ${brief.id} ${at}` : `${kind} ${article} ${wordsOf(mark)}`;

  function lines<T>(
    items: readonly T[],
    list: (marks: LineMarks) => readonly Mark[],
    keyOf: (item: T, at: number, mark: Mark) => string,
    toldAt: (mark: Mark, at: number) => Sequence | undefined = (mark) => history.told(list, mark),
  ): readonly ToldLine<T>[] {
    const all = marks && list(marks);
    return items.flatMap((item, at) => {
      const mark = all?.[at] ?? '';
      const since = all ? toldAt(mark, at) : history.versions[0]?.seq;
      if (since === undefined) return [];
      const worded = (all && history.worded(list, mark)) ?? since;
      return [{ item, brief, key: keyOf(item, at, mark), since, worded }];
    });
  }

  return {
    brief,
    hash: content.hash,
    marks,
    history,
    day: dayKey(brief),
    eventKeys: [...(main === undefined ? [] : [eventKey(main)]), ...(article === undefined ? [] : [article])],
    points: lines(brief.points, pointMarks, ({ event }, at, mark) => (event ? `p ${event}` : own('p', at, mark))),
    statements: lines(brief.statements, statementMarks, ({ event }, at, mark) =>
      event ? `s ${event}` : own('s', at, mark),
    ),
    sides: lines(sides, sideMarks, ({ claim, stance }) => `c ${claim.id} ${stance.by} ${stance.stance}`),
    figures: lines(brief.figures, figureMarks, numberKey, (_mark, at) => {
      const figure = marks?.figures[at];
      return figure && history.toldFigure(figure);
    }),
  };
}

function dayKey({ published }: Brief): string {
  const { from, to } = spanOf(published.date);
  return `${from}/${to}`;
}

/** Of a number, whatever the sentence around it. */
function numberKey({ metric, value, qualifier, unit, period, by }: Figure): string {
  return `f ${JSON.stringify([metric, value, qualifier, unit, period?.date, by])}`;
}
