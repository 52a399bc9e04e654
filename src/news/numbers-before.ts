import type { SubjectId } from '../corpus/ids.ts';
import type { FigureMark, LineMarks } from '../corpus/line-marks.ts';
import type { Figure } from '../corpus/model.ts';
import { isSlug } from '../corpus/slug.ts';
import { parsePartialDate } from '../kernel/partial-date.ts';
import { isSameNumber } from './history.ts';
import type { ToldBrief } from './told-brief.ts';

/**
 * For each number of a brief that reads otherwise, how it read: one of its metric that is gone, of the same speaker first. Each
 * stands for one at most.
 */
export function numbersBefore(
  { brief, marks }: ToldBrief,
  changed: readonly Figure[],
  before: LineMarks | undefined,
): ReadonlyMap<Figure, Figure> {
  const found = new Map<Figure, Figure>();
  if (!before || !marks) return found;
  const left = new Set(before.figures.filter(({ mark }) => !marks.figures.some((other) => other.mark === mark)));
  const pairs = changed.flatMap((figure) => {
    const mark = marks.figures[brief.figures.indexOf(figure)];
    return mark ? [{ figure, mark }] : [];
  });
  const paired = new Set<Figure>();
  for (const fits of [isSameNumber, isOfSpeaker, isOfMetric]) {
    for (const { figure, mark } of pairs) {
      const old = paired.has(figure) ? undefined : [...left].find((one) => fits(one, mark));
      if (!old) continue;
      paired.add(figure);
      left.delete(old);
      // Where only its sentence or its note is another, it reads as it did.
      if (!isSameNumber(old, mark)) found.set(figure, figureOf(old, figure, mark));
    }
  }
  return found;
}

const isOfMetric = (one: FigureMark, other: FigureMark) => one.metric === other.metric;
const isOfSpeaker = (one: FigureMark, other: FigureMark) => isOfMetric(one, other) && one.by === other.by;

/** Its sentence was not kept. */
function figureOf(old: FigureMark, now: Figure, mark: FigureMark): Figure {
  const date = old.period === undefined ? undefined : parsePartialDate(old.period);
  const period = old.period === mark.period ? now.period : date && { date, basis: 'stated' as const };
  // The registers may have an id for a name since.
  const by = old.by === mark.by ? now.by : old.by !== undefined && isSlug(old.by) ? (old.by as SubjectId) : undefined;
  const { value, qualifier, unit } = old;
  return { metric: now.metric, value, qualifier, unit, period, by, via: [], text: '', about: now.about };
}
