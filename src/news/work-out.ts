import type { Corpus } from '../corpus/corpus.ts';
import { subjectsOf, subjectsOfFigure, subjectsOfPoint, subjectsOfStatement } from '../corpus/facts.ts';
import type { SubjectId } from '../corpus/ids.ts';
import type { InParts } from '../kernel/turns.ts';
import { claimNewsOf, recordsIn } from './claim-news.ts';
import { correctionsOf } from './corrections.ts';
import { figureNewsOf } from './figure-news.ts';
import { newLines, type NewLines } from './new-lines.ts';
import type { News } from './news.ts';
import type { Sieve } from './sieve.ts';
import { isLetThrough, storiesOf } from './stories.ts';
import type { ToldBrief } from './told-brief.ts';
import type { WindowContent } from './window-content.ts';

/** The news of a window that a sieve lets through. */
export function* workOut(
  content: WindowContent,
  sieve: Sieve,
  corpus: Pick<Corpus, 'subject'>,
): InParts<Omit<News, 'passedOver'>> {
  const lines = yield* newLines(content, sieve);
  const recordOf = recordsIn(content);
  return {
    window: content.window,
    arrived: content.arrived.length,
    ...(yield* storiesOf(content, lines, sieve)),
    corrections: yield* correctionsOf({ content, lines, sieve, recordOf }),
    ...(yield* claimNewsOf(content, lines, recordOf)),
    figures: yield* figureNewsOf(content, lines, sieve),
    actors: yield* actorsOf(content, lines, sieve, corpus),
  };
}

/** Each with the brief that came first. Where only some lines are let through, those that a new one of them names. */
function* actorsOf(
  content: WindowContent,
  lines: NewLines,
  sieve: Sieve,
  corpus: Pick<Corpus, 'subject'>,
): InParts<News['actors']> {
  const named = new Set<SubjectId>();
  const actors: News['actors'][number][] = [];
  for (const told of content.arrived) {
    yield;
    if (!isLetThrough(told, sieve)) continue;
    for (const id of sieve.isOpen ? subjectsOf(told.brief) : onNewLines(told, lines)) {
      const actor = content.firstNamed.has(id) && !named.has(id) ? corpus.subject(id) : undefined;
      named.add(id);
      if (actor?.kind === 'actor') actors.push({ actor, brief: told.brief });
    }
  }
  return actors;
}

function onNewLines(
  { brief: { id } }: ToldBrief,
  { points, statements, sides, figures }: NewLines,
): readonly SubjectId[] {
  return [
    ...(points.get(id) ?? []).flatMap(({ first }) => subjectsOfPoint(first.item)),
    ...(statements.get(id) ?? []).flatMap(({ first }) => subjectsOfStatement(first.item)),
    ...(sides.get(id) ?? []).flatMap(({ first: { item } }) => [
      item.stance.by,
      ...item.stance.via,
      ...item.claim.about,
    ]),
    ...(figures.get(id) ?? []).flatMap(({ first }) => subjectsOfFigure(first.item)),
  ];
}
