import { slugOf } from '../../../src/kernel/fold.ts';
import { type Random, seededRandom } from '../../fixtures/random.ts';
import { unknownName } from './people.ts';
import { capital, phrase, sentence } from './prose.ts';
import type { MadeRegisters, MadeSubject } from './registers.ts';
import type { Vocabulary } from './vocabulary.ts';
import { zipf } from './zipf.ts';

export interface World {
  readonly seed: number;
  readonly briefs: number;
  readonly vocabulary: Vocabulary;
  readonly registers: MadeRegisters;
}

export interface MadeBrief {
  readonly id: string;
  /** `YYYY-MM-DD` */
  readonly day: string;
  readonly content: Readonly<Record<string, unknown>>;
}

const FIRST_DAY = Temporal.PlainDate.from('2006-07-01');
const DAYS = 20 * 365;
const METRICS = [
  'civilian-deaths',
  'oil-price',
  'refugees',
  'turnout',
  'inflation',
  'growth',
  'troops',
  'aid',
] as const;
const STANCES = ['asserts', 'denies', 'confirms', 'doubts'] as const;

/** Makes briefs by their number: the first is the oldest, and each comes out the same however many were made before. */
export function briefMaker(world: World): (index: number) => MadeBrief {
  const { vocabulary, registers } = world;
  const claims = makeClaims(world);
  const rankOf = {
    actors: zipf(registers.actors.length, 0.7),
    places: zipf(registers.places.length, 1),
    topics: zipf(registers.topics.length, 1),
    outlets: zipf(registers.outlets.length, 1),
    claims: zipf(claims.length, 1),
  };
  const draw = (random: Random, list: Exclude<keyof typeof rankOf, 'claims'>): MadeSubject => {
    const found = registers[list][rankOf[list](random)];
    if (!found) throw new Error(`no ${list}`);
    return found;
  };
  const drawSome = (random: Random, list: 'actors' | 'places' | 'topics', count: number): MadeSubject[] => [
    ...new Set(Array.from({ length: count }, () => draw(random, list))),
  ];

  return (index) => {
    const random = seededRandom(world.seed, 3, index);
    const day = dayAt(Math.floor((index * DAYS) / world.briefs));
    const actors = drawSome(random, 'actors', 4);
    const places = drawSome(random, 'places', 2);
    const [actor = draw(random, 'actors')] = actors;
    const [place = draw(random, 'places')] = places;
    const topics = drawSome(random, 'topics', 1 + random.below(2));
    const outlet = draw(random, 'outlets');
    const headline = `${actor.name} ${phrase(random, vocabulary, 5)} in ${place.name}`;
    const id = `${day}-${slugOf(phrase(random, vocabulary, 3))}-${index.toString(36)}`;
    const others = random.chance(0.12) ? [unknownName(random)] : [];

    const points = Array.from({ length: 3 }, (_, number) => ({
      text: sentence(random, vocabulary, [actors[number]?.name ?? actor.name, place.name], 22 + random.below(12)),
      on: dayAt(Math.floor((index * DAYS) / world.briefs) - random.below(3)),
      actors: references(random, number === 0 ? actors.slice(0, 2) : actors.slice(number, number + 1)),
      places: references(random, [places[number] ?? place]),
      topics: topics.slice(0, 1).map((topic) => topic.id),
    }));
    const statement = {
      by: actor.id,
      said: `that ${phrase(random, vocabulary, 14)}`,
      ...(random.chance(0.5) ? { quote: phrase(random, vocabulary, 8) } : {}),
      on: day,
      ...(random.chance(0.3) ? { via: [draw(random, 'outlets').id] } : {}),
      about: topics.map((topic) => topic.id),
    };
    const claim = random.chance(0.06) ? claims[rankOf.claims(random)] : undefined;
    return {
      id,
      day,
      content: {
        headline: capital(headline).slice(0, 200).trim(),
        summary: `${sentence(random, vocabulary, [actor.name], 18)} ${sentence(random, vocabulary, [place.name], 16)}`,
        language: random.chance(0.9) ? 'en' : random.pick(['de', 'fr', 'ar', 'ru']),
        source: {
          outlet: outlet.id,
          title: capital(phrase(random, vocabulary, 8)),
          url: `https://news.example/${outlet.id}/${id}`,
          ...(random.chance(0.2) ? { reports: [draw(random, 'outlets').id] } : {}),
        },
        published: random.chance(0.03)
          ? { date: day, basis: 'inferred', because: 'The article says only which day of the week it was.' }
          : day,
        points,
        statements: [statement],
        ...(claim ? { claims: [{ ...claim, stances: takeSides(random, actors, day) }] } : {}),
        ...(random.chance(0.15) ? { figures: [makeFigure(random, vocabulary, actor, day)] } : {}),
        actors: [...references(random, actors.slice(2)), ...others],
        topics: topics.map((topic) => topic.id),
      },
    };
  };
}

function makeClaims({ briefs, seed, vocabulary, registers }: World) {
  const random = seededRandom(seed, 4);
  return Array.from({ length: Math.max(3, Math.round(briefs / 200)) }, (_, number) => ({
    id: `${slugOf(phrase(random, vocabulary, 2))}-${number}`,
    claim: sentence(random, vocabulary, [random.pick(registers.actors).name], 12),
    about: [random.pick(registers.topics).id],
  }));
}

const takeSides = (random: Random, actors: readonly MadeSubject[], on: string) =>
  actors.slice(0, 2).map((actor) => ({ by: actor.id, stance: random.pick(STANCES), on }));

const makeFigure = (random: Random, vocabulary: Vocabulary, by: MadeSubject, period: string) => ({
  metric: random.pick(METRICS),
  value: random.below(20_000),
  ...(random.chance(0.4) ? { qualifier: random.pick(['almost', 'at least', 'about', 'more than']) } : {}),
  period,
  by: by.id,
  text: sentence(random, vocabulary, [], 12),
});

/** Ids mostly; now and then the name, as an editor in a hurry writes it. */
const references = (random: Random, subjects: readonly MadeSubject[]): string[] =>
  subjects.map((subject) => (random.chance(0.03) ? subject.name : subject.id));

const dayAt = (offset: number): string => FIRST_DAY.add({ days: offset }).toString();
