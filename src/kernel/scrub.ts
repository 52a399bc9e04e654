/** Stands where a secret was. */
const REMOVED = '[removed]';

/**
 * What looks like a secret of a chat service, wherever it stands. Each begins with something of its own, so that ordinary
 * text stays as it is:
 * - tokens of apps, bots and refreshing: `xoxb-…`, `xapp-…`, `xoxe.xoxb-…`;
 * - tokens of bots in three parts: an id in base64, a time, a signature;
 * - addresses that anybody who knows them may write to, and the tokens in them;
 * - what stands after the name of a scheme in a header.
 */
const SHAPES: readonly (readonly [RegExp, string])[] = [
  [/\bx(?:ox[a-z]|app)(?:\.xox[a-z])?-[\w-]{8,}/g, REMOVED],
  [/\b[\w-]{20,40}\.[\w-]{5,8}\.[\w-]{25,50}(?![\w-])/g, REMOVED],
  [/\baW50ZXJhY3Rpb2[\w=+/-]{20,}/g, REMOVED],
  [/(https?:\/\/hooks\.[\w.-]+\/)[^\s"'\\]+/g, `$1${REMOVED}`],
  [/(\/(?:webhooks|interactions)\/\d+\/)[^\s"'\\/?]+/g, `$1${REMOVED}`],
  [/\b(Bot|Bearer|Basic) [\w.~+/=-]{16,}/g, `$1 ${REMOVED}`],
];

/** Too short a secret would take ordinary words with it. */
const LEAST_LENGTH = 8;

/** A function that takes the given secrets, and all that has the shape of one, out of a text. */
export function scrubber(secrets: readonly string[]): (text: string) => string {
  const known = secrets.filter((secret) => secret.length >= LEAST_LENGTH).toSorted((a, b) => b.length - a.length);
  return (text) => {
    const withoutKnown = known.reduce((rest, secret) => rest.replaceAll(secret, REMOVED), text);
    return SHAPES.reduce((rest, [shape, instead]) => rest.replace(shape, instead), withoutKnown);
  };
}
