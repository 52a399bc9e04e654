/**
 * Gives work its turn, one after the other, with a look at the network in between: what arrives is acknowledged before
 * the answers to what came before it are worked out, however many those are.
 */
export class Turns {
  #last: Promise<void> = Promise.resolve();

  async next(): Promise<void> {
    this.#last = this.#last.then(async () => new Promise((done) => setImmediate(done)));
    return this.#last;
  }
}
