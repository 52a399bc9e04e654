/** "a" and "one" are in every sentence and count nothing there. */
export const NUMBER_WORDS: ReadonlyMap<string, number> = new Map(
  (
    'two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen ' +
    'twenty'
  )
    .split(' ')
    .map((word, index): [string, number] => [word, index + 2])
    .concat(
      'thirty forty fifty sixty seventy eighty ninety'
        .split(' ')
        .map((word, index): [string, number] => [word, (index + 3) * 10]),
      [['twice', 2]],
    ),
);

export const VAGUE_NUMBERS: ReadonlySet<string> = new Set(
  'dozens scores hundreds thousands millions billions'.split(' '),
);

/** What time is measured in, in minutes, so that 48 hours are two days. */
export const TIME_UNITS: ReadonlyMap<string, number> = new Map([
  ['second', 1 / 60],
  ['minute', 1],
  ['hour', 60],
  ['day', 1440],
  ['week', 10_080],
]);

/** Units that no other can stand for. A number of one of these is compared with no other. */
export const MEASURES: ReadonlySet<string> = new Set(
  (
    'second minute hour day week month year euro dollar rouble ruble pound yuan yen percent mile kilometre kilometer km metre ' +
    'meter ton tonne barrel degree litre liter kg kilo acre hectare time point vote seat'
  ).split(' '),
);

export type Bound = 'below' | 'above' | 'about' | undefined;

const BOUNDS: readonly (readonly [RegExp, Bound])[] = [
  [/(?:almost|nearly|up to|less than|fewer than|under|below|at most|not quite)\s*$/i, 'below'],
  [/(?:more than|over|at least|above|upwards of|in excess of|no fewer than|no less than)\s*$/i, 'above'],
  [/(?:about|around|roughly|approximately|approx\.?|some|circa|an estimated)\s*$/i, 'about'],
];

/** On which side of the number the words before it put what they count. */
export function boundOf(before: string): Bound {
  const near = before.slice(-20);
  return BOUNDS.find(([form]) => form.test(near))?.[1];
}
