import { fold, slugOf } from '../../../src/kernel/fold.ts';
import { type Random, seededRandom } from '../../fixtures/random.ts';
import { personName } from './people.ts';
import { capital } from './prose.ts';
import { syllables } from './vocabulary.ts';

/** A subject as the generator speaks of it; `entry` is what the register says under its id. */
export interface MadeSubject {
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly entry: Readonly<Record<string, unknown>>;
}

/** Each list runs from the subject that briefs speak of most to the one that they speak of least. */
export interface MadeRegisters {
  readonly actors: readonly MadeSubject[];
  readonly outlets: readonly MadeSubject[];
  readonly places: readonly MadeSubject[];
  readonly topics: readonly MadeSubject[];
}

const ACTORS_MAX = 8_000;
const PLACES_MAX = 1_500;
const COUNTRIES_MAX = 60;

export function makeRegisters(briefs: number, seed: number): MadeRegisters {
  const random = seededRandom(seed, 2);
  const claim = makeClaims();
  const wanted = Math.min(ACTORS_MAX, Math.max(24, Math.round(briefs * 0.05)));
  const places = makePlaces(random, claim, Math.min(PLACES_MAX, Math.max(12, Math.round(briefs / 50))));
  const countries = places.filter((place) => place.entry['kind'] === 'country');
  const outlets = makeOutlets(random, claim, places, Math.max(4, Math.min(120, Math.round(wanted / 20))));
  const bodies = makeBodies(random, claim, countries, places, Math.round(wanted / 5));
  const people = makePeople(random, claim, bodies, wanted - bodies.length - outlets.length);
  return { actors: interleaved(people, bodies), outlets, places, topics: makeTopics(claim) };
}

/** Takes a spelling out of circulation. False where another subject has one that folds to the same. */
type ClaimNames = (name: string) => boolean;

function makeClaims(): ClaimNames {
  const taken = new Set<string>();
  return (name) => {
    const folded = fold(name);
    if (folded === '' || taken.has(folded)) return false;
    taken.add(folded);
    return true;
  };
}

function subject(
  name: string,
  aliases: readonly string[],
  rest: Readonly<Record<string, unknown>>,
  claim: ClaimNames,
): MadeSubject {
  const own = fold(name);
  const spellings = [...new Set(aliases)].filter((alias) => alias !== name && (fold(alias) === own || claim(alias)));
  return { id: slugOf(name), name, aliases: spellings, entry: { name, aliases: spellings, ...rest } };
}

function makePlaces(random: Random, claim: ClaimNames, count: number): MadeSubject[] {
  const places: MadeSubject[] = [];
  const countries = Math.min(COUNTRIES_MAX, Math.ceil(count / 8));
  while (places.length < count) {
    const stem = capital(syllables(random, 2));
    const isCountry = places.length < countries;
    const name = isCountry ? `${stem}${random.pick(['ia', 'stan', 'land', 'ia'])}` : stem;
    if (name.length < 5 || !claim(name)) continue;
    const kind = isCountry ? 'country' : random.pick(['region', 'city', 'city', 'city', 'district', 'site'] as const);
    const within = isCountry ? undefined : random.pick(places).id;
    const aliases = isCountry ? [`Republic of ${name}`] : random.chance(0.3) ? [`${name} ${kind}`] : [];
    places.push(subject(name, aliases, { kind, ...(within === undefined ? {} : { within }) }, claim));
  }
  return places;
}

const PAPERS = ['Times', 'Post', 'Herald', 'Courier', 'Gazette', 'Observer', 'Tribune', 'Chronicle'] as const;

function makeOutlets(random: Random, claim: ClaimNames, places: readonly MadeSubject[], count: number): MadeSubject[] {
  const outlets: MadeSubject[] = [];
  while (outlets.length < count) {
    const place = random.pick(places).name;
    const agency = outlets.length % 6 === 5;
    const name = agency ? `${place} News Agency` : `The ${place} ${random.pick(PAPERS)}`;
    if (!claim(name)) continue;
    const aliases = agency ? [] : [name.slice('The '.length)];
    outlets.push(subject(name, aliases, { kind: agency ? 'agency' : 'outlet' }, claim));
  }
  return outlets;
}

