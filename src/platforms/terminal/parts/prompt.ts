import { createInterface, type Interface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { noChannels, type Desk, type Running } from '../../../platform.ts';
import { completed, shownChoices } from '../completion.ts';
import type { Conversation, Reply } from './conversation.ts';
import { readHistory, writeHistory } from './history.ts';
import { HISTORY_LINES, type Screen } from '../limits.ts';
import type { Printer } from './printer.ts';

export interface PromptParts {
  readonly input: Readable;
  readonly output: Writable;
  readonly printer: Printer;
  readonly desk: Desk;
  readonly conversation: Conversation;
  readonly screen: () => Screen;
  /** Undefined keeps no history. */
  readonly historyFile: string | undefined;
  readonly greeting: string;
}

const PROMPT = '> ';

/**
 * A prompt with editing, history and completion. Lines that are typed while an answer is worked out wait for their turn.
 * Ctrl-C clears the line, and on an empty line a second one leaves, as do Ctrl-D, `exit` and `quit`.
 */
export async function runPrompt(parts: PromptParts): Promise<Running> {
  const { input, output, printer, desk, conversation, screen, historyFile, greeting } = parts;
  const readline = createInterface({
    input,
    output,
    terminal: true,
    prompt: PROMPT,
    history: historyFile === undefined ? [] : await readHistory(historyFile),
    historySize: HISTORY_LINES,
    removeHistoryDuplicates: true,
    completer: (line: string) => complete(readline, line),
  });

  let work: Promise<void> = printer.print(`${greeting}\n`);
  let isAnswering = false;
  let isLeaving = false;
  let isWarned = false;
  /** Whether the shell's prompt would come out at the start of a line. */
  let isAtLineStart = false;
  const { promise: ended, resolve, reject } = Promise.withResolvers<void>();

  const leave = () => {
    isLeaving = true;
    // Closing gives the terminal back; an answer that is worked out is still printed.
    readline.close();
  };

  readline.on('line', (line) => {
    isWarned = false;
    work = work.then(() => answer(line));
    // A failure ends the prompt; it is told through `ended`.
    work.catch(leave);
  });
  readline.on('history', (lines: string[]) => {
    // A number means something else after each answer. What the listener takes out is not in the history.
    if (/^\s*\d{1,3}\s*$/.test(lines[0] ?? '')) lines.shift();
    if (historyFile !== undefined) work = work.then(() => keep(historyFile, [...lines]));
  });
  readline.on('SIGINT', () => {
    if (isAnswering) return leave();
    if (readline.line !== '') {
      isWarned = false;
      readline.write(null, { ctrl: true, name: 'e' });
      readline.write(null, { ctrl: true, name: 'u' });
      return;
    }
    if (isWarned) return leave();
    isWarned = true;
    output.write('\n(Ctrl-C again, Ctrl-D or exit to leave)\n');
    readline.prompt();
  });
  // A terminal that hangs up is the end of the input.
  input.on('error', leave);
  readline.on('close', () => {
    isLeaving = true;
    work.then(() => printer.print(isAtLineStart ? '' : '\n')).then(resolve, reject);
  });
  void work.then(() => readline.prompt(), leave);

  async function answer(line: string): Promise<void> {
    if (printer.isGone) return;
    isAnswering = true;
    const reply: Reply = await conversation.reply(line).finally(() => (isAnswering = false));
    if (reply.kind === 'leave') {
      isAtLineStart = true;
      return leave();
    }
    if (reply.kind === 'text') await printer.print(`\n${reply.text}\n`);
    if (!isLeaving) readline.prompt();
  }

  let isHistoryKept = true;
  async function keep(path: string, lines: readonly string[]): Promise<void> {
    if (!isHistoryKept) return;
    try {
      await writeHistory(path, lines);
    } catch (error) {
      isHistoryKept = false;
      await printer.print(`(The history cannot be kept: ${error instanceof Error ? error.message : String(error)})\n`);
    }
  }

  function complete(at: Interface, line: string): [string[], string] {
    const result = completed(desk, line);
    switch (result.kind) {
      case 'nothing':
        return [[], line];
      case 'replace':
        return [[result.text], result.typed];
      case 'show':
        output.write(`\n${shownChoices(result.choices, screen().columns).join('\n')}\n`);
        at.prompt(true);
        return [[], line];
    }
  }

  return {
    channels: noChannels,
    ended,
    async stop() {
      leave();
      await ended;
    },
  };
}
