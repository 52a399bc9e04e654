import type { SubjectId } from '../../corpus/ids.ts';
import { withoutTitles } from '../../corpus/name-words.ts';
import { slipsAllowed } from '../../kernel/edit-distance.ts';
import { isForeignTitle, isNoName, isReporting } from './common-words.ts';
import { byWord, type Mention } from './mention.ts';
import type { RunningText, TextWord } from './running-text.ts';
import { isJoined } from './scan.ts';
import type { Sources } from './sources.ts';

/** What looks like a name and is no name of a subject. */
export interface Stranger {
  /** As the text has it. */
  readonly words: string;
  readonly first: number;
  readonly end: number;
  /** Whose name is one slip of the hand away, to be asked about. */
  readonly near: readonly SubjectId[];
}

const MOST = 40;
const SHORTEST_SLIP = 5;
const LONGEST = 80;
/** Small words inside a name: "Ursula von der Leyen". */
const INNER = new Set('of de da do dos del della di du van von der den bin ibn al el la le'.split(' '));

/** Runs of capitalised words where a capital tells something. In the order of the text, each once. */
export function strangersIn(sources: Sources, running: RunningText, mentions: readonly Mention[]): readonly Stranger[] {
  if (!running.capitalsTell) return [];
  const taken = byWord(mentions);
  const nouns = writesNounsSo(running);
  const found = new Map<string, Stranger>();
  for (let at = 0; at < running.words.length && found.size < MOST;) {
    const end = runEnd(running, taken, at);
    if (end > at) {
      const stranger = strangerOf(sources, running, at, end, nouns);
      const key = stranger?.words.toLowerCase() ?? '';
      if (stranger && !found.has(key)) found.set(key, stranger);
    }
    at = Math.max(end, at + 1);
  }
  return [...found.values()];
}

const GERMAN =
  'der die das und den dem des ist sind hat haben wird nicht ein eine einen einer einem von vom mit auf für über dass im am zu zum zur bei nach vor gegen durch';
const ENGLISH = 'the of and to that for is has have with on by from at as over';

/** German writes every noun so: there only several words look like a name. */
function writesNounsSo({ words }: RunningText): boolean {
  const count = (list: string) => {
    const set = new Set(list.split(' '));
    return words.filter(({ text }) => set.has(text.toLowerCase())).length;
  };
  return count(GERMAN) > count(ENGLISH);
}

function isNameLike(word: TextWord): boolean {
  return word.capital && word.folded !== '' && !isNoName(word.text);
}

function runEnd(running: RunningText, taken: ReadonlyMap<number, Mention>, first: number): number {
  const { words } = running;
  const start = words[first];
  if (!start || taken.has(first) || !isNameLike(start)) return first;
  let end = first + 1;
  for (let at = end; at < words.length; at += 1) {
    const before = words[at - 1];
    const word = words[at];
    if (!before || !word || taken.has(at) || !isJoined(before, word)) break;
    if (isNameLike(word)) end = at + 1;
    else if (!INNER.has(word.text) || at > end + 1) break;
  }
  return end;
}

function strangerOf(
  sources: Sources,
  { text, words, sentences }: RunningText,
  first: number,
  end: number,
  nouns: boolean,
): Stranger | undefined {
  const start = words[first];
  const last = words[end - 1];
  if (!start || !last) return undefined;
  const isAcronym = /^(?:\p{Lu}\.?){2,}$/u.test(start.text);
  if (sentences[start.sentence]?.titled === true) return undefined;
  const titleless = withoutTitles(words.slice(first, end).map(({ folded }) => folded));
  if (end - first === 1) {
    // "M. Poutine"
    if (/^\p{L}$/u.test(start.text) || isForeignTitle(start.folded)) return undefined;
    if (withoutTitles([start.folded, 'x']).length === 1) return undefined;
    if (nouns && !isAcronym) return undefined;
    // The first word of a sentence has its capital from there, unless it speaks.
    const speaks = isReporting(words[end]?.text ?? '') || /['’ʼ]s$/u.test(start.text);
    if (start.opens && !isAcronym && !speaks) return undefined;
  }
  if (titleless.every((word) => withoutTitles([word, 'x']).length === 1)) return undefined;
  const shown = text.slice(start.from, last.to).replace(/['’ʼ]s$/u, '');
  if (shown.length > LONGEST) return undefined;
  return { words: shown, first, end, near: oneSlipAway(sources, words.slice(first, end)) };
}

function oneSlipAway({ names }: Sources, words: readonly TextWord[]): readonly SubjectId[] {
  const last = words.at(-1)?.folded ?? '';
  if (last.length < SHORTEST_SLIP || slipsAllowed(last.length) === 0) return [];
  const bearers = names.tokensLike(last, 1, 4).flatMap((token) => names.named(token, 4));
  return [...new Set(bearers.map(({ id }) => id))];
}
