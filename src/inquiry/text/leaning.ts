import type { ReadSentence } from './text-reader.ts';

/** "He denied it." */
const BEGINS = /^["“«„‘(]*(?:he|she|it|they|this|these|those|such|so)\b/i;
/** "Moscow denied it.", "called this a lie", "The Kremlin rejected the report." */
const POINTS =
  /\b(?:it|this|that|these|those|them|him|her|so|(?:the|his|her|its|their) (?:report|claim|story|account|allegation|accusation|charge|offer|idea|remark|word|comment|statement)s?)(?=[^\p{L}\p{N}]*$| as\b| an?\b| \p{L}+[.!]?$)/iu;

/** More than these words say something by themselves. */
const FEW = 3;

/**
 * Whether a sentence has its sense from what stands before it: it points there and says little else. That no brief has its
 * words says nothing then.
 */
export function leans({ sentence, content }: ReadSentence): boolean {
  return content.size <= FEW && (BEGINS.test(sentence.text) || POINTS.test(sentence.text));
}
