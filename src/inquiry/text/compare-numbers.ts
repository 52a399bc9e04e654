import { everything, figuresIn } from '../../corpus/facts.ts';
import type { Brief, Figure } from '../../corpus/model.ts';
import type { Compared, ComparedPart, Verdict } from '../../corpus/text-findings.ts';
import type { Cited } from '../../corpus/facts.ts';
import type { BriefLine } from './brief-lines.ts';
import { contentOf } from './content-words.ts';
import { sharedSubjects } from './likeness.ts';
import { boundOf, MEASURES, TIME_UNITS } from './number-words.ts';
import type { TextNumber } from './numbers-in-text.ts';
import type { ReadSentence, TextReader } from './text-reader.ts';

const MOST_FIGURES = 4;
const TOGETHER = 3;

/** What the briefs hold for one number of a sentence. */
export function compareNumber(
  reader: TextReader,
  said: ReadSentence,
  number: TextNumber,
  briefs: readonly Brief[],
): ComparedPart<Cited<Figure>> {
  const around = surroundings(reader.names.text.text, said, number);
  const verdicts = new Map<Figure, Verdict>();
  const lines = briefs.flatMap((brief) => reader.linesOf(brief).figures);
  for (const line of lines) {
    const verdict = verdictOn(reader, said, number, around, line);
    if (verdict) verdicts.set(line.item, verdict);
  }
  const metrics = new Set([...verdicts].flatMap(([{ metric }, { kind }]) => (kind === 'beside' ? [] : [metric])));
  for (const [figure, { kind }] of verdicts)
    if (kind === 'beside' && !metrics.has(figure.metric)) verdicts.delete(figure);
  for (const { item } of lines) {
    if (!metrics.has(item.metric) || verdicts.has(item)) continue;
    verdicts.set(
      item,
      typeof item.value === 'number' && number.value !== undefined ? other(number, item) : { kind: 'beside' },
    );
  }
  const cited = figuresIn(briefs, { ...everything, figure: (figure) => verdicts.has(figure) });
  const compared = cited.flatMap((line): readonly Compared<Cited<Figure>>[] => {
    const verdict = verdicts.get(line.item);
    return verdict ? [{ verdict, line }] : [];
  });
  const order = ['found', 'differs', 'beside'];
  return {
    words: around.words,
    lines: compared
      .toSorted((a, b) => order.indexOf(a.verdict.kind) - order.indexOf(b.verdict.kind))
      .slice(0, MOST_FIGURES),
  };
}

interface Surroundings {
  /** The number with what stands around it, for the reader. */
  readonly words: string;
  /** What is said up to the next comma on both sides. */
  readonly clause: ReadonlyMap<string, string>;
  /** Singular, without marks: what follows the number. */
  readonly unit: string | undefined;
  readonly after: ReadonlySet<string>;
  readonly before: string;
}

const SKIPPED = new Set('of more other new full whole long consecutive straight additional further'.split(' '));
const CLAUSE = 160;