const MINISTRIES = ['Foreign Affairs', 'Defence', 'Finance', 'Justice', 'Health', 'Energy', 'Labour', 'Trade'] as const;
const PARTIES = ['People’s Party', 'Democratic Union', 'National Front', 'Labour Movement', 'Green Alliance'] as const;
const GROUPS = ['Liberation Army', 'Brigades', 'Resistance Council', 'Guard'] as const;
const ORGANISATIONS = ['Human Rights Watchers', 'Relief Committee', 'Chamber of Commerce', 'Oil Company'] as const;

function makeBodies(
  random: Random,
  claim: ClaimNames,
  countries: readonly MadeSubject[],
  places: readonly MadeSubject[],
  count: number,
): MadeSubject[] {
  const bodies: MadeSubject[] = [];
  for (const country of countries) {
    const name = `Government of ${country.name}`;
    if (bodies.length * 2 < count && claim(name)) bodies.push(subject(name, [], { kind: 'state' }, claim));
  }
  const states = bodies.map((body) => body.id);
  while (bodies.length < count) {
    const country = random.pick(countries).name;
    const place = random.pick(places).name;
    const [name, kind] = random.pick([
      [`${country} Ministry of ${random.pick(MINISTRIES)}`, 'institution'],
      [`${country} ${random.pick(PARTIES)}`, 'party'],
      [`${place} ${random.pick(GROUPS)}`, 'armed-group'],
      [`${place} ${random.pick(ORGANISATIONS)}`, 'organisation'],
    ] as const);
    if (!claim(name)) continue;
    const within = kind === 'institution' && states.length > 0 ? { within: random.pick(states) } : {};
    bodies.push(subject(name, [], { kind, ...within }, claim));
  }
  return bodies;
}

const OFFICES = [
  'Foreign Minister',
  'Prime Minister',
  'President',
  'Spokesperson',
  'Ambassador',
  'Chief of Staff',
] as const;

function makePeople(random: Random, claim: ClaimNames, bodies: readonly MadeSubject[], count: number): MadeSubject[] {
  const people: MadeSubject[] = [];
  for (let attempt = 0; people.length < count; attempt += 1) {
    const { name, aliases } = personName(random, attempt);
    if (!claim(name)) continue;
    const roles = random.chance(0.3) ? [makeRole(random, bodies)] : [];
    people.push(subject(name, aliases, { kind: 'person', roles }, claim));
  }
  return people;
}

function makeRole(random: Random, bodies: readonly MadeSubject[]): Readonly<Record<string, unknown>> {
  const from = 2004 + random.below(18);
  return {
    title: random.pick(OFFICES),
    ...(bodies.length === 0 ? {} : { of: random.pick(bodies).id }),
    from: `${from}-0${1 + random.below(9)}`,
    ...(random.chance(0.7) ? { until: `${from + 1 + random.below(5)}-0${1 + random.below(9)}` } : {}),
    source: 'The official gazette',
  };
}

const TOPIC_FIELDS = [
  'Energy',
  'Trade',
  'Border',
  'Food',
  'Water',
  'Health',
  'Election',
  'Nuclear',
  'Labour',
  'Climate',
];
const TOPIC_SUBJECTS = [
  'Policy',
  'Talks',
  'Crisis',
  'Security',
  'Law',
  'Prices',
  'Reform',
  'Disputes',
  'Aid',
  'Sanctions',
];

function makeTopics(claim: ClaimNames): MadeSubject[] {
  const wide = TOPIC_FIELDS.filter(claim).map((name) => subject(name, [], {}, claim));
  const narrow = TOPIC_SUBJECTS.flatMap((last) => TOPIC_FIELDS.map((field) => [field, last] as const))
    .filter(([field, last]) => claim(`${field} ${last}`))
    .map(([field, last]) => subject(`${field} ${last}`, [], { within: slugOf(field) }, claim));
  return [...narrow.slice(0, 6), ...wide, ...narrow.slice(6)];
}

/** Four people, then one body, so that both are among the most and the least spoken of. */
function interleaved(people: readonly MadeSubject[], bodies: readonly MadeSubject[]): MadeSubject[] {
  const mixed: MadeSubject[] = [];
  let body = 0;
  for (const [index, person] of people.entries()) {
    mixed.push(person);
    const next = bodies[body];
    if (index % 4 === 1 && next) {
      mixed.push(next);
      body += 1;
    }
  }
  return [...mixed, ...bodies.slice(body)];
}
