/** Words that open a question and name nobody, so that they count for nothing before a name: `who is lavrov`. */
export const OPENING: ReadonlySet<string> = new Set(['is', 'was', 'are', 'were', 'about', 'on', 'of', 'for', 'the']);

/** Words that may stand between two arguments: `compare kerry and lavrov`, `said lavrov about aleppo`. */
export const BETWEEN: ReadonlySet<string> = new Set([
  'about',
  'on',
  'and',
  'with',
  'vs',
  'vs.',
  'versus',
  'to',
  '|',
  ',',
  '&',
]);
