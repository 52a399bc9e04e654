export type Surface = 'message' | 'modal' | 'home';

/** What is wrong with a list of blocks, in words; nothing where Slack would take it. */
export type ProblemsOfBlocks = (blocks: unknown, surface: Surface) => readonly string[];

export interface BlockRules {
  readonly problemsOfBlocks: ProblemsOfBlocks;
}
