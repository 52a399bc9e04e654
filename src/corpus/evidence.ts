import type { Day } from '../kernel/partial-date.ts';
import type { Concern } from './facts.ts';
import type { Brief, Subject } from './model.ts';

/** The briefs that an answer is made from, and what it must say about those that it leaves out. */
export interface Evidence {
  readonly briefs: readonly Brief[];
  /** `rank`: what fits a text best comes first, and the earlier ones cannot be asked for by date. */
  readonly order: 'newest' | 'rank';
  /** True where no brief has all the words of a text, and these have some of them. */
  readonly someWords: boolean;
  /** How many fit the question; more than `briefs` holds where it was limited. */
  readonly total: number;
  readonly atLeast: boolean;
  /** Which lines of them the answer is about. */
  readonly concern: Concern;
  /** What the reader narrowed the question to. */
  readonly filters: {
    readonly since?: Day | undefined;
    readonly until?: Day | undefined;
    readonly outlet?: Subject | undefined;
    readonly place?: Subject | undefined;
  };
  /** The command line that asks for the briefs before these, where some were left out. */
  readonly earlier?: string | undefined;
}
