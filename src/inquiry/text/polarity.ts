/** Words that turn a sentence around. */
const HARD =
  /\b(?:not(?! only)|never|cannot|no longer|no(?! doubt| wonder| matter| later| earlier| fewer| less| more))\b|n['’]t\b/i;
const SOFT = /\b(?:nothing|none|nobody|without|fail(?:s|ed)?|neither|nor)\b/i;

/** Words by which somebody says that what another says is not so. */
const DENIAL =
  /\b(?:den(?:y|ies|ied|ying|ials?)|reject(?:s|ed|ing|ion)?|refut(?:es?|ed|ing)|dismiss(?:es|ed|ing)?|disput(?:es|ed|ing)|(?:is|are|was|were) wrong)\b/i;

/** In a line, that it did not come to what the sentence tells. */
const FAILED = /\b(?:fail(?:s|ed|ing|ures?)?|unable)\b/i;

/** What is to be, or may be. In a sentence, also what somebody wants: it does not say that it is so. */
const PLANNED = /\b(?:will|would|may|might|could|should|must)\b/i;
const OPEN =
  /\b(?:to|if|unless|want(?:s|ed)?|plan(?:s|ned|ning)?|threat\w*|call(?:s|ed)? for|demand\w*|urg\w+|need(?:s|ed)?|propos\w+|consider\w*|prepar\w+|offer\w*|possibl[ey]|likely|fears?)\b|\?/i;

/** The word of a sentence that turns around what a line tells, or the word of the line by which it denies what the sentence tells. */
export function turningWord(sentence: string, line: string): string | undefined {
  const [ours, theirs] = [HARD.exec(sentence)?.[0], HARD.exec(line)?.[0]];
  const [denied, denies] = [DENIAL.exec(sentence)?.[0], DENIAL.exec(line)?.[0]];
  if (ours !== undefined && theirs === undefined && denies === undefined && !SOFT.test(line)) return ours;
  if (denies !== undefined && denied === undefined && ours === undefined) return denies;
  if (denied !== undefined && denies === undefined && theirs === undefined) return denied;
  return failedIn(line, sentence);
}

/**
 * The word by which a sentence and a claim differ: one of them has a "not", or the claim says what will or may be where the
 * sentence says what is. A claim says one thing, so that its own word counts too. That a sentence denies it is no
 * difference, as a claim comes with who denies it.
 */
export function turningWordOfClaim(sentence: string, claim: string): string | undefined {
  const [ours, theirs] = [HARD.exec(sentence)?.[0], HARD.exec(claim)?.[0]];
  if (ours !== undefined && theirs === undefined && !SOFT.test(claim)) return ours;
  if (theirs !== undefined && ours === undefined && !SOFT.test(sentence) && !DENIAL.test(sentence)) return theirs;
  const failed = failedIn(claim, sentence);
  if (failed !== undefined) return failed;
  const planned = PLANNED.exec(claim)?.[0];
  return planned !== undefined && !PLANNED.test(sentence) && !OPEN.test(sentence) ? planned : undefined;
}

function failedIn(line: string, sentence: string): string | undefined {
  const isTurned = [HARD, SOFT, DENIAL, FAILED].some((words) => words.test(sentence));
  return isTurned ? undefined : FAILED.exec(line)?.[0];
}
