/** Small words that names carry in some spellings and leave out in others. */
const PARTICLES = new Set(
  (
    'al el ad as ash ar at an az ul the of and en de del della der des den di da do dos du la le van von zu ter te ' +
    'bin ibn bint ben abu af av y e'
  ).split(' '),
);

/** What stands before the name of a person without being part of it. */
const TITLES = new Set(
  (
    'mr mrs ms miss mister madam madame dr doctor prof professor sir dame lord lady president vice premier prime minister ' +
    'secretary chancellor general gen colonel col major lieutenant lt captain capt admiral commander ambassador envoy ' +
    'senator sen congressman congresswoman representative rep governor gov mayor king queen prince princess emir sultan ' +
    'sheikh sheik ayatollah pope bishop archbishop cardinal foreign defence defense speaker chairman chairwoman judge ' +
    'justice herr frau monsieur mme'
  ).split(' '),
);

/** The tokens without particles, or all of them where nothing else would be left. */
export function withoutParticles(tokens: readonly string[]): readonly string[] {
  const rest = tokens.filter((token) => !PARTICLES.has(token));
  return rest.length === 0 ? tokens : rest;
}

/** The tokens without the titles that they begin with, or all of them where nothing else would be left. */
export function withoutTitles(tokens: readonly string[]): readonly string[] {
  const first = tokens.findIndex((token) => !TITLES.has(token));
  return first <= 0 ? tokens : tokens.slice(first);
}

const TITLE_LINKS = new Set(['of', 'the', 'for', 'and', 'to', 'in']);

/** The tokens of an office that tell it from others: foreign, minister. */
export function titleWords(tokens: readonly string[]): readonly string[] {
  return tokens.filter((token) => !TITLE_LINKS.has(token));
}
