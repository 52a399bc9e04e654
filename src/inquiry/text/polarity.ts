/** Words that turn a sentence around. */
const HARD =
  /\b(?:not(?! only)|never|cannot|no longer|no(?! doubt| wonder| matter| later| earlier| fewer| less| more))\b|n['’]t\b/i;
const SOFT = /\b(?:nothing|none|nobody|without|fail(?:s|ed)?|neither|nor)\b/i;

/**
 * The word of a sentence that turns around what a line says. Where `both`, also the word of the line that the sentence has
 * nothing like: only for a line that says one thing, as a longer one may turn something else around.
 */
export function turningWord(sentence: string, line: string, both: boolean): string | undefined {
  const [ours, theirs] = [HARD.exec(sentence)?.[0], HARD.exec(line)?.[0]];
  if (ours !== undefined && theirs === undefined && !SOFT.test(line)) return ours;
  if (both && theirs !== undefined && ours === undefined && !SOFT.test(sentence)) return theirs;
  return undefined;
}
