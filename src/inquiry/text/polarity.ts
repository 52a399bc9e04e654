/** Words that turn a sentence around. */
const HARD = /\b(?:not(?! only)|never|cannot|no longer)\b|n['’]t\b/i;
const SOFT = /\b(?:no|none|nobody|without|fail(?:s|ed)?|neither|nor)\b/i;

/** The word that one of two texts has and the other has nothing like, so that they may say the opposite. */
export function turningWord(one: string, other: string): string | undefined {
  const [left, right] = [HARD.exec(one)?.[0], HARD.exec(other)?.[0]];
  if (left !== undefined && right === undefined && !SOFT.test(other)) return left;
  if (right !== undefined && left === undefined && !SOFT.test(one)) return right;
  return undefined;
}
