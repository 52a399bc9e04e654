import { seededRandom, type Random } from '../fixtures/random.ts';
import type { CorpusOptions } from './generate-corpus.ts';
import { subjectsOf } from './generate-corpus.ts';
import type { MadeSubject } from './generate/registers.ts';
import { makeVocabulary } from './generate/vocabulary.ts';
import { zipf } from './generate/zipf.ts';

export const KINDS = [
  'subject',
  'who',
  'typo',
  'other script',
  'prefix',
  'two words',
  'very common word',
  'no hit',
  'since',
  'outlet',
  'place',
] as const;
export type QuestionKind = (typeof KINDS)[number];

/** One thing that a reader asks, for both sides. */
export interface Question {
  readonly kind: QuestionKind;
  /** What Dossier is told. */
  readonly line: string;
  /** What a bare search library is told: the same words without the filters. */
  readonly text: string;
  /** What that library needs for this kind. */
  readonly options: { readonly prefix?: true; readonly fuzzy?: number };
}

/** What a run asks of both sides, made once, so that no side has the memory of making it. */
export interface Script {
  readonly questions: readonly Question[];
  readonly typed: readonly (readonly string[])[];
}

const TYPED_NAMES = 200;

export const makeScript = (options: CorpusOptions): Script => ({
  questions: makeQuestions(options),
  typed: typedNames(options, TYPED_NAMES),
});

/** How many of each kind are in a mix of 200. */
const SHARES: Readonly<Record<QuestionKind, number>> = {
  subject: 40,
  who: 30,
  typo: 24,
  'other script': 16,
  prefix: 24,
  'two words': 16,
  'very common word': 10,
  'no hit': 10,
  since: 10,
  outlet: 10,
  place: 10,
};

/** Words of most briefs' text that are in no subject's name. */
const COMMON_WORDS = ['military', 'forces', 'officials', 'ceasefire', 'troops', 'court', 'vote', 'parliament'] as const;

/** The mix of questions in a fixed order, subjects drawn as often as briefs speak of them. */
export function makeQuestions(options: CorpusOptions): readonly Question[] {
  const random = seededRandom(options.seed, 7);
  const { actors, outlets, places, topics } = subjectsOf(options);
  const vocabulary = makeVocabulary(options.seed);
  const drawFrom = (list: readonly MadeSubject[]): (() => MadeSubject) => {
    const rank = zipf(list.length, 3);
    return () => list[rank(random)] ?? random.pick(list);
  };
  const actor = drawFrom(actors);
  const place = drawFrom(places);
  const anySubject = drawFrom(actors.flatMap((one, rank) => [one, places[rank] ?? one, topics[rank] ?? one]));
  const outlet = drawFrom(outlets);
  const inOtherScript = actors.flatMap(({ aliases }) =>
    aliases.filter((alias) => /\P{Script=Latin}/u.test(alias[0] ?? '')),
  );
  const people = drawFrom(actors.filter((one) => one.entry['kind'] === 'person'));

  const make: Readonly<Record<QuestionKind, () => Omit<Question, 'kind'>>> = {
    subject: () => plain('brief', anySubject().name),
    who: () => plain('who', actor().name),
    typo: () => ({ ...plain('brief', misspelt(random, lastWord(people().name))), options: { fuzzy: 0.2 } }),
    'other script': () => plain('brief', inOtherScript.length > 0 ? random.pick(inOtherScript) : actor().name),
    prefix: () => ({ ...plain('brief', startOf(random, lastWord(people().name))), options: { prefix: true } }),
    'two words': () => plain('find', `${vocabulary.contentWord(random)} ${vocabulary.contentWord(random)}`),
    'very common word': () => plain('brief', random.pick(COMMON_WORDS)),
    'no hit': () => plain('brief', `zzq${random.below(1e6).toString(36)}xqz`),
    since: () => filtered(actor().name, `since:${2008 + random.below(16)}-0${1 + random.below(9)}`),
    outlet: () => filtered(actor().name, `outlet:"${outlet().name}"`),
    place: () => filtered(actor().name, `place:"${place().name}"`),
  };
  const questions = KINDS.flatMap((kind) =>
    Array.from({ length: SHARES[kind] }, (): Question => ({ kind, ...make[kind]() })),
  );
  return questions.toSorted((a, b) => orderKey(options.seed, a) - orderKey(options.seed, b));
}

/** Names as they grow under a hand: for each, every prefix from its first letter on. */
export function typedNames(options: CorpusOptions, names: number): readonly (readonly string[])[] {
  const random = seededRandom(options.seed, 8);
  const { actors } = subjectsOf(options);
  const rank = zipf(actors.length, 10);
  return Array.from({ length: names }, () => actors[rank(random)]?.name.toLowerCase() ?? 'a').map((name) =>
    Array.from({ length: name.length }, (_, index) => name.slice(0, index + 1)),
  );
}

const plain = (command: string, text: string): Omit<Question, 'kind'> => ({
  line: `${command} ${text}`,
  text,
  options: {},
});

const filtered = (text: string, filter: string): Omit<Question, 'kind'> => ({
  line: `brief ${text} ${filter}`,
  text,
  options: {},
});

const lastWord = (name: string): string => name.split(/[ -]/).at(-1) ?? name;

/** What a hand has typed of a longer word. */
const startOf = (random: Random, word: string): string => word.slice(0, Math.max(3, word.length - 1 - random.below(3)));

/** One letter dropped, doubled or changed, never the first. */
function misspelt(random: Random, word: string): string {
  const at = 1 + random.below(Math.max(1, word.length - 1));
  const rest = word.slice(at + 1);
  const letter = word.charAt(at);
  return word.slice(0, at) + random.pick(['', letter + letter, 'x']) + rest;
}

/** Mixes the kinds, so that no kind profits from what the one before it left in a cache. */
function orderKey(seed: number, { line }: Question): number {
  const letters = Array.from(line, (letter) => letter.codePointAt(0) ?? 0);
  return seededRandom(seed, ...letters).next();
}
