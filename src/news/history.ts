import { readMarks } from '../corpus/brief-content.ts';
import { sharedOf, wordsOf, type FigureMark, type LineMarks, type Mark } from '../corpus/line-marks.ts';
import type { Version } from '../state/arrivals.ts';
import type { Sequence } from '../state/ids.ts';

/** A version of a brief with its marks read. Without them nothing is known of its lines, and all count as told by it. */
export interface ReadVersion {
  readonly seq: Sequence;
  readonly hash: string;
  readonly marks: LineMarks | undefined;
}

/** Which lines of a brief were there when. */
export class BriefHistory {
  /** In the order of their arrival. */
  readonly versions: readonly ReadVersion[];

  constructor(versions: readonly Version[]) {
    this.versions = versions.map(({ seq, hash, marks }) => ({
      seq,
      hash,
      marks: marks === undefined ? undefined : readMarks(marks),
    }));
  }

  /** The version that stood there at a place in the order of arrivals. */
  at(seq: Sequence): ReadVersion | undefined {
    return this.versions.findLast((version) => version.seq <= seq);
  }

  /** When a line first stood in the brief, in these words or in others of the same event or side. */
  told(list: (marks: LineMarks) => readonly Mark[], mark: Mark): Sequence | undefined {
    return this.#first((marks) => list(marks).some((other) => isSameLine(other, mark)));
  }

  /** When it first stood there in these words. */
  worded(list: (marks: LineMarks) => readonly Mark[], mark: Mark): Sequence | undefined {
    return this.#first((marks) => list(marks).some((other) => wordsOf(other) === wordsOf(mark)));
  }

  toldFigure(figure: FigureMark): Sequence | undefined {
    return this.#first(({ figures }) =>
      figures.some((other) => other.mark === figure.mark || isSameNumber(other, figure)),
    );
  }

  #first(holds: (marks: LineMarks) => boolean): Sequence | undefined {
    return this.versions.find(({ marks }) => marks === undefined || holds(marks))?.seq;
  }
}

export const pointMarks = ({ points }: LineMarks): readonly Mark[] => points;
export const statementMarks = ({ statements }: LineMarks): readonly Mark[] => statements;
export const sideMarks = ({ sides }: LineMarks): readonly Mark[] => sides;
export const figureMarks = ({ figures }: LineMarks): readonly Mark[] => figures.map(({ mark }) => mark);

function isSameLine(a: Mark, b: Mark): boolean {
  const shared = sharedOf(a);
  return wordsOf(a) === wordsOf(b) || (shared !== undefined && shared === sharedOf(b));
}

/** Whatever the sentence around it. */
export function isSameNumber(a: FigureMark, b: FigureMark): boolean {
  return (
    a.metric === b.metric &&
    a.value === b.value &&
    a.qualifier === b.qualifier &&
    a.unit === b.unit &&
    a.period === b.period &&
    a.by === b.by
  );
}
