import { doubleMetaphone } from 'double-metaphone';

const LONGEST = 40;

/**
 * How a folded token sounds in English: one or two keys, none for a token without sounds. Different names often share
 * a key (Kerry and Carey): for suggestions only.
 */
export function sounds(token: string): readonly string[] {
  return [...new Set(doubleMetaphone(token.slice(0, LONGEST)))].filter((key) => key !== '');
}
