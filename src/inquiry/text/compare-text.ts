import type { CommandContext } from '../../command.ts';
import type { Cited } from '../../corpus/facts.ts';
import type { Brief, Figure, Statement } from '../../corpus/model.ts';
import type { AbsentSentence, ComparedPart, ComparedSentence, TextComparison } from '../../corpus/text-findings.ts';
import type { NamesInText } from '../../names/text/in-text.ts';
import type { Sentence } from '../../names/text/running-text.ts';
import { wholeClaims } from '../claims.ts';
import { besideOf, likeLines } from './compare-lines.ts';
import { compareNumber } from './compare-numbers.ts';
import { compareQuote, quotesIn, type TextQuote } from './compare-quotes.ts';
import { numbersIn, type TextNumber } from './numbers-in-text.ts';
import { leans } from './leaning.ts';
import { createReader, isInTheirWords, readSentence, type ReadSentence, type TextReader } from './text-reader.ts';

/** As many as a message of a few thousand letters has. Each costs a handful of look-ups. */
const SENTENCES = 50;
/** Longer ones are no sentences, and what has everything in it is like everything. */
const LONGEST = 1000;

/** Compares each sentence of a text with the lines of the briefs that have its rare words and its subjects. */
export function compareText(context: CommandContext, names: NamesInText): TextComparison {
  const reader = createReader(context, names);
  const numbers = numbersIn(names.text);
  const quotes = quotesIn(names.text);
  const sentences: ComparedSentence[] = [];
  const absent: AbsentSentence[] = [];
  const leaning: string[] = [];
  const seen = new Set<string>();
  let compared = 0;
  let unread = 0;
  let foreign = 0;
  for (const [index, sentence] of names.text.sentences.entries()) {
    const own = { numbers: numbers.filter((one) => one.sentence === index), quotes: quotes.filter(startsIn(sentence)) };
    const said = readSentence(reader, sentence);
    const isWorthIt = said.isAboutSomebody || own.numbers.length > 0 || own.quotes.length > 0;
    if (!isWorthIt || said.content.size === 0 || seen.has(sentence.text)) continue;
    seen.add(sentence.text);
    if (sentence.text.length > LONGEST || compared >= SENTENCES) unread += 1;
    else if (!isInTheirWords(reader, sentence)) foreign += 1;
    else {
      compared += 1;
      const briefs = briefsFor(reader, said, own.numbers);
      const one = compareSentence(context, reader, said, own, briefs);
      if (holdsAny(one)) sentences.push(one);
      else if (index > 0 && leans(said)) leaning.push(sentence.text);
      else if (isAssertion(said, own)) absent.push({ words: sentence.text, beside: besideOf(reader, said, briefs) });
    }
  }
  return { sentences, absent, leaning, unread, foreign };
}

interface Own {
  readonly numbers: readonly TextNumber[];
  readonly quotes: readonly TextQuote[];
}

const startsIn =
  ({ from, to }: Sentence) =>
  (quote: TextQuote): boolean =>
    quote.from >= from - 1 && quote.from < to;

function briefsFor({ near }: TextReader, said: ReadSentence, numbers: readonly TextNumber[]): readonly Brief[] {
  const digits = numbers.flatMap(({ value, small }) => (value === undefined || small ? [] : [String(value)]));
  return near([...said.content.values(), ...digits], said.allSubjects);
}

function compareSentence(
  context: CommandContext,
  reader: TextReader,
  said: ReadSentence,
  own: Own,
  briefs: readonly Brief[],
): ComparedSentence {
  const numbers = own.numbers
    .map((number) => ({ number, part: compareNumber(reader, said, number, briefs) }))
    // "two" is in every text: worth a line only where the briefs have it.
    .filter(({ number, part }) => !number.small || part.lines.length > 0)
    .map(({ part }): ComparedPart<Cited<Figure>> => part);
  const quotes: readonly ComparedPart<Cited<Statement>>[] = own.quotes.map((quote) =>
    compareQuote(reader, said, quote, briefs),
  );
  const like = likeLines(reader, said, briefs, (id) => wholeClaims(context, [id]));
  const shown = new Set(quotes.flatMap(({ lines }) => lines.map(({ line }) => line.item)));
  // The line of a number says what its event says.
  const isCounted = numbers.some(({ lines }) => lines.length > 0);
  const counted = new Set(numbers.flatMap(({ lines }) => lines.flatMap(({ line }) => line.item.by ?? [])));
  return {
    words: said.sentence.text,
    numbers,
    quotes,
    claims: like.claims,
    statements: like.statements.filter(({ line }) => !shown.has(line.item) && !counted.has(line.item.by)),
    points: isCounted ? [] : like.points,
    briefs: isCounted || quotes.some(({ lines }) => lines.length > 0) ? [] : like.briefs,
  };
}

function holdsAny({ numbers, quotes, claims, statements, points, briefs }: ComparedSentence): boolean {
  const parts = [...numbers, ...quotes];
  return (
    claims.length + statements.length + points.length + briefs.length > 0 || parts.some(({ lines }) => lines.length > 0)
  );
}

/** A question asserts nothing, and neither do a few names. */
function isAssertion({ sentence, isAboutSomebody }: ReadSentence, { numbers, quotes }: Own): boolean {
  if (sentence.text.endsWith('?')) return false;
  return isAboutSomebody || quotes.length > 0 || numbers.some(({ small }) => !small);
}
