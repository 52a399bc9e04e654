import { subjectsOfFigure, subjectsOfPoint, subjectsOfStatement, type Concern } from '../../corpus/facts.ts';
import type { Evidence } from '../../corpus/evidence.ts';
import type { SubjectId } from '../../corpus/ids.ts';
import type { Brief, Subject, SubjectKind } from '../../corpus/model.ts';
import type { Item } from '../../message/model.ts';
import { marks } from './items.ts';
import type { Page } from './page.ts';
import { count, plain, strong } from './spans.ts';
import { describe } from './subjects.ts';

export interface Involved {
  readonly subject: Subject;
  /** The briefs of the evidence in which it stands on a line that the answer is about, newest first. */
  readonly briefs: readonly Brief[];
}

/** Who and what stands on the lines that an answer is about, on most lines first, then by name. */
export function involvedIn(
  evidence: Evidence,
  kind: SubjectKind,
  without: ReadonlySet<SubjectId>,
  page: Page,
): readonly Involved[] {
  const { briefs, concern } = evidence;
  const found = new Map<SubjectId, { lines: number; where: Set<Brief> }>();
  for (const brief of briefs) {
    for (const subjects of linesOf(brief, concern)) {
      for (const id of new Set(subjects)) {
        if (without.has(id)) continue;
        const known = found.get(id) ?? { lines: 0, where: new Set() };
        known.lines += 1;
        known.where.add(brief);
        found.set(id, known);
      }
    }
  }
  return [...found]
    .flatMap(([id, { lines, where }]) => {
      const subject = page.lookup.subject(id);
      return subject?.kind === kind ? [{ subject, lines, briefs: briefs.filter((brief) => where.has(brief)) }] : [];
    })
    .toSorted((a, b) => b.lines - a.lines || a.subject.name.localeCompare(b.subject.name));
}

/** The subjects of each line. Lines of one event are not merged here: each brief answers for whom it names itself. */
function linesOf(brief: Brief, concern: Concern): readonly (readonly SubjectId[])[] {
  return [
    ...brief.points.filter((point) => concern.point(point)).map(subjectsOfPoint),
    ...brief.statements.filter((statement) => concern.statement(statement)).map(subjectsOfStatement),
    ...brief.figures.filter((figure) => concern.figure(figure)).map(subjectsOfFigure),
    ...brief.claims
      .filter((claim) => concern.claim(claim))
      .map((claim) => claim.stances.flatMap((stance) => [stance.by, ...stance.via])),
  ];
}

/** How many citations one name carries: the newest briefs stand for the rest, which are counted. */
const MARKS_MAX = 3;

export function involvedItem({ subject, briefs }: Involved, page: Page): Item {
  return {
    spans: [
      strong(subject.name),
      plain(`, ${describe(subject, page.lookup)} · ${count(briefs.length, 'brief')}`),
      ...marks(briefs.slice(0, MARKS_MAX), page),
    ],
  };
}
