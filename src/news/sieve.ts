import type { Corpus } from '../corpus/corpus.ts';
import { both, carriersOf, concernOf, concernOfText, everything, subjectsOf, type Concern } from '../corpus/facts.ts';
import type { SubjectId } from '../corpus/ids.ts';
import type { Brief, Claim, Figure, Point, Statement } from '../corpus/model.ts';
import { foldedTokens, tokensOfText } from '../kernel/fold.ts';
import type { NewsFilter } from './news.ts';

/** A filter, ready to be asked. */
export interface Sieve {
  /** Whether lines of the brief may be let through at all. */
  readonly brief: (brief: Brief) => boolean;
  readonly point: (point: Point) => boolean;
  readonly statement: (statement: Statement) => boolean;
  readonly claim: (claim: Claim) => boolean;
  readonly figure: (figure: Figure) => boolean;
  /** Whether every line is let through. */
  readonly isOpen: boolean;
  /** Whether a brief without any line is let through, by what it mentions and by its headline. */
  readonly bare: (brief: Brief) => boolean;
}

export function sieveOf(filter: NewsFilter, corpus: Pick<Corpus, 'covers'>): Sieve {
  const within = (ids: readonly SubjectId[]) => new Set(ids.flatMap((id) => [...corpus.covers(id)]));
  const about = within(filter.about);
  const without = within(filter.without);
  const outlets = within(filter.outlets);
  const withoutOutlets = within(filter.withoutOutlets);
  const words = filter.text === undefined ? [] : foldedTokens(filter.text);

  const concerns: Concern[] = [];
  if (about.size > 0) concerns.push(concernOf(about));
  if (without.size > 0) concerns.push(not(concernOf(without)));
  if (filter.text !== undefined) concerns.push(concernOfText(filter.text));

  const lines = concerns.reduce(both, everything);
  const some = (ids: ReadonlySet<SubjectId>, among: ReadonlySet<SubjectId>) => [...among].some((id) => ids.has(id));
  return {
    brief: (brief) =>
      (outlets.size === 0 || some(outlets, carriersOf(brief))) &&
      (brief.source.outlet === undefined || !withoutOutlets.has(brief.source.outlet)),
    point: (point) => lines.point(point),
    statement: (statement) => lines.statement(statement),
    claim: (claim) => lines.claim(claim),
    figure: (figure) => lines.figure(figure),
    isOpen: concerns.length === 0,
    bare: (brief) => {
      const named = subjectsOf(brief);
      const read = new Set([brief.headline, brief.summary].flatMap(tokensOfText));
      return (about.size === 0 || some(about, named)) && !some(without, named) && words.every((word) => read.has(word));
    },
  };
}

function not(concern: Concern): Concern {
  return {
    point: (point) => !concern.point(point),
    statement: (statement) => !concern.statement(statement),
    claim: (claim) => !concern.claim(claim),
    figure: (figure) => !concern.figure(figure),
  };
}
