import { flushCompileCache } from 'node:module';
import { setTimeout as wait } from 'node:timers/promises';
import { createApp } from '../../src/app.ts';
import { parseConfig } from '../../src/config.ts';
import { createLogger } from '../../src/kernel/logger.ts';
import { ordersSchema, type Orders, type Report } from './orders.ts';
import { LEASE_MS, WorldClock } from './world-clock.ts';

/**
 * A copy of the bot as a process of its own, to be killed: the program but for its pace, its clock and its terminal. It is
 * loaded before it is needed and waits for its orders, so that a killed one is replaced at once. It ends with its parent.
 */
const loaded = [
  import('../../src/platforms/discord/platform.ts'),
  import('../../src/platforms/slack/platform.ts'),
  import('../../src/state/open-state.ts'),
  import('../../src/operations/measured-state.ts'),
];

/** Of the world's clock. */
const BEAT_MS = 3000;

let clock = new WorldClock();
let stop: () => Promise<void> = () => Promise.resolve();

process.on('disconnect', () => process.exit());
process.on('message', (message) => void obey(ordersSchema.parse(message)));
await Promise.all(loaded);
// It is written at the end of a process, which most do not see here.
flushCompileCache();
tell({ kind: 'loaded' });

async function obey(orders: Orders): Promise<void> {
  switch (orders.kind) {
    case 'clock':
      clock.leapsMs = orders.leapsMs;
      return;
    case 'usage':
      return tell({ kind: 'usage', peakMb: process.resourceUsage().maxRSS / 1024 });
    case 'stop':
      await stop();
      process.exit();
      return;
    case 'run':
      clock = new WorldClock(orders);
      await run(orders.env);
  }
}

async function run(env: Readonly<Record<string, string>>): Promise<void> {
  const app = createApp(parseConfig(env), {
    clock,
    pace: {
      beat,
      pause: async (ms, signal) => wait(ms / clock.speed, undefined, signal ? { signal } : {}),
      leaseMs: LEASE_MS,
    },
    logger: createLogger({ level: 'info', output: process.stderr }),
    terminal: {
      input: process.stdin,
      output: process.stdout,
      isInputTerminal: false,
      isOutputTerminal: false,
      columns: () => undefined,
      environment: {},
      zone: 'UTC',
    },
  });
  stop = () => app.stop();
  // As the program does it: what is in service goes on answering where a sync fails.
  if (!app.briefs.isComplete()) await app.briefs.sync();
  else if (app.briefs.isCurrent() === false) await app.briefs.sync().catch(() => undefined);
  tell({ kind: 'running' });
  await app.run();
}

/** Looks for what is due all the time, as a minute of this clock is short. */
async function beat(task: () => Promise<void>): Promise<{ stop(): void }> {
  const stopped = new AbortController();
  const goOn = async () => {
    while (!stopped.signal.aborted) {
      await task();
      await wait(BEAT_MS / clock.speed);
    }
  };
  void goOn();
  return { stop: () => stopped.abort() };
}

function tell(report: Report): void {
  process.send?.(report);
}
