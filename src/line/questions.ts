/** How people ask in plain words, and the command line that they mean. The first that fits counts. */
const FORMS: readonly (readonly [RegExp, (about: string, more?: string) => string])[] = [
  [
    /^what (?:did|does|has|have) (.+?) (?:say|said)(?: (?:about|on|of) (.+))?$/i,
    (who, what) => (what === undefined ? `said ${who}` : `said ${who} about ${what}`),
  ],
  [/^what(?: has)? happened(?: (?:in|at|to|with|about|around|on))? (.+)$/i, (what) => `brief ${what}`],
  [/^what(?:'s|’s| is) (?:new|happening|going on)(?: (?:in|at|with|about|on))? (.+)$/i, (what) => `brief ${what}`],
  [/^(?:what|tell me|anything|news|the latest|latest news) (?:about|on|from) (.+)$/i, (what) => `brief ${what}`],
  [/^what(?:'s|’s| is) disputed(?: (?:about|in|on))? (.+)$/i, (what) => `disputed ${what}`],
];

/** The line that a question in plain English asks for, or undefined where it is none that is known. */
export function lineOfQuestion(text: string): string | undefined {
  for (const [form, line] of FORMS) {
    const match = form.exec(text);
    if (match?.[1] !== undefined) return line(match[1], match[2]);
  }
  return undefined;
}
