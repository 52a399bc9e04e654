import type { Message, Span } from '../message/model.ts';
import { actions, button } from './kit/section.ts';
import { commandLine, plain } from './kit/spans.ts';

/** A mistake that its reader can mend: one sentence that says what to do. What stands in back-quotes is to be typed. */
export function misuse(sentence: string): Message {
  const spans = sentence.split('`').map((part, index): Span => (index % 2 === 1 ? commandLine(part) : plain(part)));
  return { tone: 'notice', summary: sentence.replaceAll('`', ''), blocks: [{ kind: 'text', spans }], sources: [] };
}

/** A word that is no value of an argument, with the one that was likely meant and the line that says it. */
export function mistyped(argument: string, typed: string, meant: string, line: string): Message {
  const no = `“${typed}” is no`;
  const spans = [plain(`${no} `), commandLine(`${argument}:`), plain('.')];
  return didYouMean(`${no} ${argument}.`, spans, { meant, line });
}

/** The same of the name of a command. */
export function mistypedCommand(typed: string, meant: string, line: string): Message {
  const no = `“${typed}” is no command.`;
  return didYouMean(no, [plain(no)], { meant, line });
}

interface Likely {
  readonly meant: string;
  readonly line: string;
}

function didYouMean(no: string, spans: readonly Span[], { meant, line }: Likely): Message {
  return {
    tone: 'question',
    summary: `${no} Did you mean ${meant}?`,
    blocks: [
      { kind: 'text', spans: [...spans, plain(' Did you mean '), commandLine(line), plain('?')] },
      ...actions(button(meant, line)),
    ],
    sources: [],
  };
}
