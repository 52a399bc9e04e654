import type { RunningText } from '../../names/text/running-text.ts';
import { NUMBER_WORDS, VAGUE_NUMBERS } from './number-words.ts';

/** A number that a text gives: of digits, or a word. */
export interface TextNumber {
  /** Absent for a word that says no number: "hundreds". */
  readonly value: number | undefined;
  /** The other end of a range. */
  readonly upTo: number | undefined;
  /** A vague word, as a brief would carry it. */
  readonly vague: string | undefined;
  readonly percent: boolean;
  readonly money: boolean;
  /** Spelt out and small, such as "two": in every text, and worth a line only where the briefs have it. */
  readonly small: boolean;
  readonly from: number;
  readonly to: number;
  readonly sentence: number;
}

/** More than any text that is worth a comparison has. */
const MOST = 60;

const FIGURE =
  /(?<![\p{L}\p{N}_.,:/]|\p{L}[-–])([$€£¥₽]\s?)?(\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,6})?|\d{1,3}(?:[ \u00a0\u202f]\d{3}){1,4}(?!\d)|\d{1,12}(?:\.\d{1,6})?)(?:\s?(thousand|million|billion|trillion|mln|bn|mn)|([km]))?(\s?(?:%|per ?cent|percent))?(?![\p{L}\p{N}_]|\/\d)/giu;

const SCALES: Readonly<Record<string, number>> = {
  thousand: 1e3,
  k: 1e3,
  million: 1e6,
  mln: 1e6,
  mn: 1e6,
  m: 1e6,
  billion: 1e9,
  bn: 1e9,
  trillion: 1e12,
};

const MONTH = '(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}';
/** Days, months, years, times and versions. Their digits are taken out before numbers are looked for. */
const DATES = new RegExp(
  [
    String.raw`\b\d{4}-\d{2}(?:-\d{2})?(?:T[\d:.]{4,16}Z?)?\b`,
    String.raw`\b\d{1,4}[./]\d{1,2}[./]\d{1,4}\b`,
    String.raw`\b\d{1,2}(?:st|nd|rd|th)?(?: ?[-–] ?\d{1,2})?(?: of)? ${MONTH}\b\.?(?:,? \d{4}\b)?`,
    String.raw`\b${MONTH}\b\.? \d{1,2}(?:st|nd|rd|th)?(?: ?[-–] ?\d{1,2})?\b(?!,\d{3})(?:,? \d{4}\b(?!-\d))?`,
    String.raw`\b${MONTH}\b\.? \d{4}\b`,
    String.raw`\b\d{1,2}:\d{2}(?::\d{2})?(?: ?[ap]\.?m\b\.?)?`,
    String.raw`\b\d{1,2}(?:\.\d{2})? ?[ap]\.?m\b\.?`,
    String.raw`\b\d{1,4}(?:st|nd|rd|th)\b`,
    String.raw`\b(?:article|resolution|section|chapter|flight|page|part|room|channel|boeing|route|phase|level|no|nr)\b\.? \d{1,6}\b`,
    String.raw`\b\d{1,3}(?:\.\d{1,3}){2,3}\b`,
    String.raw`\b(?:19|20)\d{2}s\b`,
  ].join('|'),
  'giu',
);

const YEAR = /^(?:19|20)\d{2}$/;
const QUALIFIED = /(?:almost|nearly|about|around|some|roughly|approximately|least|most|than|over|under|up to)\s$/i;
const COUNTED = /^\s(?:people|civilians|men|women|children|soldiers|troops|dead|killed|wounded|refugees)\b/i;

