/**
 * `npm run bench -- --briefs 1000,100000 --seed 1 --only dossier --keep`
 *
 * Measures Dossier beside MiniSearch over the same generated briefs, each measurement in a process of its own.
 * `--briefs`: sizes, one after the other; default 1000,10000. `--only`: one side, `dossier` or `minisearch`; default
 * both. `--keep`: leaves the briefs and both indexes in the temporary folder, to look at; the next run of the same size
 * makes them anew. Ends with 1 where something could not be measured. That an aim is not met is no failure.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { firstAnswer } from './dossier/first-answer.ts';
import { subjectsOf } from './generate-corpus.ts';
import { spread } from './measure.ts';
import { machineLine, report } from './report.ts';
import type { Firsts, Results } from './results.ts';
import { measure, type Measured } from './run-child.ts';
import { thisMachine } from './this-machine.ts';

const FIRST_RUNS = { dossier: 9, minisearch: 3 } as const;
const HOSTILE_TEXTS = 10_000;

const { values } = parseArgs({
  options: {
    briefs: { type: 'string', default: '1000,10000' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
    keep: { type: 'boolean', default: false },
  },
});
const sizes = values.briefs.split(',').map(Number);
const seed = Number(values.seed);
if (![...sizes, seed].every((number) => Number.isSafeInteger(number) && number > 0)) {
  console.error('--briefs takes whole numbers parted by commas, --seed one whole number.');
  process.exit(1);
}
if (values.only !== undefined && values.only !== 'dossier' && values.only !== 'minisearch') {
  console.error('--only takes dossier or minisearch.');
  process.exit(1);
}

console.log(`${machineLine(thisMachine())} Medians unless said otherwise. Ratio: MiniSearch / Dossier.`);
for (const briefs of sizes) {
  const results = await measureCorpus(briefs);
  console.log(`\n${report(results)}`);
}

async function measureCorpus(briefs: number): Promise<Results> {
  const home = join(tmpdir(), `dossier-bench-${briefs}-${seed}`);
  const made = { briefs, seed, folder: join(home, 'briefs'), script: join(home, 'script.json') };
  const ours = { ...made, index: join(home, 'data') };
  const theirs = { ...made, index: join(home, 'minisearch.json') };
  const subject = subjectsOf(made).actors[0]?.name ?? '';
  rmSync(home, { recursive: true, force: true });
  mkdirSync(ours.index, { recursive: true });
  try {
    say(`${briefs} briefs: writing`);
    const generate = await measure('generate', made);
    say('floor');
    const floor = await measure('floor', made);
    const dossier = {
      build: await step('dossier', 'build', () => measure('dossierBuild', ours)),
      first: await step('dossier', 'first answers', () =>
        several(FIRST_RUNS.dossier, () => firstAnswer(ours, subject)),
      ),
      ask: await step('dossier', 'questions', () => measure('dossierAsk', ours)),
    };
    const resolve = await step('dossier', 'hostile names', () =>
      measure('dossierResolve', { ...ours, texts: HOSTILE_TEXTS }),
    );
    const search = { ...theirs, text: subject };
    const minisearch = {
      build: await step('minisearch', 'build', () => measure('minisearchBuild', theirs)),
      first: await step('minisearch', 'first answers', () =>
        several(FIRST_RUNS.minisearch, () => measure('minisearchFirst', search)),
      ),
      ask: await step('minisearch', 'questions', () => measure('minisearchAsk', theirs)),
    };
    return { briefs, generate, floor, resolve, minisearch, dossier };
  } finally {
    if (!values.keep) rmSync(home, { recursive: true, force: true });
  }
}

/** The same process several times over. The first failure ends it. */
async function several(runs: number, run: () => Promise<Measured<unknown>>): Promise<Measured<Firsts>> {
  const all: Extract<Measured<unknown>, { ok: true }>[] = [];
  for (let index = 0; index < runs; index += 1) {
    const one = await run();
    if (!one.ok) return one;
    all.push(one);
  }
  const result = {
    answer: spread(all.map(({ life }) => life.toFirstOutput)),
    end: spread(all.map(({ life }) => life.toEnd)),
  };
  const peakMb = Math.max(...all.map((one) => one.peakMb));
  return { ok: true, result, peakMb, life: { toFirstOutput: result.answer.p50, toEnd: result.end.p50 } };
}

async function step<T>(
  side: 'dossier' | 'minisearch',
  name: string,
  run: () => Promise<Measured<T>>,
): Promise<Measured<T>> {
  if (values.only !== undefined && values.only !== side) return { ok: false, why: 'left out' };
  say(`${side}: ${name}`);
  const measured = await run();
  if (!measured.ok) process.exitCode = 1;
  return measured;
}

/** Progress goes beside the report, so that the report alone can be kept. */
function say(what: string): void {
  console.error(`... ${what}`);
}
