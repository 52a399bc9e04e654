import fc from 'fast-check';
import { expect } from 'vitest';

// Where a run decides whether a change is taken, it tries the same cases each time: a case that nobody has seen before is
// for its author's machine, where every run tries others.
if (process.env['CI'] !== undefined) fc.configureGlobal({ seed: 20_161_129 });

// An instant has no properties of its own, and `toMatchObject` would take any for any other.
expect.addEqualityTesters([
  (a: unknown, b: unknown) =>
    a instanceof Temporal.Instant && b instanceof Temporal.Instant ? a.equals(b) : undefined,
]);
