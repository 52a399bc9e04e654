import { StateError } from './state-error.ts';

/** Whether the database is in trouble, so that it is told of once, and not with everything that needs it. */
export class Trouble {
  #isKnown = false;

  /** True where the error is of the database, and one was met before since it last answered: nobody need be told. */
  isKnown(error: unknown): boolean {
    const isOfDatabase = error instanceof StateError;
    const wasKnown = this.#isKnown;
    this.#isKnown ||= isOfDatabase;
    return isOfDatabase && wasKnown;
  }

  /** To be called when all that was asked of it was answered. True where it had been in trouble. */
  isOver(): boolean {
    const wasKnown = this.#isKnown;
    this.#isKnown = false;
    return wasKnown;
  }
}
