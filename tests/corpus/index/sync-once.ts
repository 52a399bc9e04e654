import { openCorpus } from '../../../src/corpus/open-corpus.ts';
import { systemClock } from '../../../src/kernel/clock.ts';

const [briefsDir = '', dataDir = ''] = process.argv.slice(2);
const opened = openCorpus({ briefsDir, dataDir, clock: systemClock, tell: () => undefined });
await opened.sync();
const { briefs, actors } = opened.corpus.state();
await opened.close();
process.stdout.write(JSON.stringify({ briefs, actors }));
