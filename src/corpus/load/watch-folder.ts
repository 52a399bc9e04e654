import { statSync, watch, type FSWatcher } from 'node:fs';

export interface WatchOptions {
  /** Called where watching itself fails. It goes on by rescans and tries again. */
  readonly onError: (error: unknown) => void;
  /** Quiet after the last event before a change is told. Default 100. */
  readonly quietMs?: number;
  /** The longest that a change waits while events keep coming. Default 500. */
  readonly longestMs?: number;
  /** A change is told this often in any case: a swapped mount gives no event. Default 3 minutes. */
  readonly rescanMs?: number;
  /** How often a folder that cannot be watched is tried again. Default 1 second. */
  readonly retryMs?: number;
}

/** Ends the watching: nothing is called after it. */
export interface FolderWatch {
  close(): void;
}

/**
 * Tells that something in the folder may have changed; what, a scan must find. Events that come together are told once.
 * A folder that is deleted and made again is watched again, and both are told. Holds no process open. Beginning to watch
 * takes 0.6 s of the thread where the folder has 100,000 files.
 */
export function watchFolder(root: string, onChange: () => void, options: WatchOptions): FolderWatch {
  return new Watching(root, onChange, options);
}

class Watching implements FolderWatch {
  readonly #root: string;
  readonly #onChange: () => void;
  readonly #onError: (error: unknown) => void;
  readonly #quietMs: number;
  readonly #longestMs: number;
  readonly #retryMs: number;
  readonly #rescan: NodeJS.Timeout;
  #watcher: FSWatcher | undefined;
  #identity: string | undefined;
  #retry: NodeJS.Timeout | undefined;
  #quiet: NodeJS.Timeout | undefined;
  #longest: NodeJS.Timeout | undefined;
  #failing = false;
  #closed = false;

  constructor(root: string, onChange: () => void, options: WatchOptions) {
    this.#root = root;
    this.#onChange = onChange;
    this.#onError = options.onError;
    this.#quietMs = options.quietMs ?? 100;
    this.#longestMs = options.longestMs ?? 500;
    this.#retryMs = options.retryMs ?? 1000;
    this.#rescan = setInterval(() => this.#settled(), options.rescanMs ?? 180_000).unref();
    this.#start();
  }

  close(): void {
    this.#closed = true;
    this.#stop();
    clearInterval(this.#rescan);
    clearTimeout(this.#retry);
    clearTimeout(this.#quiet);
    clearTimeout(this.#longest);
  }

  /** Watches what the path means now; where that fails, says so once and tries again until it succeeds. */
  #start(): void {
    clearTimeout(this.#retry);
    try {
      this.#identity = identityOf(this.#root);
      const watcher = watch(this.#root, { recursive: true, persistent: false }, () => this.#event());
      watcher.on('error', (error) => this.#fail(error));
      this.#watcher = watcher;
      if (this.#failing) this.#event();
      this.#failing = false;
    } catch (error) {
      this.#fail(error);
    }
  }

  #stop(): void {
    this.#watcher?.close();
    this.#watcher = undefined;
  }

  #fail(error: unknown): void {
    if (this.#closed) return;
    this.#stop();
    if (!this.#failing) this.#onError(error);
    this.#failing = true;
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => this.#start(), this.#retryMs).unref();
  }

  #event(): void {
    if (this.#closed) return;
    clearTimeout(this.#quiet);
    this.#quiet = setTimeout(() => this.#settled(), this.#quietMs).unref();
    this.#longest ??= setTimeout(() => this.#settled(), this.#longestMs).unref();
  }

  #settled(): void {
    clearTimeout(this.#quiet);
    clearTimeout(this.#longest);
    this.#longest = undefined;
    // A watch stays with the folder that it began with, even when another has taken its path.
    if (this.#watcher && identityOf(this.#root) !== this.#identity) {
      this.#stop();
      this.#start();
    }
    this.#onChange();
  }
}

/** Which folder a path means at the moment; undefined where it means none. */
function identityOf(path: string): string | undefined {
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    return stats && `${stats.dev}:${stats.ino}`;
  } catch {
    return undefined;
  }
}
