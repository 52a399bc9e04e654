import type { Subject } from '../../corpus/model.ts';
import { withoutParticles } from '../../corpus/name-words.ts';
import { isEveryday, isEverydayBare, isMonth, isNoName } from './common-words.ts';
import type { RunningText, TextWord } from './running-text.ts';
import type { Sources } from './sources.ts';

/** `common`: the words are common nouns, which mean the subject only beside what its name is tied to ("ceasefire"). */
export type Acceptance = 'sure' | 'unsure' | 'common';

/** One way to read some words: what they fold to, and what a name must be spelt like. */
export interface Way {
  readonly folded: string;
  readonly raw: string;
  readonly strict: boolean;
}

const LONGEST_ACRONYM = 5;
/** In a text without capitals, shorter words are too often something else. */
const SHORTEST_BARE = 4;
const SHORTEST_BARE_PERSON = 5;

/** Whether words of a text that fold to a name of this subject may mean it, from how both are written. */
export function accepted(
  sources: Sources,
  running: RunningText,
  subject: Subject,
  first: number,
  end: number,
  way: Way,
  isGeneric: (subject: Subject) => boolean,
): Acceptance | undefined {
  const slice = running.words.slice(first, end);
  const all = sources.spellings(subject, way.folded);
  const isHan = slice.some(({ text }) => /\p{sc=Han}/u.test(text));
  // Words of several scripts share their romanisation, and what was taken off a word is a guess.
  const strict = way.strict || isHan;
  const spellings = strict ? all.filter((spelling) => plainLetters(spelling) === plainLetters(way.raw)) : all;
  if (spellings.length === 0 && (strict || all.length > 0)) return undefined;
  // "US officials" are others in every text.
  if (subject.kind === 'actor' && subject.actorKind === 'unnamed' && isGeneric(subject)) return undefined;
  const generic = isGeneric(subject) || spellings.some((one) => !/\p{Lu}/u.test(one) && /\p{Ll}/u.test(one));
  if (!slice.some(({ cased }) => cased)) return withoutCase(slice, generic);
  const acronym = spellings.length > 0 && spellings.every(isAcronym);
  if (acronym) return asAcronym(running, slice);
  if (generic) return 'common';
  return running.capitalsTell ? byCapitals(running, slice, first, end) : bare(sources, subject, slice);
}

/** Arabic, Chinese: nothing in the writing tells a name. */
function withoutCase(slice: readonly TextWord[], generic: boolean): Acceptance | undefined {
  const letters = slice.map(({ text }) => text).join('');
  if (!/\p{L}/u.test(letters) || letters.length < (/\p{sc=Han}/u.test(letters) ? 2 : 3)) return undefined;
  return generic ? 'common' : 'sure';
}

function isAcronym(spelling: string): boolean {
  return /^(?:\p{Lu}\.?){2,}$/u.test(spelling) && spelling.replaceAll('.', '').length <= LONGEST_ACRONYM;
}

/** "US" is no "us". */
function asAcronym(running: RunningText, slice: readonly TextWord[]): Acceptance | undefined {
  const letters = slice.map(({ text }) => text.replace(/['’ʼ]s$/, '')).join('');
  if (running.capitalsTell) return /\p{Ll}/u.test(letters) ? undefined : 'sure';
  return letters.length < SHORTEST_BARE ? undefined : 'sure';
}

function byCapitals(
  running: RunningText,
  slice: readonly TextWord[],
  first: number,
  end: number,
): Acceptance | undefined {
  const telling = contentOf(slice);
  if (!telling.some(({ capital }) => capital)) return undefined;
  const [only, ...others] = telling;
  if (!only || others.length > 0) return 'sure';
  if (isMonth(only.folded) && isDate(running, first, end)) return undefined;
  const titled = running.sentences[only.sentence]?.titled === true;
  return (only.opens || titled) && isEveryday(only.folded) ? 'unsure' : 'sure';
}

function bare(sources: Sources, subject: Subject, slice: readonly TextWord[]): Acceptance | undefined {
  const telling = contentOf(slice);
  const [only, ...others] = telling;
  if (!only || others.length > 0) return 'sure';
  if (isNoName(only.text)) return undefined;
  const shortest = sources.isPerson(subject.id) ? SHORTEST_BARE_PERSON : SHORTEST_BARE;
  if (only.text.length < shortest) return undefined;
  return isEverydayBare(only.folded) ? 'unsure' : 'sure';
}

function contentOf(slice: readonly TextWord[]): readonly TextWord[] {
  const content = new Set(withoutParticles(slice.map(({ folded }) => folded)));
  return slice.filter(({ folded }) => content.has(folded));
}

const BEFORE_DATES = new Set(
  'in since until till of early late mid last next by before after from to this every'.split(' '),
);

/** "in May", "5 May", "May 2016" */
function isDate({ words }: RunningText, first: number, end: number): boolean {
  const before = words[first - 1]?.text.toLowerCase() ?? '';
  return BEFORE_DATES.has(before) || /^\d/.test(before) || /^\d/.test(words[end]?.text ?? '');
}

function plainLetters(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
