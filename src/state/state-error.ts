import { UserError } from '../kernel/errors.ts';

/**
 * What is wrong with the database, for who decides whether to wait and try again:
 * - `away`: it does not answer just now. Whether the last change was made is not known; the next try finds out.
 * - `busy`: another process holds it for long. Nothing was changed.
 * - `full`, `unwritable`: the disk. Nothing was changed, and nothing can be until somebody mends it.
 * - `damaged`, `newer`, `foreign`, `refused`: it cannot be used as it is. It is never changed or thrown away.
 */
export const STATE_TROUBLES = ['away', 'busy', 'full', 'unwritable', 'damaged', 'newer', 'foreign', 'refused'] as const;
export type StateTrouble = (typeof STATE_TROUBLES)[number];

/** A trouble with the database that its keeper can mend. The sentence names no secret and is safe to show to anyone. */
export class StateError extends UserError {
  readonly trouble: StateTrouble;

  constructor(trouble: StateTrouble, message: string, options?: ErrorOptions) {
    super(message, options);
    this.trouble = trouble;
  }
}
