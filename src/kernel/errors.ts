import { randomBytes } from 'node:crypto';

/**
 * A mistake that its user can mend. `message` is one sentence that is safe to show to anyone and says what to do;
 * it is never logged as a fault. Anything else that is thrown is a fault: shown as an incident id, logged whole.
 */
export class UserError extends Error {
  override readonly name = 'UserError';
}

/** Seven letters and digits that a reader can quote and an operator can find in the log. */
export function newIncidentId(): string {
  return randomBytes(5).toString('base64url').replaceAll(/[-_]/g, 'x').slice(0, 7).toUpperCase();
}

/** For the end of an exhaustive `switch`: a new kind that nobody handles breaks the build here. */
export function unreachable(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`);
}