function surroundings(text: string, { sentence }: ReadSentence, { from, to }: TextNumber): Surroundings {
  const before = text.slice(Math.max(sentence.from, from - CLAUSE), from);
  const after = text.slice(to, Math.min(sentence.to, to + CLAUSE));
  const start = Math.max(...[', ', ': ', ' – ', ' — ', ' and '].map((mark) => before.lastIndexOf(mark)), -1);
  const ends = [', ', ': ', ' – ', ' — ', '; '].map((mark) => after.indexOf(mark)).filter((at) => at !== -1);
  const clauseAfter = after.slice(0, Math.min(...ends, after.length));
  const clauseBefore = before.slice(start + 1);
  const following = (clauseAfter.match(/[\p{L}\p{N}’']+/gu) ?? []).map((word) => word.toLowerCase());
  const unit = following.find((word) => !SKIPPED.has(word));
  const lead = /(?:[\p{L}]+\s+){0,3}$/u.exec(clauseBefore)?.[0] ?? '';
  const bound = boundOf(before) === undefined ? '' : lead;
  const tail = /^(?:[-‐\s]*[\p{L}\p{N}’'%]+){0,6}/u.exec(clauseAfter)?.[0] ?? '';
  return {
    words: `${bound}${text.slice(from, to)}${tail}`.replaceAll(/\s+/g, ' ').trim(),
    clause: contentOf(`${clauseBefore} ${clauseAfter}`),
    unit: unit === undefined ? undefined : singular(unit),
    after: new Set(following.slice(0, 4).map(singular)),
    before,
  };
}

function verdictOn(
  reader: TextReader,
  said: ReadSentence,
  number: TextNumber,
  around: Surroundings,
  { item, content, subjects }: BriefLine<Figure>,
): Verdict | undefined {
  const unit = unitOf(item);
  if (clashes(number, around, unit)) return undefined;
  const isUnit =
    unit !== undefined &&
    (around.after.has(unit) ||
      isPeople(unit, around.after) ||
      around.clause.has(stemOfUnit(unit)) ||
      (TIME_UNITS.has(unit) && TIME_UNITS.has(around.unit ?? '')));
  const shared = sharedSubjects(reader.corpus, said.subjects, subjects).length;
  // What the sentence says beside names: those are counted as subjects.
  const metric = metricWords(item, unit).filter((stem) => around.clause.has(stem) && said.content.has(stem)).length;
  const words = [...content.keys()].filter((stem) => stem !== stemOfUnit(unit ?? '') && said.content.has(stem)).length;
  const isSameThing = metric >= 1 && (shared >= 1 || words >= 2);
  if (isSameValue(number, around.unit, item, unit)) {
    // So many of those that it is about, and the same of the same: no other words are needed.
    const isItself = isUnit && !number.small && shared >= TOGETHER;
    if (!isItself && !(isSameThing && (isUnit || words >= 2)) && !(isUnit && shared >= 1 && words >= 2))
      return undefined;
    return boundVerdict(around.before, item);
  }
  // "48 people died" is no other number of civilians.
  const isUnitItself = isUnit && !(PEOPLE.has(unit) && !around.after.has(unit));
  if (!isUnitItself || !isSameThing || (shared === 0 && metric < 2) || number.small) return undefined;
  if (typeof item.value !== 'number' || number.value === undefined) return { kind: 'beside' };
  return other(number, item);
}

const DIFFERENT: Verdict = { kind: 'differs', how: '' };

function other({ value, upTo }: TextNumber, figure: Figure): Verdict {
  return value === figure.value && upTo === undefined ? { kind: 'beside' } : DIFFERENT;
}

/** "at least 400" is not "almost 400". */
function boundVerdict(before: string, figure: Figure): Verdict {
  const [theirs, ours] = [boundOf(figure.qualifier ?? ''), boundOf(before)];
  const isOpposite = (theirs === 'below' && ours === 'above') || (theirs === 'above' && ours === 'below');
  return isOpposite
    ? { kind: 'differs', how: `before the number, where the brief has “${figure.qualifier}”` }
    : { kind: 'found' };
}

function isSameValue(
  number: TextNumber,
  ours: string | undefined,
  figure: Figure,
  theirs: string | undefined,
): boolean {
  if (number.upTo !== undefined) return false;
  if (number.vague !== undefined) return String(figure.value).toLowerCase() === number.vague;
  if (typeof figure.value !== 'number' || number.value === undefined) return false;
  const [mine, its] = [TIME_UNITS.get(ours ?? ''), TIME_UNITS.get(theirs ?? '')];
  if (mine !== undefined && its !== undefined && mine !== its) {
    return Math.abs(number.value * mine - figure.value * its) < 1e-6 * mine;
  }
  return number.value === figure.value;
}

/** What is measured in one unit is never the same as what is measured in another, or counted. Time is time. */
function clashes({ percent, money }: TextNumber, around: Surroundings, theirs: string | undefined): boolean {
  if (percent !== (theirs === 'percent' || theirs === '%')) return true;
  if (money !== (theirs !== undefined && /^(?:dollar|euro|pound|yen|ro?uble|yuan|usd|eur|gbp)$/.test(theirs))) {
    if (money) return true;
  }
  if (percent || money) return false;
  const ours = around.unit;
  if (ours === undefined || ours === theirs) return false;
  if (TIME_UNITS.has(ours) && TIME_UNITS.has(theirs ?? '')) return false;
  return MEASURES.has(ours) || (theirs !== undefined && MEASURES.has(theirs));
}

function unitOf({ unit }: Figure): string | undefined {
  const first = /[\p{L}%]+/u.exec(unit?.toLowerCase() ?? '')?.[0];
  return first === undefined ? undefined : singular(first);
}

function singular(word: string): string {
  if (word === 'people' || word === 'persons') return 'people';
  return word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word;
}

function stemOfUnit(unit: string): string {
  return contentOf(unit).keys().next().value ?? '';
}

const PEOPLE = new Set('people civilian person inhabitant resident men women children dead'.split(' '));

function isPeople(unit: string, after: ReadonlySet<string>): boolean {
  return PEOPLE.has(unit) && [...after].some((word) => PEOPLE.has(word));
}

/** In the ids of many metrics, and the same of none of them. */
const SHAPES = new Set(['length', 'number', 'span', 'main', 'distanc', 'amount', 'total', 'count', 'rat']);

/** What the id of a metric says beside its unit and its shape. */
function metricWords(figure: Figure, unit: string | undefined): readonly string[] {
  const own = [...contentOf(figure.metric.replaceAll('-', ' ')).keys()];
  return own.filter((stem) => !SHAPES.has(stem) && stem !== stemOfUnit(unit ?? ''));
}
