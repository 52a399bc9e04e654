import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { createMeasures, type Measures, type Standing } from '../../src/operations/measures.ts';
import { readMetrics, valueOf, type Sample } from '../fixtures/prometheus.ts';

const EMPTY: Standing = { readiness: new Map() };

let nowMs: number;
let measures: Measures;
beforeEach(() => {
  nowMs = 1000;
  measures = createMeasures({
    commands: ['brief', 'who'],
    platforms: ['chat', 'terminal'],
    troubles: ['away', 'full'],
    nowMs: () => nowMs,
  });
});

const read = async (standing = EMPTY): Promise<readonly Sample[]> => readMetrics((await measures.page(standing)).text);

describe('the numbers', () => {
  it('come in the text format that collectors read, with those of the process', async () => {
    const { type, text } = await measures.page(EMPTY);
    expect(type).toBe('text/plain; version=0.0.4; charset=utf-8');
    const samples = readMetrics(text);
    expect(valueOf(samples, 'process_resident_memory_bytes')).toBeGreaterThan(1_000_000);
    expect(samples.map(({ name }) => name)).toContain('nodejs_eventloop_lag_p99_seconds');
  });

  it('count how each delivery ended, from 0 on, so that the first failure is a rise', async () => {
    const count = async (outcome: string) => valueOf(await read(), 'dossier_digests_total', { outcome });
    for (const outcome of ['delivered', 'skipped', 'failed', 'unknown']) expect(await count(outcome)).toBe(0);
    measures.metrics.delivered('failed', 5000);
    measures.metrics.delivered('unknown', 5000);
    measures.metrics.delivered('delivered', 1000);
    measures.metrics.delivered('delivered', 40_000);
    expect(await Promise.all(['delivered', 'skipped', 'failed', 'unknown'].map(count))).toEqual([2, 0, 1, 1]);
  });

  it('tell how late a digest was that came, in seconds, and count one before its slot as in time', async () => {
    measures.metrics.delivered('delivered', 40_000);
    measures.metrics.delivered('delivered', -20);
    measures.metrics.delivered('skipped', 7_000_000);
    const samples = await read();
    const bucket = (le: string) => valueOf(samples, 'dossier_digest_lag_seconds_bucket', { le });
    expect(['1', '30', '60', '+Inf'].map(bucket)).toEqual([1, 1, 2, 2]);
    expect(valueOf(samples, 'dossier_digest_lag_seconds_sum')).toBe(40);
  });

  it('tell how long each command took on each platform, and how it ended', async () => {
    const asked = measures.metrics.asked('chat');
    nowMs += 300;
    asked({ command: 'brief', as: 'answered' });
    measures.metrics.asked('terminal')({ command: 'who', as: 'fault' });
    measures.metrics.asked('chat')({ command: undefined, as: 'answered' });
    const samples = await read();
    const sum = (command: string, platform: string) =>
      valueOf(samples, 'dossier_command_seconds_sum', { command, platform });
    expect(sum('brief', 'chat')).toBeCloseTo(0.3);
    expect(sum('who', 'terminal')).toBe(0);
    expect(sum('none', 'chat')).toBe(0);
    expect(sum('who', 'chat')).toBeUndefined();
    expect(valueOf(samples, 'dossier_answers_total', { as: 'fault' })).toBe(1);
    expect(valueOf(samples, 'dossier_answers_total', { as: 'answered' })).toBe(2);
  });

  it('have only known names as labels, whatever they are given', async () => {
    const before = new Set((await read()).flatMap(({ labels }) => Object.values(labels)));
    const any = fc.string({ minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(any, any, any, (platform, command, trouble) => {
        measures.metrics.asked(platform)({ command, as: 'answered' });
        measures.metrics.databaseFailed(trouble);
      }),
      { numRuns: 200 },
    );
    const names = (await read())
      .filter(({ name }) => name.startsWith('dossier_'))
      .flatMap(({ labels }) => Object.values(labels));
    const buckets = (name: string) => /^[\d.]+$|^\+Inf$/.test(name);
    expect([...new Set(names)].filter((name) => !before.has(name) && !buckets(name))).toEqual(['other']);
  });

  it('count arrivals and corrections, and failures of the database by what is wrong with it', async () => {
    measures.metrics.arrived('new', 3);
    measures.metrics.arrived('correction', 1);
    measures.metrics.databaseFailed('away');
    measures.metrics.databaseFailed(undefined);
    const samples = await read();
    expect(valueOf(samples, 'dossier_arrivals_total', { kind: 'new' })).toBe(3);
    expect(valueOf(samples, 'dossier_arrivals_total', { kind: 'correction' })).toBe(1);
    expect(valueOf(samples, 'dossier_database_failures_total', { trouble: 'away' })).toBe(1);
    expect(valueOf(samples, 'dossier_database_failures_total', { trouble: 'full' })).toBe(0);
    expect(valueOf(samples, 'dossier_database_failures_total', { trouble: 'fault' })).toBe(1);
  });

  it('show how things stand when they are asked, and leave out what is not known then', async () => {
    const full: Standing = {
      readiness: new Map([
        ['index', true],
        ['database', true],
        ['chat', false],
      ]),
      index: { briefs: 5, bytes: 8192, readAt: Temporal.Instant.from('2026-03-01T08:00:00.5Z') },
      queue: { digestsDue: 2, deliveriesOpen: 1, noticesHeld: 0 },
    };
    const samples = await read(full);
    expect(valueOf(samples, 'dossier_ready', { part: 'index' })).toBe(1);
    expect(valueOf(samples, 'dossier_ready', { part: 'chat' })).toBe(0);
    expect(valueOf(samples, 'dossier_briefs')).toBe(5);
    expect(valueOf(samples, 'dossier_index_bytes')).toBe(8192);
    expect(valueOf(samples, 'dossier_folder_read_timestamp_seconds')).toBe(1_772_352_000.5);
    const queue = ['dossier_digests_due', 'dossier_deliveries_open', 'dossier_notices_held'];
    expect(queue.map((name) => valueOf(samples, name))).toEqual([2, 1, 0]);

    const away = await read({ ...full, queue: undefined, readiness: new Map([['database', false]]) });
    expect(
      queue.map((name) => valueOf(away, name)),
      'a 0 would look like an empty queue',
    ).toEqual([undefined, undefined, undefined]);
    expect(valueOf(away, 'dossier_ready', { part: 'database' })).toBe(0);
    expect(valueOf(await read(full), 'dossier_digests_due'), 'it comes back').toBe(2);
  });
});
