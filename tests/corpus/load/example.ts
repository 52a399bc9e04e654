import { readRegisters } from '../../../src/corpus/load/read-registers.ts';

export const ACTORS = {
  'sergey-lavrov': {
    name: 'Sergey Lavrov',
    kind: 'person',
    aliases: ['Sergei Lavrov', 'Лавров'],
    roles: [{ title: 'Foreign Minister', of: 'russia', from: '2004-03', briefs: ['moscow-denies-swap'] }],
  },
  'john-kerry': { name: 'John Kerry', kind: 'person' },
  russia: { name: 'Russia', kind: 'state', aliases: ['Moscow'] },
  'washington-post': { name: 'The Washington Post', kind: 'outlet' },
};

export const PLACES = {
  syria: { name: 'Syria', kind: 'country' },
  aleppo: { name: 'Aleppo', kind: 'city', aliases: ['Halab'], within: 'syria' },
};

const TOPICS = { 'syria-talks': { name: 'Syria talks' } };

export const REGISTER_FILES = {
  'actors.json': JSON.stringify(ACTORS, null, 2),
  'places.json': JSON.stringify(PLACES, null, 2),
  'topics.json': JSON.stringify(TOPICS, null, 2),
};

export const registers = readRegisters(
  Object.entries(REGISTER_FILES).map(([path, text]) => ({ path, text })),
).registers;

/** The least that a brief may be. */
export const SMALL = {
  headline: 'Moscow denies that it offered a swap',
  summary: 'Russia said that no deal had been offered.',
  language: 'en',
  source: { title: 'Moscow denies a swap' },
  published: '2016-11-29',
};

/** A brief that uses every key. */
export const FULL = {
  ...SMALL,
  source: {
    outlet: 'washington-post',
    title: 'Moscow denies a swap',
    url: 'https://example.org/2016/11/29/swap',
    author: 'A. Writer',
    reports: ['washington-post'],
  },
  published: { date: '2016-11', basis: 'inferred', because: 'the article says "this month"' },
  points: [
    {
      text: 'Rebels left two quarters of the city.',
      on: '2016-11-27/2016-11-28',
      actors: ['russia', 'Josh Rogin'],
      places: ['Halab'],
      topics: ['syria-talks'],
      via: ['washington-post'],
      note: 'The article does not say which.',
    },
  ],
  statements: [
    {
      by: 'Лавров',
      said: 'that nobody had offered such a deal: "none", in a word',
      quote: 'We were offered nothing',
      on: '2016-11-29',
      to: ['john-kerry'],
      via: ['washington-post'],
      about: ['aleppo', 'Josh Rogin', 'The swap', 'Moscow'],
    },
  ],
  claims: [
    {
      id: 'swap-offered',
      claim: 'Washington offered a swap.',
      about: ['aleppo'],
      stances: [
        { by: 'washington-post', stance: 'asserts', on: '2016-11-28' },
        { by: 'sergey-lavrov', stance: 'denies', via: ['washington-post'], note: 'He called it an invention.' },
      ],
    },
  ],
  figures: [
    {
      metric: 'civilian-deaths',
      value: 250,
      qualifier: 'at least',
      unit: 'people',
      period: '2016-11',
      by: 'russia',
      text: 'At least 250 died.',
    },
    { metric: 'civilian-deaths', value: 'hundreds', text: 'Hundreds died.', about: ['aleppo'] },
  ],
  actors: ['john-kerry'],
  places: ['syria'],
  topics: ['Cease-fires'],
  notes: ['The article does not say who made the offer.'],
};
