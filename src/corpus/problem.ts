/** One thing that is wrong with a file of the corpus, with all that its author needs to mend it. */
export interface Problem {
  /** Path from the briefs folder, with forward slashes. */
  readonly file: string;
  /** `error`: the file is not in service as it stands. `warning`: it is, and something in it deserves a look. */
  readonly severity: 'error' | 'warning';
  /** 1-based. Absent where the whole file is meant. */
  readonly line?: number | undefined;
  /** 1-based, counted in characters as an editor does. */
  readonly column?: number | undefined;
  /** What is wrong and how to mend it. */
  readonly message: string;
  /** The nearest valid word, where one is near. */
  readonly suggestion?: string | undefined;
  /** The lines around the place, with a marker under it. */
  readonly frame?: string | undefined;
}
