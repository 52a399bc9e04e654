import { everything, statementsIn, type Cited } from '../../corpus/facts.ts';
import type { Brief, Statement } from '../../corpus/model.ts';
import type { Compared, ComparedPart, Verdict } from '../../corpus/text-findings.ts';
import { fold, foldedTokens } from '../../kernel/fold.ts';
import type { RunningText } from '../../names/text/running-text.ts';
import { contentOf } from './content-words.ts';
import { speakerVerdict } from './speaker.ts';
import type { ReadSentence, TextReader } from './text-reader.ts';

export interface TextQuote {
  readonly words: string;
  readonly from: number;
  readonly to: number;
}

const MOST = 20;
const SHORTEST = 3;
const COMPARED = 60;
const LINES = 3;

const QUOTES =
  /"([^"]{8,400})"|“([^“”]{8,400})”|„([^„“”]{8,400})[“”]|«([^«»]{8,400})»|(?<![\p{L}\p{N}])‘([^‘’]{8,400})’(?![\p{L}\p{N}])/gu;

/** What the text gives in quotation marks, of three words or more. */
export function quotesIn({ text }: RunningText): readonly TextQuote[] {
  const quotes: TextQuote[] = [];
  for (const match of text.matchAll(QUOTES)) {
    const words = (match.slice(1).find((group) => group !== undefined) ?? '').trim();
    if (foldedTokens(words).length < SHORTEST) continue;
    quotes.push({ words, from: match.index, to: match.index + match[0].length });
    if (quotes.length >= MOST) break;
  }
  return quotes;
}

/** The verbatim words that the briefs hold and that are the same, or nearly. */
export function compareQuote(
  reader: TextReader,
  said: ReadSentence,
  { words }: TextQuote,
  near: readonly Brief[],
): ComparedPart<Cited<Statement>> {
  const { corpus } = reader;
  const content = [...contentOf(words).values()];
  const exact = corpus.search(`"${words.replaceAll(/["“”„]/g, ' ')}"`, { limit: 4 });
  const found = [...reader.known(exact.briefs), ...near, ...reader.near(content, [])];
  const briefs = [...new Map(found.map((brief) => [brief.id, brief])).values()];
  const verdicts = new Map<Statement, Verdict>();
  for (const statement of briefs.flatMap((brief) => brief.statements)) {
    const likeness = statement.quote === undefined ? 'other' : likenessOf(words, statement.quote);
    if (likeness === 'same') verdicts.set(statement, speakerVerdict(corpus, said, statement));
    if (likeness === 'near') verdicts.set(statement, { kind: 'differs', how: 'in its words' });
  }
  const lines = statementsIn(briefs, { ...everything, statement: (statement) => verdicts.has(statement) }).flatMap(
    (line): readonly Compared<Cited<Statement>>[] => {
      const verdict = verdicts.get(line.item);
      return verdict ? [{ verdict, line }] : [];
    },
  );
  const isFound = ({ verdict }: Compared<unknown>) => verdict.kind === 'found';
  const best = lines.some(isFound) ? lines.filter(isFound) : lines;
  return { words: `“${words}”`, lines: best.slice(0, LINES) };
}

function likenessOf(one: string, other: string): 'same' | 'near' | 'other' {
  const [left, right] = [foldedTokens(one).slice(0, COMPARED), foldedTokens(other).slice(0, COMPARED)];
  if (holds(left.join(' '), right, SHORTEST) || holds(right.join(' '), left, SHORTEST)) return 'same';
  const common = commonLength(left, right);
  return common >= 4 && common >= 0.6 * Math.max(left.length, right.length) ? 'near' : 'other';
}

function holds(text: string, tokens: readonly string[], least: number): boolean {
  return tokens.length >= least && ` ${text} `.includes(` ${tokens.join(' ')} `);
}

/** Whether a sentence has these words of somebody, with marks around them or without. */
export function holdsQuote(sentence: string, quote: string | undefined): boolean {
  const tokens = quote === undefined ? [] : foldedTokens(quote);
  return holds(fold(sentence), tokens, SHORTEST + 1);
}

/** Whether a sentence has some words of a quotation in a row, at least two of which carry meaning. */
export function holdsPartOf(sentence: string, quote: string | undefined): boolean {
  const tokens = quote === undefined ? [] : foldedTokens(quote);
  const text = fold(sentence);
  return tokens.some((_, from) => {
    const part = tokens.slice(from, from + SHORTEST);
    return contentOf(part.join(' ')).size >= 2 && holds(text, part, SHORTEST);
  });
}

/** How many tokens both have in the same order. */
function commonLength(left: readonly string[], right: readonly string[]): number {
  let last = Array.from({ length: right.length + 1 }, () => 0);
  for (const token of left) {
    const row = [0];
    right.forEach((one, index) => {
      row.push(one === token ? (last[index] ?? 0) + 1 : Math.max(last[index + 1] ?? 0, row[index] ?? 0));
    });
    last = row;
  }
  return last.at(-1) ?? 0;
}
