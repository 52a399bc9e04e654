import { argumentSheet, type Command, type CommandContext, type LineParts } from './command.ts';
import type { Corpus } from './corpus/corpus.ts';
import type { Services } from './services.ts';
import type { Clock } from './kernel/clock.ts';
import { newIncidentId, UserError } from './kernel/errors.ts';
import { fold } from './kernel/fold.ts';
import type { Day } from './kernel/partial-date.ts';
import { noMetrics, type Metrics } from './metrics.ts';
import { fitActions } from './message/fit-actions.ts';
import type { Block, Message } from './message/model.ts';
import type { Names } from './names/names.ts';
import type { Answer, ArgumentKind, Choice, CommandSheet, Desk, Form, Request, Typing } from './platform.ts';
import { writeLine } from './line/write-line.ts';
import { createCompleter } from './understanding/complete.ts';
import { createUnderstanding } from './understanding/understand.ts';
import { fault } from './views/fault.ts';
import { misuse } from './views/misuse.ts';

export interface DeskParts {
  readonly corpus: Corpus;
  readonly names: Names;
  readonly commands: readonly Command[];
  readonly services: Services;
  readonly clock: Clock;
  /** Default: nothing is counted. */
  readonly metrics?: Metrics | undefined;
  /** Takes a fault with the id that its reader was shown. The line that was asked is not part of it. */
  readonly report: (incident: string, error: unknown) => void;
}

/** So many names of digests are offered: more are shown by no platform. */
const DIGESTS = 25;

/** Takes requests and returns messages: what stands between every platform and the briefs. */
export function createDesk(parts: DeskParts): Desk {
  const { corpus, names, commands, services, clock, metrics = noMetrics, report } = parts;
  const understanding = createUnderstanding({ corpus, names, commands });
  const completer = createCompleter({ corpus, names, commands });

  /** `heard` is told which command it is, before that is run. */
  async function answer(request: Request, heard: (command: string) => void): Promise<Answer> {
    const here = hereOf(request);
    const understood = await understanding.understand(request.line, here.today);
    if (understood.kind === 'reply') {
      return inPrivate(fitActions(understood.message), request.line);
    }
    const { command, values, line, page, isPublic, notes } = understood;
    heard(command.name);
    const message = await command.run({ ...here, line }, values);
    return {
      message: fitActions({ ...message, blocks: around(notes, message.blocks) }),
      line: message.again ?? lineText(line),
      page,
      visibility: isPublic ? 'public' : 'private',
    };
  }

  function hereOf({ zone: told, by: asker }: Request): Omit<CommandContext, 'line'> {
    const now = clock.now();
    const isZoneTold = told !== undefined && isZone(told);
    const zone = isZoneTold ? told : 'UTC';
    const today = now.toZonedDateTimeISO(zone).toPlainDate().toString() as Day;
    return { corpus, commands, services, now, zone, isZoneTold, today, asker };
  }

  async function form(request: Request): Promise<Form | undefined> {
    const here = hereOf(request);
    const begun = await understanding.begun(request.line, here.today);
    return begun?.command.form?.({ ...here, line: begun.line }, begun.values);
  }

  return {
    async form(request) {
      try {
        return await form(request);
      } catch (error) {
        // The line is answered as it is, with whatever is wrong.
        if (!(error instanceof UserError)) report(newIncidentId(), error);
        return undefined;
      }
    },
    async answer(request) {
      const measured = metrics.asked(request.by?.platform);
      let command: string | undefined;
      try {
        const answered = await answer(request, (name) => (command = name));
        measured({ command, as: 'answered' });
        return answered;
      } catch (error) {
        measured({ command, as: error instanceof UserError ? 'refused' : 'fault' });
        return inPrivate(apology(error), request.line);
      }
    },
    fault: (error) => inPrivate(apology(error), ''),
    visibility(line) {
      return understanding.isPublic(line) ? 'public' : 'private';
    },
    complete: (line) => completer.complete(line),
    async completeArgument(typing) {
      const choices = completer.completeArgument(typing.command, typing.argument, typing.text);
      switch (kindOf(typing)) {
        case 'digest':
          return digestNames(typing);
        case 'zone':
          return ownFirst(choices, typing);
        default:
          return choices;
      }
    },
    commands: commands.map(sheetOf),
  };

  /** Foreign text chooses the names: only an argument of the command's own counts. */
  function kindOf({ command, argument }: Typing): ArgumentKind | undefined {
    const specs = commands.find(({ name }) => name === command)?.arguments ?? {};
    return Object.hasOwn(specs, argument) ? specs[argument]?.kind : undefined;
  }

  async function digestNames({ text, by }: Typing): Promise<readonly Choice[]> {
    if (by?.tenant === undefined) return [];
    try {
      const all = await services.digests.list({ platform: by.platform, tenant: by.tenant });
      return all
        .filter(({ name }) => fold(name).includes(fold(text)))
        .slice(0, DIGESTS)
        .map(({ name }) => ({ value: name, label: name }));
    } catch (error) {
      if (!(error instanceof UserError)) report(newIncidentId(), error);
      return [];
    }
  }

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

/** Where nothing is typed yet, the zone of who types comes first. */
function ownFirst(choices: readonly Choice[], { text, zone }: Typing): readonly Choice[] {
  if (text.trim() !== '' || zone === undefined || !isZone(zone)) return choices;
  return [{ value: zone, label: zone }, ...choices.filter(({ value }) => value !== zone)].slice(0, choices.length);
}

/** What was understood is said before the answer; other meanings are offered after it, with what else can be chosen. */
function around(notes: readonly Block[], blocks: readonly Block[]): readonly Block[] {
  const isOffer = (block: Block) => block.kind === 'actions';
  return [...notes.filter((block) => !isOffer(block)), ...blocks, ...notes.filter(isOffer)];
}

/** One that the machine does not know is read as UTC: it came from a platform, not from the reader. */
function isZone(zone: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    return true;
  } catch {
    return false;
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
    isSetting: command.isSetting === true,
    examples: command.examples,
    arguments: Object.entries(command.arguments).map(([name, spec]) => argumentSheet(name, spec)),
  };
}
