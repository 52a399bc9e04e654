import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Corpus } from '../../../src/corpus/corpus.ts';
import type { ClaimId } from '../../../src/corpus/ids.ts';
import { corpusOver } from '../../../src/corpus/index/corpus-index.ts';
import { ensureIndex, indexPath, openWriter } from '../../../src/corpus/index/index-file.ts';
import { openFolder } from '../../../src/corpus/index/open-folder.ts';
import { readAll } from '../../../src/corpus/index/read-ahead.ts';
import { IndexReader } from '../../../src/corpus/index/reader.ts';
import { sync } from '../../../src/corpus/index/sync.ts';
import { brief, subject } from './folder.ts';

const PLACES = ['syria', 'aleppo', 'east'];
const ACTORS = ['russia', 'tass', 'lavrov', 'kerry'];
const PLAIN = ['Josh Rogin', 'JOSH ROGIN', 'Lavrov the Younger'];
const CLAIMS = ['swap', 'truce'];
const SIDES = ['asserts', 'confirms', 'doubts', 'denies'];
const DAYS = ['2016-11-29', '2016-11-30', '2016-11', '2016-11-29/2016-12-02'];
const WORDS = ['truce', 'convoy', 'Алеппо', 'siege'];
const IDS = ['a', 'b', 'c', 'd', 'x/a', 'x/e'];

const oneOf = (items: readonly string[]) => fc.constantFrom(...items);
const some = (items: readonly string[]) => fc.uniqueArray(oneOf(items), { maxLength: 2 });

const content = fc
  .record({
    headline: oneOf(WORDS),
    published: oneOf(DAYS),
    outlet: oneOf(['tass', 'The Planet']),
    places: some(PLACES),
    actors: some([...ACTORS, ...PLAIN]),
    claims: fc.array(fc.tuple(oneOf(CLAIMS), oneOf(SIDES), oneOf([...ACTORS, ...PLAIN])), { maxLength: 2 }),
  })
  .map(({ outlet, claims, ...rest }) =>
    brief({
      ...rest,
      source: { outlet, title: 'T' },
      claims: claims.map(([id, side, by]) => ({ id, claim: 'It is so', stances: [{ by, stance: side }] })),
    }),
  );

/** Registers hold every id at all times, so that no brief is kept in a version that a new index could not know. */
const actors = fc.record({ within: fc.boolean(), alias: fc.boolean(), rename: fc.boolean() }).map((chosen) => ({
  russia: { name: chosen.rename ? 'Russian Federation' : 'Russia', kind: 'state' },
  tass: { name: 'TASS', kind: 'agency', ...(chosen.within && { within: 'russia' }) },
  lavrov: { name: 'Sergey Lavrov', kind: 'person', aliases: chosen.alias ? ['Josh Rogin'] : [] },
  kerry: { name: 'John Kerry', kind: 'person', aliases: chosen.alias ? [] : ['Lavrov the Younger'] },
}));
const places = fc.boolean().map((deep) => ({
  syria: { name: 'Syria', kind: 'country' },
  aleppo: { name: 'Aleppo', kind: 'city', ...(deep && { within: 'syria' }) },
  east: { name: 'East', kind: 'district', within: 'aleppo' },
}));

const edit = fc.oneof(
  { weight: 5, arbitrary: fc.record({ path: oneOf(IDS).map((id) => `${id}.json`), content }) },
  { weight: 2, arbitrary: fc.record({ path: oneOf(IDS).map((id) => `${id}.json`), content: fc.constant(undefined) }) },
  { weight: 1, arbitrary: fc.record({ path: fc.constant('actors.json'), content: actors }) },
  { weight: 1, arbitrary: fc.record({ path: fc.constant('places.json'), content: places }) },
);

async function syncHere(briefsDir: string, dataDir: string): Promise<void> {
  ensureIndex(dataDir, 1000);
  const db = openWriter(indexPath(dataDir), 1000);
  await sync(db, {
    folder: openFolder(briefsDir),
    read: (reads, reading, registers) => readAll(reading, reads, { briefsDir, registers }),
    // As if every file had just been written: none is taken for unchanged because of its time.
    nowMs: () => 0,
    progress: () => undefined,
    committed: () => undefined,
  });
  db.close();
}

function answersOf(dataDir: string): unknown {
  const reader = new IndexReader(indexPath(dataDir), {
    damaged: () => {
      throw new Error('damaged');
    },
    missing: () => {
      throw new Error('missing');
    },
  });
  const corpus = corpusOver(reader, () => ({ problems: [] }));
  const answers = everyAnswer(corpus);
  reader.close();
  return answers;
}

function everyAnswer(corpus: Corpus): unknown {
  const kinds = ['actor', 'place', 'topic'] as const;
  const ids = [...PLACES, ...ACTORS, 'josh-rogin', 'lavrov-the-younger', 'the-planet', 'nobody'].map(subject);
  const days = ['2016-11-01', '2016-11-15', '2016-11-30', '2016-12-01'] as never[];
  return {
    state: corpus.state(),
    all: corpus.briefs({ limit: 100 }),
    ranges: days.map((day) => [corpus.briefs({ since: day, limit: 9 }), corpus.briefs({ until: day, limit: 9 })]),
    subjects: ids.map((id) => ({
      subject: corpus.subject(id),
      covers: [...corpus.covers(id)].sort(),
      briefs: corpus.briefs({ subjects: [id], limit: 2 }),
      withSyria: corpus.briefs({ subjects: [id, subject('syria')], limit: 2 }),
      outlet: corpus.briefs({ outlet: id, limit: 100 }),
      companions: corpus.companions(id, { kinds, limit: 3 }),
      outlets: corpus.outlets({ subjects: [id], limit: 100 }),
      names: corpus.names.namesOf(id),
    })),
    names: ['josh rogin', 'russia', 'russian federation', 'the planet'].map((name) => corpus.names.named(name, 9)),
    searches: [...WORDS, 'russia', 'truce siege', 'alep*'].map((text) => corpus.search(text, { limit: 100 })),
    news: corpus.inTheNews({ kinds, limit: 3 }),
    disputes: corpus.disputes({ limit: 9 }),
    claims: CLAIMS.map((id) => corpus.claim(id as ClaimId)),
  };
}

test('after any edits the index answers as one that is built from nothing', async () => {
  await fc.assert(
    fc.asyncProperty(
      actors,
      places,
      fc.array(fc.array(edit, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 }),
      async (firstActors, firstPlaces, rounds) => {
        const root = mkdtempSync(join(tmpdir(), 'dossier-model-'));
        const briefsDir = join(root, 'briefs');
        const put = (path: string, value: unknown) => {
          mkdirSync(dirname(join(briefsDir, path)), { recursive: true });
          if (value === undefined) rmSync(join(briefsDir, path), { force: true });
          else writeFileSync(join(briefsDir, path), JSON.stringify(value));
        };
        put('actors.json', firstActors);
        put('places.json', firstPlaces);
        for (const round of rounds) {
          for (const { path, content: value } of round) put(path, value);
          await syncHere(briefsDir, join(root, 'lived'));
        }
        await syncHere(briefsDir, join(root, 'fresh'));
        expect(answersOf(join(root, 'lived'))).toEqual(answersOf(join(root, 'fresh')));
        rmSync(root, { recursive: true });
      },
    ),
    { numRuns: 60 },
  );
}, 120_000);
