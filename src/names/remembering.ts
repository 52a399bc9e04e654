import type { NameTable } from '../corpus/name-table.ts';

/** The same table for the time of one question: what was asked about a token is not looked up again. */
export function remembering(table: NameTable): NameTable {
  return {
    ...table,
    named: once((folded, limit, among) => table.named(folded, limit, among)),
    isToken: once((token) => table.isToken(token)),
    tokensLike: once((token, slips, limit) => table.tokensLike(token, slips, limit)),
    tokensSpelt: once((skeleton, limit, open) => table.tokensSpelt(skeleton, limit, open)),
    withTokens: once((tokens, limit, among) => table.withTokens(tokens, limit, among)),
  };
}

function once<Arguments extends readonly unknown[], Answer>(
  ask: (...given: Arguments) => Answer,
): (...given: Arguments) => Answer {
  const answers = new Map<string, Answer>();
  return (...given) => {
    const key = JSON.stringify(given);
    const known = answers.get(key);
    if (known !== undefined) return known;
    const answer = ask(...given);
    answers.set(key, answer);
    return answer;
  };
}
