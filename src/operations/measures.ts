import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { AnsweredAs, DeliveryOutcome, Metrics } from '../metrics.ts';
import type { Readiness } from './readiness.ts';
import type { Queue } from '../state/survey.ts';

/** Counts what happens, and writes it down with how things stand, as Prometheus reads it. */
export interface Measures {
  readonly metrics: Metrics;
  /** The numbers as they are now. https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format */
  page(standing: Standing): Promise<{ readonly type: string; readonly text: string }>;
}

/** What is not counted, but looked at when somebody asks. What is not known is left out of the page. */
export interface Standing {
  readonly readiness: Readiness;
  readonly index?: { readonly briefs: number; readonly bytes: number; readonly readAt: Temporal.Instant | undefined };
  /** Of all communities together, and the same for every copy of the bot on one database. */
  readonly queue?: Queue | undefined;
}

export interface MeasuresParts {
  /** The names that may stand in the numbers. Any other becomes `other`. */
  readonly commands: readonly string[];
  readonly platforms: readonly string[];
  readonly troubles: readonly string[];
  /** Milliseconds that only ever grow. */
  readonly nowMs: () => number;
}

const ANSWER_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
/** A digest is looked for once a minute; one that is a day late follows a day of standing still. */
const LAG_SECONDS = [1, 5, 15, 30, 60, 120, 300, 900, 3600, 21_600, 86_400];
const OUTCOMES: readonly DeliveryOutcome[] = ['delivered', 'skipped', 'failed', 'unknown'];
const ANSWERED_AS: readonly AnsweredAs[] = ['answered', 'refused', 'fault'];

export function createMeasures({ commands, platforms, troubles, nowMs }: MeasuresParts): Measures {
  const register = new Registry();
  collectDefaultMetrics({ register });
  const registers = [register];

  const answers = new Histogram({
    name: 'dossier_command_seconds',
    help: 'From a line to its answer, before it is sent. Command "none": a line that was not understood.',
    labelNames: ['command', 'platform'] as const,
    buckets: ANSWER_SECONDS,
    registers,
  });
  const ends = new Counter({
    name: 'dossier_answers_total',
    help: 'Answers: refused with a sentence for who asked, or a fault with an incident id.',
    labelNames: ['as'] as const,
    registers,
  });
  const deliveries = new Counter({
    name: 'dossier_digests_total',
    help: 'Digests that this copy brought to an end.',
    labelNames: ['outcome'] as const,
    registers,
  });
  const lag = new Histogram({
    name: 'dossier_digest_lag_seconds',
    help: 'From the slot of a digest to its last page in the channel.',
    buckets: LAG_SECONDS,
    registers,
  });
  const arrivals = new Counter({
    name: 'dossier_arrivals_total',
    help: 'Briefs that this copy recorded for the first time, and corrections of known ones.',
    labelNames: ['kind'] as const,
    registers,
  });
  const failures = new Counter({
    name: 'dossier_database_failures_total',
    help: 'Calls of the database that failed. Trouble "fault": an error of the program.',
    labelNames: ['trouble'] as const,
    registers,
  });
  // A series that appears only with its first event has no rate to alert on.
  for (const outcome of OUTCOMES) deliveries.inc({ outcome }, 0);
  for (const as of ANSWERED_AS) ends.inc({ as }, 0);
  for (const kind of ['new', 'correction']) arrivals.inc({ kind }, 0);
  for (const trouble of [...troubles, 'fault']) failures.inc({ trouble }, 0);

  const known = (names: readonly string[], name: string | undefined, absent: string) =>
    name === undefined ? absent : names.includes(name) ? name : 'other';

  const show = gauges(registers);
  return {
    metrics: {
      asked(platform) {
        const beganMs = nowMs();
        return ({ command, as }) => {
          const labels = { command: known(commands, command, 'none'), platform: known(platforms, platform, 'other') };
          answers.observe(labels, (nowMs() - beganMs) / 1000);
          ends.inc({ as });
        };
      },
      delivered(outcome, lateMs) {
        deliveries.inc({ outcome });
        if (outcome === 'delivered') lag.observe(Math.max(0, lateMs) / 1000);
      },
      arrived: (kind, count) => arrivals.inc({ kind }, count),
      databaseFailed: (trouble) => failures.inc({ trouble: known(troubles, trouble, 'fault') }),
    },
    async page(standing) {
      show(standing);
      return { type: register.contentType, text: await register.metrics() };
    },
  };
}

function gauges(registers: Registry[]): (standing: Standing) => void {
  const gauge = (name: string, help: string) => new Gauge({ name: `dossier_${name}`, help, registers });
  const ready = new Gauge({
    name: 'dossier_ready',
    help: '1 where a part that the bot needs is there: the index, the database, each platform.',
    labelNames: ['part'] as const,
    registers,
  });
  const briefs = gauge('briefs', 'Briefs in service.');
  const bytes = gauge('index_bytes', 'Size of the search index on the disk.');
  const readAt = gauge('folder_read_timestamp_seconds', 'When the folder of briefs was last read through.');
  const due = gauge('digests_due', 'Digests whose slot has come and that nobody has begun.');
  const open = gauge('deliveries_open', 'Deliveries under way, or waiting for another try.');
  const held = gauge(
    'notices_held',
    'Notices for those who follow that wait for the end of quiet hours or of a busy hour: one for each of them, whatever is in it.',
  );

  return ({ readiness, index, queue }) => {
    for (const [part, isReady] of readiness) ready.set({ part }, isReady ? 1 : 0);
    put(briefs, index?.briefs);
    put(bytes, index?.bytes);
    put(readAt, index?.readAt && index.readAt.epochMilliseconds / 1000);
    put(due, queue?.digestsDue);
    put(open, queue?.deliveriesOpen);
    put(held, queue?.noticesHeld);
  };
}

/** A number that is not known is no 0. */
function put(gauge: Gauge, value: number | undefined): void {
  if (value === undefined) gauge.remove();
  else gauge.set(value);
}
