import { fold } from '../../kernel/fold.ts';
import { isAbbreviation, isSmallWord } from './common-words.ts';

/** One word of a running text. `from` and `to` are places in the text. */
export interface TextWord {
  readonly text: string;
  readonly from: number;
  readonly to: number;
  /** As names are compared; may be several tokens, and empty where nothing can be read aloud. */
  readonly folded: string;
  /** Written in a script that has capitals. */
  readonly cased: boolean;
  readonly capital: boolean;
  /** Where a capital says nothing: at the beginning of a sentence, or of words in quotation marks. */
  readonly opens: boolean;
  readonly sentence: number;
  /** What stands between it and the next word. */
  readonly gap: string;
}

/** A stretch of a text up to a full stop or another mark that ends what is said. */
export interface Sentence {
  readonly from: number;
  readonly to: number;
  readonly text: string;
  /** Its first word, and the one after its last. */
  readonly first: number;
  readonly end: number;
  /** Every word that carries meaning begins with a capital, as in a headline: capitals tell nothing in it. */
  readonly titled: boolean;
}

export interface RunningText {
  readonly text: string;
  /** The text with spaces for addresses and the like: each place means the same in both. */
  readonly bare: string;
  readonly words: readonly TextWord[];
  readonly sentences: readonly Sentence[];
  /** False where nothing is written in capitals, or everything. */
  readonly capitalsTell: boolean;
}

/** Addresses, mentions and custom emoji hold no names. They become spaces, so that places in the text stay what they are. */
const NO_WORDS = /https?:\/\/\S+|www\.\S+|<[@#:!/a-z][^<>\s]{0,80}>|[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{1,64}/giu;

/** Letters with points between them, one Han character, or letters and digits with apostrophes inside. */
const WORD =
  /(?:\p{L}\.){2,}\p{L}?|\p{sc=Han}|(?:(?!\p{sc=Han})[\p{L}\p{N}\p{M}])+(?:['’ʼ](?!\p{sc=Han})[\p{L}\p{N}\p{M}]+)*/gu;

const ENDS = /[!?…;·•|\n。！？؟।]/u;
const STOP = /^["'”’»)\]]*\.["'”’»)\]]*\s/u;
const OPENS = /[“"«„‘'(:]\s*$/u;

/** Reads a foreign text, in one pass and in time that grows with its length alone. */
export function readText(text: string): RunningText {
  const bare = text.replaceAll(NO_WORDS, (match) => ' '.repeat(match.length));
  const found = Array.from(bare.matchAll(WORD), (match) => ({ text: match[0], from: match.index }));
  const folds = new Map<string, string>();
  const words: TextWord[] = [];
  let sentence = 0;
  let opens = true;
  for (const [index, { text: word, from }] of found.entries()) {
    const to = from + word.length;
    const next = found[index + 1];
    const gap = bare.slice(to, next?.from ?? bare.length);
    let folded = folds.get(word);
    if (folded === undefined) folds.set(word, (folded = fold(word)));
    const cased = /[\p{Lu}\p{Ll}\p{Lt}]/u.test(word);
    words.push({ text: word, from, to, folded, cased, capital: /[\p{Lu}\p{Lt}]/u.test(word), opens, sentence, gap });
    const ends = next !== undefined && endsAfter(word, gap, next.text);
    if (ends) sentence += 1;
    opens = ends || OPENS.test(gap.slice(-4));
  }
  const letters = words.map((word) => word.text).join('');
  const capitalsTell = /\p{Lu}/u.test(letters) && /\p{Ll}/u.test(letters);
  return { text, bare, words, sentences: sentencesOf(text, words), capitalsTell };
}

function endsAfter(word: string, gap: string, next: string): boolean {
  if (ENDS.test(gap)) return true;
  if (!STOP.test(gap)) return false;
  // "Mr. Kerry", "J. Kerry", "approx. five"
  return !isAbbreviation(word) && !/^\p{Ll}/u.test(next);
}

function sentencesOf(text: string, words: readonly TextWord[]): readonly Sentence[] {
  const sentences: Sentence[] = [];
  let first = 0;
  while (first < words.length) {
    const start = words[first];
    if (!start) break;
    let end = first + 1;
    while (words[end]?.sentence === start.sentence) end += 1;
    const from = start.from;
    const last = words[end - 1] ?? start;
    const to = last.to + (/^["”’»)]*[.!?%]?["”’»)]*/u.exec(last.gap)?.[0].length ?? 0);
    const quoted = /["“«„]$/u.test(text.slice(Math.max(0, from - 1), from)) ? 1 : 0;
    sentences.push({
      from: from - quoted,
      to,
      text: text.slice(from - quoted, to).trim(),
      first,
      end,
      titled: isTitled(words.slice(first, end)),
    });
    first = end;
  }
  return sentences;
}

function isTitled(words: readonly TextWord[]): boolean {
  const telling = words.filter(({ text, cased }) => cased && !isSmallWord(text.toLowerCase()));
  return telling.length >= 3 && telling.every(({ capital }) => capital);
}
