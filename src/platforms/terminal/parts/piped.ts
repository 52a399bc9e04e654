import { createInterface } from 'node:readline';
import { setImmediate } from 'node:timers/promises';
import type { Readable } from 'node:stream';
import { noChannels, type Running } from '../../../platform.ts';
import type { Conversation } from './conversation.ts';
import type { Printer } from './printer.ts';

/**
 * One line in, one answer out, in order, an empty line between two answers. Ends after the last answer was written: at the
 * end of the input, at `exit`, when nobody reads the output any more, or when stopped.
 */
export function runPiped(input: Readable, printer: Printer, conversation: Conversation, left: AbortSignal): Running {
  const lines = createInterface({ input, crlfDelay: Infinity, signal: left });
  let isStopping = false;

  async function serve(): Promise<void> {
    let isFirst = true;
    try {
      for await (const line of lines) {
        // Lines that have come already are answered without a wait between them, and nothing else would have its turn: no
        // signal to stop, no change of the folder.
        await setImmediate();
        if (isStopping || printer.isGone) break;
        const reply = await conversation.reply(line);
        if (reply.kind === 'leave') break;
        if (reply.kind !== 'text') continue;
        await printer.print(isFirst ? reply.text : `\n${reply.text}`);
        isFirst = false;
      }
    } catch (error) {
      if (!isEndOfInput(error)) throw error;
    } finally {
      lines.close();
      input.destroy();
    }
  }

  const ended = serve();
  return {
    channels: noChannels,
    ended,
    async stop() {
      isStopping = true;
      lines.close();
      await ended;
    },
  };
}

/** An input that was closed before we began, or whose terminal hung up, has ended like any other. */
function isEndOfInput(error: unknown): boolean {
  const { code, name } = error as NodeJS.ErrnoException;
  return (
    name === 'AbortError' || ['EBADF', 'EIO', 'EAGAIN', 'ECONNRESET', 'ERR_STREAM_PREMATURE_CLOSE'].includes(code ?? '')
  );
}
