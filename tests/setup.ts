import fc from 'fast-check';

// Where a run decides whether a change is taken, it tries the same cases each time: a case that nobody has seen before is
// for its author's machine, where every run tries others.
if (process.env['CI'] !== undefined) fc.configureGlobal({ seed: 20_161_129 });
