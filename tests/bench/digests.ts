/**
 * `npm run bench:digests -- --digests 10000 --channels 1000`
 *
 * So many digests, due in the same minute, in so many channels, half of them on each platform: how long it takes until the
 * last one is claimed and delivered, how late they come under the limits of the platforms, and what memory it takes. With one
 * copy of the bot on SQLite, and with three on PostgreSQL. Copies are real processes, the platforms are the fakes of the tests
 * in one process, and time goes by as it does.
 */
import { cpus, loadavg, totalmem } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startPostgres } from '../chaos/postgres.ts';
import { Scene } from '../chaos/scene.ts';
import { digestIdSchema } from '../../src/state/ids.ts';
import { spread, type Spread } from './measure.ts';
import { machineLine } from './report.ts';

interface Load {
  readonly what: string;
  readonly delivered: number;
  readonly toLastClaimS: number;
  readonly toEndS: number;
  /** From the moment at which all are due to the end of the delivery. */
  readonly lagS: Spread;
  /** Requests that the platforms refused because they came too fast, of each. */
  readonly tooFast: readonly string[];
  readonly peakMb: readonly number[];
}

const { values } = parseArgs({
  options: { digests: { type: 'string', default: '10000' }, channels: { type: 'string', default: '1000' } },
});
const [digests, channels] = [Number(values.digests), Number(values.channels)];
if (![digests, channels].every((number) => Number.isSafeInteger(number) && number >= 2)) {
  console.error('--digests and --channels take a whole number, of at least 2.');
  process.exit(1);
}

const postgres = await startPostgres();
try {
  const loads = [await loaded('one copy, SQLite', 1), await loaded('three copies, PostgreSQL', 3)];
  console.log(
    machineLine({
      cores: cpus().length,
      cpu: cpus()[0]?.model.trim() ?? 'unknown',
      memoryGb: totalmem() / 2 ** 30,
      node: process.versions.node,
      load: loadavg()[0] ?? 0,
    }),
  );
  console.log(`\n${digests} digests due in the same minute over ${channels} channels\n\n${tableOf(loads)}`);
} finally {
  await postgres.end();
}

async function loaded(what: string, copies: number): Promise<Load> {
  const databaseUrl = copies > 1 ? await postgres.freshDatabase() : undefined;
  const scene = await Scene.open({ seed: 1, copies, channels: channels / 2, speed: 1, isPaced: true, databaseUrl });
  try {
    scene.folder.work({ added: 20, edited: 0, removed: 0 });
    say(`${what}: making the digests`);
    await scene.addDigests(digests, { layout: 'message', about: [] });
    await Promise.all(scene.copies.map((copy) => copy.start()));
    await scene.allArrived();
    say(`${what}: all are due`);
    scene.nextHour();
    const due = scene.clock.now();
    const startedMs = performance.now();
    let toLastClaimS: number | undefined;
    for (;;) {
      const { digestsDue, deliveriesOpen } = await scene.state.survey.queue(scene.clock.now());
      const sinceS = (performance.now() - startedMs) / 1000;
      if (digestsDue === 0) toLastClaimS ??= sinceS;
      if (digestsDue === 0 && deliveriesOpen === 0) {
        return { what, ...(await endsOf(scene, due)), toLastClaimS: toLastClaimS ?? sinceS, toEndS: sinceS };
      }
      await wait(500);
    }
  } finally {
    await scene.close();
  }
}

async function endsOf(
  scene: Scene,
  due: Temporal.Instant,
): Promise<Pick<Load, 'delivered' | 'lagS' | 'tooFast' | 'peakMb'>> {
  const lags: number[] = [];
  for (const { id } of scene.digests) {
    const [last] = await scene.state.deliveries.history(digestIdSchema.parse(id), 1);
    if (last?.state !== 'delivered' || !last.finishedAt) continue;
    lags.push(last.finishedAt.since(due).total('seconds'));
  }
  const peakMb = await Promise.all(scene.copies.map((copy) => copy.peakMb()));
  const tooFast = scene.platforms.map((platform) => `${platform.kind} ${platform.tooFast()}`);
  return { delivered: lags.length, lagS: spread(lags), tooFast, peakMb };
}

function tableOf(loads: readonly Load[]): string {
  const rows = loads.map(({ what, delivered, toLastClaimS, toEndS, lagS, tooFast, peakMb }) =>
    [
      what,
      delivered,
      `${toLastClaimS.toFixed(0)} s`,
      `${toEndS.toFixed(0)} s`,
      `${lagS.p50.toFixed(0)} / ${lagS.p99.toFixed(0)} s`,
      tooFast.join(', '),
      `${peakMb.map((mb) => mb.toFixed(0)).join(', ')} MB`,
    ].join(' | '),
  );
  const head =
    'copies | delivered | to the last claim | to the last post | lag p50 / p99 | refused as too fast | peak memory of each';
  return [head, '--- | ---: | ---: | ---: | ---: | ---: | ---:', ...rows].map((row) => `| ${row} |`).join('\n');
}

function say(what: string): void {
  console.error(`... ${what}`);
}
