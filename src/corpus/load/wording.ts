import type { SubjectKind } from '../model.ts';
import type { Path } from './document.ts';
import { shown } from './shown.ts';

const NOUNS: Readonly<Record<string, string>> = {
  points: 'a point',
  statements: 'a statement',
  claims: 'a claim',
  stances: 'a stance',
  figures: 'a figure',
  roles: 'a role',
  source: 'the source',
  published: 'a date',
  on: 'a date',
  period: 'a date',
};

/** What the whole of a file is, or each entry of a register. */
export interface Subject {
  readonly noun: string;
  /** How many steps of a path lead to one such thing: 0 for a brief, 1 for an entry of a register. */
  readonly depth: 0 | 1;
}

export const A_BRIEF: Subject = { noun: 'a brief', depth: 0 };

/** What the object at a path is called: "a point". */
export function nounAt(path: Path, subject: Subject): string {
  for (const step of path.slice(subject.depth).toReversed()) {
    if (typeof step === 'string') return NOUNS[step] ?? 'this part';
  }
  return subject.noun;
}

/** What the value at a path is called: "`headline`", "entry 2 of `points`". */
export function labelOf(path: Path, subject: Subject): string {
  const last = path.at(-1);
  if (last === undefined) return subject.depth === 0 ? subject.noun : 'a register';
  if (typeof last === 'string') return `\`${shown(last)}\``;
  const holder = path.at(-2);
  return `entry ${last + 1} of ${typeof holder === 'string' ? `\`${shown(holder)}\`` : 'this list'}`;
}

/** What a value is, as its author would say it. */
export function kindOfValue(value: unknown): string {
  if (value === null || value === undefined) return 'empty';
  if (Array.isArray(value)) return 'a list';
  switch (typeof value) {
    case 'string':
      return 'text';
    case 'number':
      return Number.isFinite(value) ? `the number ${value}` : 'no number that can be counted with';
    case 'boolean':
      return `the word ${value} without quotes`;
    default:
      return 'a set of keys';
  }
}

export function aKind(kind: SubjectKind): string {
  return kind === 'actor' ? 'an actor' : `a ${kind}`;
}
