import { AIMED_AT_BRIEFS, aimsOf } from './aims.ts';
import { mb, ms, table, times } from './figures.ts';
import type { Spread } from './measure.ts';
import { KINDS } from './questions.ts';
import type { Machine, Results } from './results.ts';
import type { Measured } from './run-child.ts';
import type { AskTimes } from './tasks.ts';

export function machineLine({ cores, cpu, memoryGb, node, load }: Machine): string {
  return `Node ${node}, ${cores} cores (${cpu}), ${memoryGb.toFixed(0)} GB, load ${load.toFixed(1)} before the start.`;
}

/** What one corpus gave, as plain text. */
export function report(results: Results): string {
  const { briefs, generate } = results;
  const size = generate.ok ? `, ${mb(generate.result.bytes / 2 ** 20)}, written in ${ms(generate.result.ms)}` : '';
  return [
    `${briefs.toLocaleString('en')} briefs${size}`,
    floorLine(results),
    '',
    table([['', 'Dossier', 'MiniSearch', 'ratio'], ...wholeRows(results)]),
    '',
    'Questions, p50 / p99: a whole command from line to text beside a bare search for the same words',
    table([['', 'Dossier', 'answered', 'MiniSearch', 'answered', 'p50', 'p99'], ...kindRows(results)]),
    '',
    resolveLine(results),
    ...failures(results),
    '',
    `aims, set for ${AIMED_AT_BRIEFS.toLocaleString('en')} briefs`,
    ...aimsOf(results).map(
      ({ aim, verdict, figure }) => `${verdict.padEnd(12)}  ${aim}${figure === '' ? '' : `: ${figure}`}`,
    ),
  ].join('\n');
}

function floorLine({ briefs, floor }: Results): string {
  if (!floor.ok) return `floor not measured: ${floor.why}`;
  const each = (value: number): string => ((value * 1000) / briefs).toFixed(0);
  const { read, parse, check, fold } = floor.result;
  return `floor, one thread, µs a brief: read ${each(read)} + JSON.parse ${each(parse)} + zod ${each(check)} + fold and tokenise ${each(fold)} = ${each(read + parse + check + fold)}`;
}

function wholeRows({ briefs, floor, minisearch, dossier }: Results): string[][] {
  const perBrief = (built: Measured<{ readonly ms: number }>): number | undefined =>
    built.ok ? (built.result.ms * 1000) / briefs : undefined;
  const floorMs = ok(floor, ({ read, parse, check, fold }) => read + parse + check + fold);
  const micro = (value: number): string => `${value.toFixed(0)} µs`;
  return [
    row(
      'build',
      ok(dossier.build, (built) => built.ms),
      ok(minisearch.build, (built) => built.ms),
      ms,
    ),
    row('build, a brief', perBrief(dossier.build), perBrief(minisearch.build), micro),
    row(
      'build / floor',
      floorMs && dossier.build.ok ? dossier.build.result.ms / floorMs : undefined,
      floorMs && minisearch.build.ok ? minisearch.build.result.ms / floorMs : undefined,
      times,
    ),
    row('build, peak memory', peak(dossier.build), peak(minisearch.build), mb),
    row('index on disk', ok(dossier.build, megabytes), ok(minisearch.build, megabytes), mb),
    row(
      'process to first answer',
      ok(dossier.first, (all) => all.answer.p50),
      ok(minisearch.first, (all) => all.answer.p50),
      ms,
    ),
    row(
      'process to its end',
      ok(dossier.first, (all) => all.end.p50),
      ok(minisearch.first, (all) => all.end.p50),
      ms,
    ),
    row('first answer, peak memory', peak(dossier.first), peak(minisearch.first), mb),
    row('answering, peak memory', peak(dossier.ask), peak(minisearch.ask), mb),
    row(
      'question, p50',
      ok(dossier.ask, (asked) => asked.whole.p50),
      ok(minisearch.ask, (asked) => asked.whole.p50),
      ms,
    ),
    row(
      'question, p99',
      ok(dossier.ask, (asked) => asked.whole.p99),
      ok(minisearch.ask, (asked) => asked.whole.p99),
      ms,
    ),
    row(
      'keystroke, p50',
      ok(dossier.ask, (one) => one.keystroke.p50),
      ok(minisearch.ask, (one) => one.keystroke.p50),
      ms,
    ),
    row(
      'keystroke, p99',
      ok(dossier.ask, (one) => one.keystroke.p99),
      ok(minisearch.ask, (one) => one.keystroke.p99),
      ms,
    ),
  ];
}

function kindRows({ minisearch, dossier }: Results): string[][] {
  return KINDS.map((kind) => {
    const ours = kindOf(dossier.ask, kind);
    const theirs = kindOf(minisearch.ask, kind);
    return [
      kind,
      ours ? pair(ours.times) : '-',
      ours ? `${ours.answered}/${ours.times.count}` : '-',
      theirs ? pair(theirs.times) : '-',
      theirs ? `${theirs.answered}/${theirs.times.count}` : '-',
      ours && theirs ? times(theirs.times.p50 / ours.times.p50) : '-',
      ours && theirs ? times(theirs.times.p99 / ours.times.p99) : '-',
    ];
  });
}

function resolveLine({ resolve }: Results): string {
  if (!resolve.ok) return `names not measured: ${resolve.why}`;
  const { times: spent, slowest } = resolve.result;
  return `names, ${spent.count.toLocaleString('en')} hostile texts: p50 ${ms(spent.p50)}, p99 ${ms(spent.p99)}, slowest ${ms(spent.max)} for ${slowest}`;
}

function failures({ generate, minisearch, dossier }: Results): string[] {
  const parts: Readonly<Record<string, Measured<unknown>>> = {
    'writing the briefs': generate,
    'MiniSearch build': minisearch.build,
    'MiniSearch first answer': minisearch.first,
    'MiniSearch questions': minisearch.ask,
    'Dossier build': dossier.build,
    'Dossier first answer': dossier.first,
    'Dossier questions': dossier.ask,
  };
  return Object.entries(parts).flatMap(([name, part]) => (part.ok ? [] : [`not measured: ${name}: ${part.why}`]));
}

function row(
  label: string,
  ours: number | undefined,
  theirs: number | undefined,
  show: (value: number) => string,
): string[] {
  const both = ours !== undefined && theirs !== undefined;
  return [
    label,
    ...[ours, theirs].map((value) => (value === undefined ? '-' : show(value))),
    both ? times(theirs / ours) : '-',
  ];
}

const ok = <T>(measured: Measured<T>, take: (result: T) => number): number | undefined =>
  measured.ok ? take(measured.result) : undefined;
const peak = (measured: Measured<unknown>): number | undefined => (measured.ok ? measured.peakMb : undefined);
const megabytes = ({ bytes }: { readonly bytes: number }): number => bytes / 2 ** 20;
const pair = ({ p50, p99 }: Spread): string => `${ms(p50)} / ${ms(p99)}`;
const kindOf = (asked: Measured<AskTimes>, kind: (typeof KINDS)[number]) =>
  asked.ok ? asked.result.kinds[kind] : undefined;
