import type { Writable } from 'node:stream';

/** Writes to a reader who may leave at any time (`| head -1`). */
export interface Printer {
  /** Resolves when the text was taken, or at once when the reader has left. Rejects where writing fails otherwise. */
  print(text: string): Promise<void>;
  /** Nobody reads any more. */
  readonly isGone: boolean;
}

const leaving = new Set(['EPIPE', 'ECONNRESET', 'EIO', 'ERR_STREAM_DESTROYED', 'ERR_STREAM_WRITE_AFTER_END']);

/** `onGone` is called once, when the reader has left. */
export function printerTo(output: Writable, onGone: () => void): Printer {
  let isGone = false;
  const leave = () => {
    if (isGone) return;
    isGone = true;
    onGone();
  };
  // A stream tells of a failed write here as well as to the writer; without a listener the process would die.
  output.on('error', leave);
  output.on('close', leave);
  return {
    print: (text) =>
      new Promise((resolve, reject) => {
        if (isGone) return resolve();
        output.write(text, (error) => {
          if (!error) return resolve();
          if (!leaving.has((error as NodeJS.ErrnoException).code ?? '')) return reject(error);
          leave();
          resolve();
        });
      }),
    get isGone() {
      return isGone;
    },
  };
}
