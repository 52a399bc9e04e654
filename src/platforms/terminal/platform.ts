import type { Readable, Writable } from 'node:stream';
import { cleanForeign } from '../../kernel/clean-text.ts';
import { definePlatform, type Answer, type Desk, type Platform } from '../../platform.ts';
import { localAsker } from './parts/asker.ts';
import { Conversation, shown } from './parts/conversation.ts';
import { screenOf, type ScreenSettings } from './limits.ts';
import { runPiped } from './parts/piped.ts';
import { printerTo } from './parts/printer.ts';
import { runPrompt } from './parts/prompt.ts';

export interface TerminalSettings {
  readonly input: Readable;
  readonly output: Writable;
  readonly isInputTerminal: boolean;
  readonly isOutputTerminal: boolean;
  /** Of the output, asked anew for each answer. Undefined where it has no width. */
  readonly columns: () => number | undefined;
  readonly environment: ScreenSettings['environment'];
  /** IANA zone of the reader. Default UTC. */
  readonly zone?: string | undefined;
  /** Keeps what was typed for the next run. None, unless told otherwise. */
  readonly historyFile?: string | undefined;
  /** The line whose answer, by its summary, greets the reader at a prompt. */
  readonly greetingLine: string;
}

/** A prompt where people type, and one line in, one answer out where a program does. */
export function terminalPlatform(settings: TerminalSettings): Platform {
  const { input, output } = settings;
  const isInteractive = settings.isInputTerminal && settings.isOutputTerminal;
  const screenFor = (isAnswer: boolean) =>
    screenOf({
      isTerminal: settings.isOutputTerminal,
      columns: settings.columns(),
      environment: settings.environment,
      zone: settings.zone,
      isInteractive: isInteractive && isAnswer,
    });
  const screen = () => screenFor(true);
  return definePlatform({
    name: 'terminal',
    async start(desk) {
      const left = new AbortController();
      const printer = printerTo(output, () => left.abort());
      const conversation = new Conversation(desk, screen, localAsker);
      if (!isInteractive) return runPiped(input, printer, conversation, left.signal);
      const running = await runPrompt({
        input,
        output,
        printer,
        desk,
        conversation,
        by: localAsker,
        screen,
        postScreen: () => screenFor(false),
        historyFile: settings.historyFile,
        greeting: await greetingOf(desk, settings.greetingLine),
      });
      left.signal.addEventListener('abort', () => void running.stop());
      return running;
    },
  });
}

/** One answer as it stands on a screen where nobody types. */
export function showOnTerminal(answer: Answer, settings: Omit<TerminalSettings, 'greetingLine'>): string {
  const screen = screenOf({
    isTerminal: settings.isOutputTerminal,
    columns: settings.columns(),
    environment: settings.environment,
    zone: settings.zone,
    isInteractive: false,
  });
  return shown(answer, screen).text;
}

async function greetingOf(desk: Desk, line: string): Promise<string> {
  const { message } = await desk.answer({ line });
  return `${cleanForeign(message.summary)}\nAsk with a command such as help; the tab key completes, exit leaves.`;
}
