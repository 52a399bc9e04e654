import { type Random, seededRandom, shuffled } from '../../fixtures/random.ts';
import { zipf } from './zipf.ts';

/** Word forms in the order of how common they are. */
const VOCABULARY_SIZE = 60_000;

const FUNCTION_WORDS = [
  ...new Set(
    'the of to and in a that is for on was with as by it he from at be his has are have said an not its who they were but this had which or will their after been would more also there about over than we one when into before two against all other out if between no under could during while up through she her can some most only many first new last three now such may our any these since until because both those him them where still so even being each another among per around without within along across amid despite toward beyond near whether although'.split(
      ' ',
    ),
  ),
];

/** What every news desk writes daily. The first of them is the word that a bench asks for as very common. */
const NEWS_WORDS =
  'government president minister officials talks people country party military forces security state city week year month foreign leader statement agreement deal war peace attack ceasefire border troops police court election vote parliament opposition budget economy trade sanctions oil gas price market bank report reports news agency told announced denied confirmed accused rejected agreed signed called warned claimed ordered visited met killed wounded arrested released suspended launched withdrew promised aid refugees civilians hospital school camp convoy siege rebels army commander general spokesman spokeswoman delegation summit conference treaty resolution council envoy ambassador embassy capital province district village town region north south east west northern southern eastern western morning evening monday tuesday wednesday thursday friday saturday sunday january march april june july august september october november december percent million billion dollars euros public private national international local federal central human rights law bill reform protest strike march rally crisis emergency flood earthquake fire storm health virus vaccine hospital energy power plant nuclear missile drone aircraft ship port airport railway road bridge water food harvest industry factory workers union wages jobs growth debt tax investment company companies contract project plan report inquiry investigation evidence charges trial verdict prison sentence appeal judge prosecutor lawyer witness victims families children women men students teachers doctors journalists residents voters citizens migrants'.split(
    ' ',
  );

const ONSETS =
  'b bl br c ch cl cr d dr f fl fr g gl gr h j k l m n p pl pr qu r s sc sh sl sp st str t th tr v w'.split(' ');
const NUCLEI = 'a e i o u ai ea ee ie oa ou'.split(' ');
const CODAS = ['', '', '', 'b', 'ck', 'd', 'g', 'l', 'll', 'm', 'n', 'nd', 'nt', 'p', 'r', 'rd', 'rm', 's', 'st', 't'];
const ENDINGS = ['', 's', 'ed', 'ing', 'er', 'ers', 'ly', 'ment', 'ation', 'al', 'ive', 'ness'];

export function syllables(random: Random, count: number): string {
  let word = '';
  for (let index = 0; index < count; index += 1) {
    word += random.pick(ONSETS) + random.pick(NUCLEI) + (index === count - 1 ? random.pick(CODAS) : '');
  }
  return word;
}

export interface Vocabulary {
  readonly words: readonly string[];
  /** Any word, as often as its rank says. */
  word(random: Random): string;
  /** A word that carries meaning: never "the". */
  contentWord(random: Random): string;
}

export function makeVocabulary(seed: number): Vocabulary {
  const random = seededRandom(seed, 1);
  const common = new Set([...FUNCTION_WORDS, ...NEWS_WORDS]);
  const derived = new Set<string>();
  while (derived.size + common.size < VOCABULARY_SIZE) {
    const stem = syllables(random, random.chance(0.3) ? 1 : 2);
    if (stem.length < 3) continue;
    for (const ending of ENDINGS) {
      const form = stem + ending;
      if (random.chance(0.5) && !common.has(form) && derived.size + common.size < VOCABULARY_SIZE) derived.add(form);
    }
  }
  const words = [...common, ...shuffled([...derived], random)];
  const anyRank = zipf(words.length, 2, 1.1);
  const contentRank = zipf(words.length - FUNCTION_WORDS.length, 60, 1.15);
  const at = (rank: number): string => words[rank] ?? 'the';
  return {
    words,
    word: (from) => at(anyRank(from)),
    contentWord: (from) => at(FUNCTION_WORDS.length + contentRank(from)),
  };
}
