/**
 * `npm run bench:digests -- --digests 10000 --channels 1000`
 *
 * So many digests, due in the same minute, in so many channels, half of them on each platform: how long it takes until the
 * last one is claimed and delivered, how late they come under the limits of the platforms, and what memory it takes. With one
 * copy of the bot on SQLite, and with three on PostgreSQL. Copies are real processes, the platforms are the fakes of the tests
 * in one process, and time goes by as it does. They keep the limits that the platforms document: 50 requests a second of a bot
 * and 5 messages in 5 seconds of a channel on Discord; 300 posts a minute of a workspace and one a second of a channel on Slack,
 * where all channels are of one workspace.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startPostgres } from '../chaos/postgres.ts';
import type { ChaosPlatform } from '../chaos/platforms.ts';
import { Scene } from '../chaos/scene.ts';
import { spread, type Spread } from './measure.ts';
import { machineLine } from './report.ts';
import { thisMachine } from './this-machine.ts';

interface Load {
  readonly what: string;
  readonly toLastClaimS: number;
  readonly toEndS: number;
  readonly platforms: readonly PlatformLoad[];
  /** Of each copy. */
  readonly peakMb: readonly number[];
}

interface PlatformLoad {
  readonly kind: string;
  readonly delivered: number;
  /** From the moment at which all are due to the end of the delivery. */
  readonly lagS: Spread;
  /** Requests that it refused because they came too fast. */
  readonly tooFast: number;
}

/** So few that a digest of them all is one post: then it is the digests that are counted, and not their length. */
const BRIEFS = 6;

const { values } = parseArgs({
  options: { digests: { type: 'string', default: '10000' }, channels: { type: 'string', default: '1000' } },
});
const [digests, channels] = [Number(values.digests), Number(values.channels)];
if (![digests, channels].every((number) => Number.isSafeInteger(number) && number >= 2)) {
  console.error('--digests and --channels take a whole number, of at least 2.');
  process.exit(1);
}

const machine = machineLine(thisMachine());
const postgres = await startPostgres();
try {
  const loads = [await loaded('one copy, SQLite', 1), await loaded('three copies, PostgreSQL', 3)];
  console.log(`${machine}\n\n${digests} digests due in the same minute over ${channels} channels\n\n${tableOf(loads)}`);
} finally {
  await postgres.end();
}

async function loaded(what: string, copies: number): Promise<Load> {
  const databaseUrl = copies > 1 ? await postgres.freshDatabase() : undefined;
  const scene = await Scene.open({ seed: 1, copies, channels: channels / 2, speed: 1, isPaced: true, databaseUrl });
  try {
    scene.folder.work({ added: BRIEFS, edited: 0, removed: 0 });
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
        const peakMb = await Promise.all(scene.copies.map((copy) => copy.peakMb()));
        const platforms = await Promise.all(scene.platforms.map((platform) => endOf(platform, scene, due)));
        return { what, toLastClaimS: toLastClaimS ?? sinceS, toEndS: sinceS, platforms, peakMb };
      }
      await wait(500);
    }
  } finally {
    await scene.close();
  }
}

async function endOf(platform: ChaosPlatform, scene: Scene, due: Temporal.Instant): Promise<PlatformLoad> {
  const its = await scene.state.digests.list({ platform: platform.kind, tenant: platform.tenant });
  const lags: number[] = [];
  for (const { id } of its) {
    const [last] = await scene.state.deliveries.history(id, 1);
    if (last?.state === 'delivered' && last.finishedAt) lags.push(last.finishedAt.since(due).total('seconds'));
  }
  return { kind: platform.kind, delivered: lags.length, lagS: spread(lags), tooFast: platform.tooFast() };
}

function tableOf(loads: readonly Load[]): string {
  const rows = loads.map(({ what, toLastClaimS, toEndS, platforms, peakMb }) =>
    [
      what,
      `${toLastClaimS.toFixed(0)} s`,
      `${toEndS.toFixed(0)} s`,
      ...platforms.map(({ delivered, lagS, tooFast }) =>
        [`${delivered}`, `${lagS.p50.toFixed(0)} / ${lagS.p99.toFixed(0)} s`, `${tooFast}`].join(' | '),
      ),
      `${peakMb.map((mb) => mb.toFixed(0)).join(', ')} MB`,
    ].join(' | '),
  );
  const kinds = loads[0]?.platforms.map(({ kind }) => `${kind}: delivered | lag p50 / p99 | refused as too fast`) ?? [];
  const head = ['copies | to the last claim | to the last post', ...kinds, 'peak memory of each'].join(' | ');
  const line = ['---', ...Array.from({ length: head.split('|').length - 1 }, () => '---:')].join(' | ');
  return [head, line, ...rows].map((row) => `| ${row} |`).join('\n');
}

function say(what: string): void {
  console.error(`... ${what}`);
}
