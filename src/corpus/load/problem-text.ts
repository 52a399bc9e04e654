import { unreachable } from '../../kernel/errors.ts';
import type { Problem } from '../problem.ts';
import { shown } from './shown.ts';

export type ProblemPart = 'place' | 'error' | 'warning' | 'message' | 'frame';

/** Puts colour around a part of a problem. Without it the text is plain. */
export type Paint = (part: ProblemPart, text: string) => string;

const plain: Paint = (_part, text) => text;

/**
 * A problem as `dossier check` prints it: `briefs/x.yaml:12:5  error  …`, and the lines around the place.
 * `folder` is put before the path; empty for none.
 */
export function problemLines(problem: Problem, folder: string, paint: Paint = plain): readonly string[] {
  const head = [
    paint('place', placeOf(problem, folder)),
    paint(problem.severity, severityWord(problem.severity)),
    paint('message', problem.message),
  ].join('  ');
  if (problem.frame === undefined) return [head];
  return [head, ...problem.frame.split('\n').map((line) => paint('frame', `    ${line}`.trimEnd()))];
}

/** A problem on one line, for a status that lists several. */
export function problemLine(problem: Problem): string {
  const mark = problem.severity === 'warning' ? ' (warning)' : '';
  return `${placeOf(problem, '')}${mark}: ${problem.message}`;
}

/** "3 errors and 1 warning", "1 warning", "no problems". */
export function problemCount(problems: readonly Problem[]): string {
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const parts = [counted(errors, 'error'), counted(problems.length - errors, 'warning')].filter((part) => part !== '');
  return parts.length === 0 ? 'no problems' : parts.join(' and ');
}

function counted(count: number, word: string): string {
  return count === 0 ? '' : `${count} ${word}${count === 1 ? '' : 's'}`;
}

function placeOf({ file, line, column }: Problem, folder: string): string {
  const base = folder.replace(/\/+$/, '');
  const path = file === '.' ? base || '.' : base === '' ? file : `${base}/${file}`;
  const position = line === undefined ? '' : `:${line}${column === undefined ? '' : `:${column}`}`;
  return shown(path, 400) + position;
}

function severityWord(severity: Problem['severity']): string {
  switch (severity) {
    case 'error':
      return 'error  ';
    case 'warning':
      return 'warning';
    default:
      return unreachable(severity);
  }
}
