import type { Command, LineParts } from './command.ts';
import type { Corpus } from './corpus/corpus.ts';
import type { Clock } from './kernel/clock.ts';
import { newIncidentId, UserError } from './kernel/errors.ts';
import type { Day } from './kernel/partial-date.ts';
import { fitActions } from './message/fit-actions.ts';
import type { Block, Message } from './message/model.ts';
import type { Names } from './names/names.ts';
import type { Answer, CommandSheet, Desk, Request } from './platform.ts';
import { writeLine } from './line/write-line.ts';
import { createCompleter } from './understanding/complete.ts';
import { createUnderstanding } from './understanding/understand.ts';
import { fault } from './views/fault.ts';
import { misuse } from './views/misuse.ts';

export interface DeskParts {
  readonly corpus: Corpus;
  readonly names: Names;
  readonly commands: readonly Command[];
  readonly clock: Clock;
  /** Takes a fault with the id that its reader was shown. The line that was asked is not part of it. */
  readonly report: (incident: string, error: unknown) => void;
}

/** Takes requests and returns messages: what stands between every platform and the briefs. */
export function createDesk(parts: DeskParts): Desk {
  const { corpus, names, commands, clock, report } = parts;
  const understanding = createUnderstanding({ corpus, names, commands });
  const completer = createCompleter({ corpus, names, commands });

  async function answer(request: Request): Promise<Answer> {
    const today = dayOf(clock, request.zone);
    const understood = await understanding.understand(request.line, today);
    if (understood.kind === 'reply') {
      return inPrivate(fitActions(understood.message), request.line);
    }
    const { command, values, line, page, isPublic, notes } = understood;
    const message = await command.run({ corpus, today, line, commands }, values);
    return {
      message: fitActions({ ...message, blocks: around(notes, message.blocks) }),
      line: lineText(line),
      page,
      visibility: isPublic ? 'public' : 'private',
    };
  }

  return {
    async answer(request) {
      try {
        return await answer(request);
      } catch (error) {
        return inPrivate(apology(error), request.line);
      }
    },
    fault: (error) => inPrivate(apology(error), ''),
    visibility(line) {
      return understanding.isPublic(line) ? 'public' : 'private';
    },
    complete: (line) => completer.complete(line),
    completeArgument: (command, argument, text) => completer.completeArgument(command, argument, text),
    commands: commands.map(sheetOf),
  };

  function apology(error: unknown): Message {
    if (error instanceof UserError) return misuse(error.message);
    const incident = newIncidentId();
    report(incident, error);
    return fault(incident);
  }
}

function inPrivate(message: Message, line: string): Answer {
  return { message, line, page: 1, visibility: 'private' };
}

/** What was understood is said before the answer; other meanings are offered after it, with what else can be chosen. */
function around(notes: readonly Block[], blocks: readonly Block[]): readonly Block[] {
  const isOffer = (block: Block) => block.kind === 'actions';
  return [...notes.filter((block) => !isOffer(block)), ...blocks, ...notes.filter(isOffer)];
}

/** A zone that the machine does not know is read as UTC: it came from a platform, not from the reader. */
function dayOf(clock: Clock, zone = 'UTC'): Day {
  const now = clock.now();
  try {
    return now.toZonedDateTimeISO(zone).toPlainDate().toString() as Day;
  } catch {
    return now.toZonedDateTimeISO('UTC').toPlainDate().toString() as Day;
  }
}

function lineText(line: LineParts): string {
  return writeLine(line.command, line.positional, line.named);
}

/** A command as platforms know it. */
export function sheetOf(command: Command): CommandSheet {
  return {
    name: command.name,
    description: command.description,
    visibility: command.visibility,
    examples: command.examples,
    arguments: Object.entries(command.arguments).map(([name, spec]) => ({
      name,
      kind: spec.kind,
      description: spec.description,
      required: spec.required === true,
      positional: spec.positional === true,
      choices: spec.kind === 'choice' ? spec.choices : undefined,
      ...(spec.kind === 'number' ? { min: spec.min, max: spec.max } : {}),
    })),
  };
}
