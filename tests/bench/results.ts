import type { Spread } from './measure.ts';
import type { Measured } from './run-child.ts';
import type { Tasks } from './tasks.ts';

type ResultOf<N extends keyof Tasks> = Measured<Awaited<ReturnType<Tasks[N]>>>;

/** All that was measured over one corpus. */
export interface Results {
  readonly briefs: number;
  readonly generate: ResultOf<'generate'>;
  readonly floor: ResultOf<'floor'>;
  readonly minisearch: Side<'minisearchBuild', 'minisearchAsk'>;
  readonly dossier: Side<'dossierBuild', 'dossierAsk'>;
  readonly resolve: ResultOf<'dossierResolve'>;
}

export interface Firsts {
  /** From the start of the process to the answer on its output. */
  readonly answer: Spread;
  /** To the end of the process. */
  readonly end: Spread;
}

interface Side<B extends keyof Tasks, A extends keyof Tasks> {
  readonly build: ResultOf<B>;
  /** Of processes that answer one question with the index in place. */
  readonly first: Measured<Firsts>;
  readonly ask: ResultOf<A>;
}

export interface Machine {
  readonly cores: number;
  readonly cpu: string;
  readonly memoryGb: number;
  readonly node: string;
  /** How many processes wanted to run in the last minute: above 0.5 or so, others take part in what is measured. */
  readonly load: number;
}