/** The numbers of a text in its order. No date, time, year, ordinal or part of a name is among them. */
export function numbersIn(running: RunningText): readonly TextNumber[] {
  const { bare } = running;
  const dated = bare.replaceAll(DATES, (match) => ' '.repeat(match.length));
  const found = [...figuresIn(dated), ...wordsIn(running, dated)].toSorted((left, right) => left.from - right.from);
  const numbers: TextNumber[] = [];
  for (const number of found) {
    const last = numbers.at(-1);
    if (last && number.from < last.to) continue;
    const between = last ? bare.slice(last.to, number.from) : '';
    const isRange =
      last?.value !== undefined &&
      last.upTo === undefined &&
      number.value !== undefined &&
      number.value > last.value &&
      (/^\s?[-–]\s?$|^ to $/.test(between) ||
        (between === ' and ' && /\bbetween\s$/i.test(bare.slice(Math.max(0, last.from - 10), last.from))));
    if (last && isRange) {
      const { percent, money } = number;
      numbers[numbers.length - 1] = {
        ...last,
        ...scaled(last, number, bare),
        percent,
        money: money || last.money,
        to: number.to,
      };
    } else numbers.push({ ...number, sentence: sentenceAt(running, number.from) });
    if (numbers.length >= MOST) break;
  }
  return numbers;
}

/** "1 to 2 million": the word counts for both. */
function scaled(from: TextNumber, upTo: Found, bare: string): Pick<TextNumber, 'value' | 'upTo'> {
  const word = /\p{L}+$/u.exec(bare.slice(upTo.from, upTo.to))?.[0].toLowerCase() ?? '';
  const scale = SCALES[word] ?? 1;
  const isBare = (from.value ?? 0) < 1000 && scale > 1 && !/\p{L}/u.test(bare.slice(from.from, from.to));
  return { value: isBare ? (from.value ?? 0) * scale : from.value, upTo: upTo.value };
}

type Found = Omit<TextNumber, 'sentence'>;

function* figuresIn(text: string): Generator<Found> {
  for (const match of text.matchAll(FIGURE)) {
    const [whole, money, digits = '', word, letter, percent] = match;
    const scale = word ?? letter;
    const from = match.index;
    const to = from + whole.length;
    const after = text.slice(to, to + 16);
    // A letter, a digit or another sign holds it together with what it belongs to: "1-2", "G-20" and "48-hour" apart.
    if (/^[-–](?=\p{L})/u.test(after) && scale !== undefined) continue;
    const isYear = YEAR.test(digits) && scale === undefined && percent === undefined && money === undefined;
    if (isYear && !QUALIFIED.test(text.slice(Math.max(0, from - 16), from)) && !COUNTED.test(after)) continue;
    const value = Number(digits.replaceAll(/[,\s]/g, '')) * (SCALES[scale?.toLowerCase() ?? ''] ?? 1);
    if (!Number.isFinite(value)) continue;
    yield {
      value: Math.round(value * 1e6) / 1e6,
      upTo: undefined,
      vague: undefined,
      percent: percent !== undefined,
      money: money !== undefined,
      small: false,
      from,
      to,
    };
  }
}

function* wordsIn({ words }: RunningText, text: string): Generator<Found> {
  for (const word of words) {
    const lower = word.text.toLowerCase();
    const value = NUMBER_WORDS.get(lower);
    const isVague = VAGUE_NUMBERS.has(lower);
    if (value === undefined && !isVague) continue;
    const after = /^ (hundred|thousand|million|billion)\b/i.exec(text.slice(word.to, word.to + 12));
    const scale = after?.[1]?.toLowerCase() === 'hundred' ? 100 : (SCALES[after?.[1]?.toLowerCase() ?? ''] ?? 1);
    // "twice as many" counts nothing.
    if (lower === 'twice' && /^ as\b/.test(text.slice(word.to, word.to + 4))) continue;
    yield {
      value: value === undefined ? undefined : value * scale,
      upTo: undefined,
      vague: isVague ? lower : undefined,
      percent: /^\s?(?:%|per ?cent)/i.test(text.slice(word.to, word.to + 9)),
      money: false,
      small: value !== undefined && scale === 1,
      from: word.from,
      to: word.to + (after?.[0].length ?? 0),
    };
  }
}

function sentenceAt({ sentences }: RunningText, place: number): number {
  const index = sentences.findIndex(({ from, to }) => place >= from && place < to + 1);
  return index === -1 ? Math.max(0, sentences.length - 1) : index;
}
