#!/usr/bin/env node
// The guard: it looks at the version of Node before anything is loaded that an older one cannot read.
// So it is plain JavaScript that Node 12 can parse, and nothing here may be newer than that: no `??`, no `?.`,
// no `await` outside a function, no `node:` in an import.
import module from 'module';
import v8 from 'v8';

const NEEDED = 26;
const running = process.versions.node;

if (parseInt(running, 10) < NEEDED) {
  console.error(
    'Dossier needs Node ' +
      NEEDED +
      ' or newer and this is Node ' +
      running +
      '. In a clone, after `npm ci`, `npm start -- …` and `npx dossier …` run it with the Node that it brings along.',
  );
  process.exitCode = 1;
} else {
  // The next start reads compiled code from the temporary folder. Where that cannot be written, it starts without.
  module.enableCompileCache();
  // A start makes much that is soon gone: with the usual nursery it is swept again and again. By default the heap doubles
  // before it is swept, and a third of the memory of an answer would be waste.
  v8.setFlagsFromString('--min-semi-space-size=8');
  v8.setFlagsFromString('--heap-growing-percent=80');
  void import('./main.ts');
}
