import { clearScreenDown, createInterface, cursorTo, moveCursor, type Interface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { callbackify } from 'node:util';
import type { Asker, Desk, Running } from '../../../platform.ts';
import { createChannels } from './channels.ts';
import { completed, completedWith, shownChoices, type Completed } from '../completion.ts';
import type { Conversation, Reply } from './conversation.ts';
import { Filling } from './filling.ts';
import { readHistory, writeHistory } from './history.ts';
import { HISTORY_LINES, type Screen } from '../limits.ts';
import type { Printer } from './printer.ts';

export interface PromptParts {
  readonly input: Readable;
  readonly output: Writable;
  readonly printer: Printer;
  readonly desk: Desk;
  readonly conversation: Conversation;
  readonly by: Asker;
  readonly screen: () => Screen;
  /** For what is printed without being asked for. */
  readonly postScreen: () => Screen;
  /** Undefined keeps no history. */
  readonly historyFile: string | undefined;
  readonly greeting: string;
}

const PROMPT = '> ';

/**
 * A prompt with editing, history and completion. Lines that are typed while an answer is worked out wait for their turn.
 * Ctrl-C clears the line, and on an empty line a second one leaves, as do Ctrl-D, `exit` and `quit`. A line that says too
 * little is asked about field by field, and Ctrl-C leaves that.
 */
export async function runPrompt(parts: PromptParts): Promise<Running> {
  const { input, output, printer, desk, conversation, by, screen, postScreen, historyFile, greeting } = parts;
  const readline: Interface = createInterface({
    input,
    output,
    terminal: true,
    prompt: PROMPT,
    history: historyFile === undefined ? [] : await readHistory(historyFile),
    historySize: HISTORY_LINES,
    removeHistoryDuplicates: true,
    completer: callbackify(async (line: string): Promise<[string[], string]> => complete(readline, line)),
  });

  let work: Promise<void> = printer.print(`${greeting}\n`);
  let isAnswering = false;
  let isLeaving = false;
  let isWarned = false;
  let filling: Filling | undefined;
  /** The lines that the arrow keys bring back, the latest first. */
  let remembered: string[] | undefined;
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
    // A number means something else after each answer, and so does what a form is told. What the listener takes out is not
    // in the history.
    if (filling || /^\s*\d{1,3}\s*$/.test(lines[0] ?? '')) lines.shift();
    remembered = lines;
    if (historyFile !== undefined) work = work.then(() => keep(historyFile, [...lines]));
  });
  readline.on('SIGINT', () => {
    if (isAnswering) return leave();
    if (filling) return cancel();
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
    if (filling) return fill(filling, line);
    await say(line, true);
  }

  async function say(line: string, mayAsk: boolean): Promise<void> {
    isAnswering = true;
    const reply: Reply = await conversation.reply(line, { mayAsk }).finally(() => (isAnswering = false));
    if (reply.kind === 'leave') {
      isAtLineStart = true;
      return leave();
    }
    if (reply.kind === 'form') return begin(new Filling(reply.form));
    if (reply.kind === 'text') await printer.print(`\n${reply.text}\n`);
    if (!isLeaving) readline.prompt();
  }

  /** What is being typed is put aside, and stands below it again. */
  async function interject(words: string): Promise<boolean> {
    // Who asks for it waits for it: it comes before their answer, which has its turn already.
    if (isAnswering) return printApart(words);
    let isPrinted = false;
    const put = async (): Promise<void> => {
      if (isLeaving || printer.isGone) return;
      moveCursor(output, 0, -readline.getCursorPos().rows);
      cursorTo(output, 0);
      clearScreenDown(output);
      isPrinted = await printApart(words);
      if (!isLeaving) readline.prompt(true);
    };
    work = work.then(put);
    work.catch(leave);
    await work;
    return isPrinted;
  }

  async function printApart(words: string): Promise<boolean> {
    if (printer.isGone) return false;
    await printer.print(`\n${words}\n`);
    return true;
  }

  async function begin(form: Filling): Promise<void> {
    filling = form;
    await printer.print(`\n${form.intro}\n`);
    await askField(form);
  }

  async function askField(form: Filling, why?: string): Promise<void> {
    await printer.print(`${why === undefined ? '' : `${why}\n`}\n${form.hint}\n`);
    readline.setPrompt(form.prompt);
    if (!isLeaving) readline.prompt();
  }

  async function fill(form: Filling, text: string): Promise<void> {
    const taken = form.take(text);
    if (taken.kind === 'ask') return askField(form, taken.why);
    endForm();
    remembered?.unshift(taken.line);
    await printer.print(`\n${PROMPT}${taken.line}\n`);
    await say(taken.line, false);
  }

  function cancel(): void {
    readline.write(null, { ctrl: true, name: 'e' });
    readline.write(null, { ctrl: true, name: 'u' });
    endForm();
    output.write('\n(Nothing was done.)\n');
    readline.prompt();
  }

  function endForm(): void {
    filling = undefined;
    readline.setPrompt(PROMPT);
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

  async function completedLine(line: string): Promise<Completed> {
    if (!filling) return completed(desk, line);
    const { command, field } = filling;
    const { zone } = screen();
    const choices = await desk.completeArgument({ command, argument: field.argument.name, text: line, by, zone });
    return completedWith(choices, line);
  }

  async function complete(at: Interface, line: string): Promise<[string[], string]> {
    const result = await completedLine(line);
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
    channels: createChannels(interject, postScreen),
    ended,
    async stop() {
      leave();
      await ended;
    },
  };
}
