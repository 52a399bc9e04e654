import { PLATFORM_NAMES, type Config, type PlatformName } from './config.ts';
import type { CorpusEvent, OpenCorpus } from './corpus/open-corpus.ts';
import type { Clock } from './kernel/clock.ts';
import { unreachable, UserError } from './kernel/errors.ts';
import type { Logger } from './kernel/logger.ts';
import type { Measures, Standing } from './operations/measures.ts';
import { readinessOf } from './operations/readiness.ts';
import type { Operations } from './operations/server.ts';
import type { Running } from './platform.ts';
import type { State } from './state/open-state.ts';

/** What an app tells of itself to who watches over it, where `OPS_PORT` is set. */
export interface Oversight {
  /** Resolves with the port, or undefined where none is set. @throws UserError where it cannot be had */
  serve(): Promise<number | undefined>;
  /** To be called last, so that the end is seen too. Safe to call twice, and before `serve`. */
  close(): Promise<void>;
}

export interface OversightParts {
  readonly config: Config;
  readonly measures: Measures | undefined;
  readonly briefs: OpenCorpus;
  readonly state: () => Promise<State>;
  /** Those that have started. */
  readonly running: ReadonlyMap<PlatformName, Running>;
  readonly isStopping: () => boolean;
  readonly clock: Clock;
  readonly logger: Logger;
}

export function createOversight(parts: OversightParts): Oversight {
  const { config, measures, briefs, running, isStopping, clock, logger } = parts;
  let operations: Operations | undefined;
  let isClosed = false;

  const readiness = readinessOf({
    isIndexComplete: () => briefs.isComplete(),
    // One that is being closed must not be opened again.
    checkDatabase: async () => (isStopping() ? Promise.reject(new Error('stopping')) : (await parts.state()).check()),
    platforms: () => new Map(config.platforms.map((name) => [name, isConnected(running.get(name))])),
  });

  async function standing(): Promise<Standing> {
    if (isStopping()) return { readiness: new Map() };
    const ready = await readiness();
    // Where the database went away after it was asked, its failure is counted already.
    const queue = ready.get('database') === true ? await queueNow().catch(() => undefined) : undefined;
    const { briefs: count, checkedAt } = briefs.corpus.state();
    const readAt = checkedAt === undefined ? undefined : Temporal.Instant.from(checkedAt);
    return { readiness: ready, queue, index: { briefs: count, bytes: briefs.bytes(), readAt } };
  }

  async function queueNow() {
    return (await parts.state()).survey.queue(clock.now());
  }

  return {
    async serve() {
      if (!config.ops || !measures || isClosed) return undefined;
      const { startOperations } = await import('./operations/server.ts');
      const metrics = async () => measures.page(await standing());
      operations = await startOperations({ ...config.ops, readiness, metrics, logger });
      logger.info('operations are told of', { port: operations.port });
      // Asked to stop meanwhile.
      if (isClosed) await operations.close();
      return operations.port;
    },
    async close() {
      isClosed = true;
      await operations?.close();
    },
  };
}

function isConnected(platform: Running | undefined): boolean {
  return platform !== undefined && platform.isConnected?.() !== false;
}

/** Counts what an app does. Loaded only where somebody watches. */
export async function measuresOf(commands: readonly { readonly name: string }[]): Promise<Measures> {
  const [{ createMeasures }, { STATE_TROUBLES }] = await Promise.all([
    import('./operations/measures.ts'),
    import('./state/state-error.ts'),
  ]);
  return createMeasures({
    commands: commands.map(({ name }) => name),
    platforms: PLATFORM_NAMES,
    troubles: STATE_TROUBLES,
    nowMs: () => performance.now(),
  });
}

/** In the log. */
export function tellOfBriefs(event: CorpusEvent, logger: Logger): void {
  switch (event.kind) {
    case 'synced':
      return logger.info('the index is up to date', { read: event.read, removed: event.removed });
    case 'rebuilding':
      return logger.warn('the index is being rebuilt', { why: event.why });
    case 'unreadable':
      return logger.warn('the folder of briefs cannot be read: what is in service stays so');
    case 'unwatched':
      return logger.warn('the folder of briefs cannot be watched: this is tried again', { why: reasonOf(event.error) });
    case 'failed':
      // What its user can mend is no fault.
      return event.error instanceof UserError
        ? logger.warn('the index could not be brought up to date', { why: event.error.message })
        : logger.error('the index could not be brought up to date', event.error);
    default:
      return unreachable(event);
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
