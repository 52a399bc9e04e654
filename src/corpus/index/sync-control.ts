import { Worker } from 'node:worker_threads';
import { UserError } from '../../kernel/errors.ts';
import type { CorpusState } from '../corpus.ts';
import type { FromSyncThread, SyncThreadData, ToSyncThread } from './sync-messages.ts';

export interface SyncEvents {
  progress(catchingUp: CorpusState['catchingUp']): void;
  rebuilding(why: string): void;
  /** `readable`: false where the folder could not be read. */
  done(report: { readonly readable: boolean; readonly read: number; readonly removed: number }): void;
  failed(error: Error): void;
}

/** Gives orders to the thread that writes: one at a time, and what is asked for meanwhile together as the next. */
export class SyncControl {
  readonly #data: SyncThreadData;
  readonly #events: SyncEvents;
  #worker: Worker | undefined;
  #current: Order | undefined;
  #next: Order | undefined;
  #closed = false;

  constructor(data: SyncThreadData, events: SyncEvents) {
    this.#data = data;
    this.#events = events;
  }

  /** Resolves when whatever was in the folder at the time of the call is in service. Rejects where that failed. */
  order(message: Exclude<ToSyncThread, { kind: 'close' }>): Promise<void> {
    if (this.#closed) return Promise.reject(closed());
    if (this.#next) {
      // A rebuild is a sync as well.
      if (message.kind === 'rebuild') this.#next.message = message;
      return this.#next.promise;
    }
    const order: Order = { message, ...Promise.withResolvers<void>() };
    if (this.#current) this.#next = order;
    else this.#start(order);
    return order.promise;
  }

  /** Work under way is broken off, which costs nothing but the transaction that it is in. Waiting calls reject. */
  async close(): Promise<void> {
    this.#closed = true;
    const worker = this.#worker;
    if (!worker) return;
    this.#next?.reject(closed());
    this.#next = undefined;
    if (this.#current) {
      this.#current.reject(closed());
      this.#current = undefined;
      await worker.terminate();
      return;
    }
    const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
    tell(worker, { kind: 'close' });
    await ended;
  }

  #start(order: Order): void {
    this.#current = order;
    tell(this.#thread(), order.message);
  }

  #thread(): Worker {
    if (this.#worker) return this.#worker;
    const worker = new Worker(new URL('./sync-thread.ts', import.meta.url), {
      workerData: this.#data,
      // A larger nursery would be filled before it is swept, and shows as memory in use.
      resourceLimits: { maxYoungGenerationSizeMb: 16 },
    });
    this.#worker = worker;
    worker.on('message', (message: FromSyncThread) => this.#hear(message));
    worker.on('error', (error) => this.#settle(error instanceof Error ? error : new Error(String(error))));
    worker.on('exit', () => {
      if (this.#worker === worker) this.#worker = undefined;
      if (this.#current) this.#settle(new Error('the thread that writes the index has ended'));
    });
    return worker;
  }

  #hear(message: FromSyncThread): void {
    switch (message.kind) {
      case 'progress':
        this.#events.progress(message.done < message.total ? { done: message.done, total: message.total } : undefined);
        break;
      case 'rebuilding':
        this.#events.rebuilding(message.why);
        break;
      case 'done':
        this.#events.done(message.report);
        this.#settle();
        break;
      case 'committed':
        break;
      case 'failed':
        this.#settle(message.user ? new UserError(message.message) : new Error(message.message));
        break;
    }
  }

  #settle(error?: Error): void {
    const order = this.#current;
    this.#current = undefined;
    this.#events.progress(undefined);
    if (error) this.#events.failed(error);
    if (error) order?.reject(error);
    else order?.resolve();
    const next = this.#next;
    this.#next = undefined;
    if (next && !this.#closed) this.#start(next);
  }
}

function closed(): Error {
  return new Error('the corpus is closed');
}

function tell(worker: Worker, message: ToSyncThread): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  worker.postMessage(message);
}

interface Order extends PromiseWithResolvers<void> {
  message: ToSyncThread;
}
