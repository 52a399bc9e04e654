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

interface Side<B extends keyof Tasks, A extends keyof Tasks> {
  readonly build: ResultOf<B>;
  /** Whole lives of a process that answers one question, in milliseconds. */
  readonly first: Measured<Spread>;
  readonly ask: ResultOf<A>;
}

export interface Machine {
  readonly cores: number;
  readonly cpu: string;
  readonly memoryGb: number;
  readonly node: string;
}
