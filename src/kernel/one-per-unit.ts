const onePerUnit = /^[\x20-\x7e\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u052f\u2010-\u2027]*$/;

/**
 * True for Latin, Greek and Cyrillic letters and the usual punctuation alone: each UTF-16 unit is a character of one
 * column that everybody sees. Such a text is measured, cut and cleaned without what the rest of Unicode needs, which takes
 * long to make ready.
 */
export function isOnePerUnit(text: string): boolean {
  return onePerUnit.test(text);
}
