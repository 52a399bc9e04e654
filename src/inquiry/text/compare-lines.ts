import { everything, pointsIn, statementsIn, type Cited, type ClaimRecord } from '../../corpus/facts.ts';
import type { ClaimId, SubjectId } from '../../corpus/ids.ts';
import type { Brief, Point, Statement } from '../../corpus/model.ts';
import type { AbsentSentence, Compared, Verdict } from '../../corpus/text-findings.ts';
import type { BriefLine } from './brief-lines.ts';
import { holdsQuote, holdsPartOf } from './compare-quotes.ts';
import { likenessOf, sharedSubjects, tellsOfClaim, tellsOfHead, tellsOfLine, type Likeness } from './likeness.ts';
import { turningWord, turningWordOfClaim } from './polarity.ts';
import { speakerVerdict } from './speaker.ts';
import type { ReadSentence, TextReader } from './text-reader.ts';

const CLAIMS = 2;
const LINES = 2;

export interface LikeLines {
  readonly claims: readonly Compared<ClaimRecord>[];
  readonly statements: readonly Compared<Cited<Statement>>[];
  readonly points: readonly Compared<Cited<Point>>[];
  readonly briefs: readonly Compared<Brief>[];
}

interface Scored<T> {
  readonly line: BriefLine<T>;
  readonly likeness: Likeness;
}

/** The claims, statements and events that a sentence tells of, the likest of each. `wholeClaim` finds all sides of one. */
export function likeLines(
  reader: TextReader,
  said: ReadSentence,
  briefs: readonly Brief[],
  wholeClaim: (id: ClaimId) => readonly ClaimRecord[],
): LikeLines {
  const { corpus, rarity } = reader;
  const score = <T>(lines: readonly BriefLine<T>[], fits: (one: Scored<T>) => boolean): readonly Scored<T>[] =>
    lines
      .map((line) => ({ line, likeness: likenessOf(corpus, rarity, said, line) }))
      .filter(fits)
      .toSorted((left, right) => right.likeness.score - left.likeness.score);
  const lines = briefs.map((brief) => reader.linesOf(brief));
  const statements = score(
    lines.flatMap((one) => one.statements),
    ({ line, likeness }) =>
      tellsOfLine(likeness) ||
      holdsQuote(said.sentence.text, line.item.quote) ||
      (said.subjects.includes(line.item.by) && holdsPartOf(said.sentence.text, line.item.quote)),
  );
  const points = score(
    lines.flatMap((one) => one.points),
    ({ likeness }) => tellsOfLine(likeness),
  );
  // What a brief tells as an event or a statement, it may also hold as a claim in other words.
  const told = new Set([...statements, ...points].map(({ line }) => line.brief));
  const claims = score(
    lines.flatMap((one) => one.claims),
    ({ line, likeness }) =>
      tellsOfClaim(likeness) ||
      (told.has(line.brief) && likeness.subjects >= 3 && likeness.words >= 1 && likeness.share >= 0.4),
  );
  const heads = score(
    lines.flatMap((one) => one.heads),
    ({ likeness }) => tellsOfHead(likeness),
  );
  const ids = [...new Set(claims.map(({ line }) => line.item.id))].slice(0, CLAIMS);
  const verdict = (text: string, wordOf = turningWord): Verdict => {
    const word = wordOf(said.sentence.text, text);
    return word === undefined ? { kind: 'found' } : { kind: 'differs', how: `by “${word}”` };
  };
  const bestStatements = new Set(statements.slice(0, LINES).map(({ line }) => line.item));
  const bestPoints = new Set(points.slice(0, LINES).map(({ line }) => line.item));
  const isTelling = claims.length + statements.length + points.length > 0;
  const headed = isTelling ? [] : [...new Map(heads.map(({ line }) => [line.brief.id, line])).values()].slice(0, LINES);
  return {
    briefs: headed.map(({ brief, item }) => ({ verdict: verdict(item), line: brief })),
    claims: ids
      .flatMap(wholeClaim)
      .map((record) => ({ verdict: verdict(record.claim, turningWordOfClaim), line: record })),
    statements: statementsIn(briefs, {
      ...everything,
      statement: (one) => bestStatements.has(one) || isTold(one, bestStatements),
    }).map((line) => {
      const spoken = speakerVerdict(corpus, said, line.item);
      return { verdict: spoken.kind === 'found' ? verdict(line.item.said) : spoken, line };
    }),
    points: pointsIn(briefs, { ...everything, point: (one) => bestPoints.has(one) || isTold(one, bestPoints) }).map(
      (line) => ({
        verdict: verdict(line.item.text),
        line,
      }),
    ),
  };
}

/** Another brief tells of the same event. */
function isTold<T extends Point | Statement>(one: T, chosen: ReadonlySet<T>): boolean {
  return one.event !== undefined && [...chosen].some(({ event }) => event === one.event);
}

const TOGETHER = 3;

/** A line that names the same subjects and tells something else, where there are enough of them to be worth a look. */
export function besideOf(reader: TextReader, said: ReadSentence, briefs: readonly Brief[]): AbsentSentence['beside'] {
  let best: { readonly ids: readonly SubjectId[]; readonly brief: Brief } | undefined;
  for (const brief of briefs) {
    const { claims, points, statements } = reader.linesOf(brief);
    for (const { subjects } of [...claims, ...points, ...statements]) {
      const ids = sharedSubjects(reader.corpus, said.subjects, subjects);
      if (ids.length >= TOGETHER && ids.length > (best?.ids.length ?? 0)) best = { ids, brief };
    }
  }
  return best && { brief: best.brief, subjects: best.ids.flatMap((id) => reader.corpus.subject(id) ?? []) };
}
