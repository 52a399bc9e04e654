import type { Corpus } from '../../corpus/corpus.ts';
import { subjectsOf, subjectsOfFigure, subjectsOfPoint, subjectsOfStatement } from '../../corpus/facts.ts';
import type { BriefId, SubjectId } from '../../corpus/ids.ts';
import type { Brief, Claim, Figure, Point, Statement } from '../../corpus/model.ts';
import { foldedTokens } from '../../kernel/fold.ts';
import { addContent, contentOf } from './content-words.ts';

/** A line of a brief as it is compared. */
export interface BriefLine<T> {
  readonly item: T;
  readonly brief: Brief;
  /** Stems of what it says, without those of the names of its actors and places. */
  readonly content: ReadonlyMap<string, string>;
  /** Its actors and places. What a topic is called is among its words. */
  readonly subjects: readonly SubjectId[];
}

export interface BriefLines {
  readonly claims: readonly BriefLine<Claim>[];
  readonly points: readonly BriefLine<Point>[];
  readonly statements: readonly BriefLine<Statement>[];
  readonly figures: readonly BriefLine<Figure>[];
  /** The headline, the title of the article, and the summary. */
  readonly heads: readonly BriefLine<string>[];
}

/** Takes briefs apart, each once. */
export function createLines(corpus: Corpus): (brief: Brief) => BriefLines {
  const known = new Map<BriefId, BriefLines>();
  const names = new Map<SubjectId, readonly string[]>();
  const nameWords = (id: SubjectId): readonly string[] => {
    let words = names.get(id);
    if (!words) names.set(id, (words = corpus.names.namesOf(id).flatMap((name) => name.split(' '))));
    return words;
  };
  const isNamed = (id: SubjectId) => corpus.subject(id)?.kind !== 'topic';

  function line<T>(
    brief: Brief,
    item: T,
    texts: readonly (string | undefined)[],
    ids: readonly SubjectId[],
  ): BriefLine<T> {
    const subjects = [...new Set(ids)].filter(isNamed);
    const own = new Set(subjects.flatMap(nameWords));
    const content = new Map<string, string>();
    for (const text of texts) {
      for (const token of text === undefined ? [] : foldedTokens(text)) if (!own.has(token)) addContent(content, token);
    }
    return { item, brief, content, subjects };
  }

  return (brief) => {
    let lines = known.get(brief.id);
    if (!lines) {
      lines = {
        // The id of a claim is written by its editor, often with the word that everybody uses.
        claims: brief.claims.map((claim) =>
          line(brief, claim, [claim.claim, claim.id], [...claim.about, ...claim.stances.map(({ by }) => by)]),
        ),
        points: brief.points.map((point) => line(brief, point, [point.text], subjectsOfPoint(point))),
        statements: brief.statements.map((one) => line(brief, one, [one.said, one.quote], subjectsOfStatement(one))),
        heads: [brief.headline, brief.source.title, brief.summary].map((text) =>
          line(brief, text, [text], [...subjectsOf(brief)]),
        ),
        figures: brief.figures.map((figure) => ({
          ...line(brief, figure, [], subjectsOfFigure(figure)),
          content: contentOf(`${figure.metric} ${figure.text} ${figure.unit ?? ''}`),
        })),
      };
      known.set(brief.id, lines);
    }
    return lines;
  };
}
