/** Too little is left of a shorter token for its letters to be merged: Kim is not Kym, nor Lee Li. */
const SHORTEST = 4;
const LONGEST = 40;

/**
 * How romanisations differ on one sound, in the order in which the differences are undone. Capitals stand for sounds
 * that one letter cannot write: C as in Chaikovsky, S as in Shoigu.
 */
const RULES: readonly (readonly [RegExp, string])[] = [
  // Ends: Sergei, Sergey, Sergej; Zelensky, Zelenskyy, Zelenskiy; Petrovic, Petrovitch; Lavroff; Poutine; Aleksandr.
  [/(?:[ei][iyj]|y[iy]|[jy])$/, 'i'],
  [/(?<=[iy])t?(?:s?ch|c|k?s?ch)$/, 'C'],
  [/(?<=[aeiouy])(?:ff|w)$/, 'v'],
  [/(?<=[iy]n)e$/, ''],
  [/(?<=[aeo])h$/, ''],
  [/(?<=[dt])e(?=r$)/, ''],
  // Begins: Yevgeny, Evgeny, Jewgeni; Yusuf, Jusuf.
  [/^(?:ye|je|ie)/, 'e'],
  [/^j(?=[au].{3})/, 'i'],
  // One sound, several letters.
  [/shch|schtsch|chtch/g, 'SC'],
  [/tsch|tch/g, 'C'],
  [/sch|sh/g, 'S'],
  [/ch/g, 'C'],
  [/dzh|dj/g, 'j'],
  [/kh/g, 'h'],
  [/ph/g, 'f'],
  [/gu(?=[ei])/g, 'g'],
  [/(?<=[bdgt])h/g, ''],
  [/x/g, 'ks'],
  [/c(?=[eiy])/g, 's'],
  [/ck|[cq]/g, 'k'],
  [/t?z|ts/g, 's'],
  [/w/g, 'v'],
  // Vowels: Zagaynov, Zagajnov; Roettgen; Saeed, Said; Youssef, Yusuf.
  [/y|(?<![aeiou])(?<!^)j|j(?![aeiou])/g, 'i'],
  [/ee/g, 'i'],
  [/(?<=[aou])e/g, ''],
  [/ou|u/g, 'o'],
  // Assad, Asad.
  [/(.)\1+/g, '$1'],
];

/** Which of a and e is written varies where the voice does not rest: Mohammed, Muhammad. In the first place it does not. */
const LATER_E = /(?<=[aeio].*)e/g;

/**
 * One key for the usual romanised spellings of one name: Sergei, Sergey and Sergej share theirs, as do Lavrov, Lavroff
 * and Lawrow. A token as `fold` makes it goes in. Keys are for comparing only; different names seldom share one.
 */
export function skeleton(token: string): string {
  if (token.length < SHORTEST || /\d/.test(token)) return token;
  let key = token.slice(0, LONGEST);
  for (const [spelling, sound] of RULES) key = key.replace(spelling, sound);
  return key.replaceAll(LATER_E, 'a').replaceAll(/(.)\1+/g, '$1');
}
