import type { Answer, Desk } from '../../../platform.ts';
import { writeLine } from '../../../line/write-line.ts';
import type { By } from './asked.ts';
import type { AskerOf } from './askers.ts';
import type { CommandNames } from './command-names.ts';
import { homeOf, type HomeSection } from './home.ts';
import type { People } from './people.ts';
import type { Web } from './web.ts';
import type { Workspace } from './workspace.ts';

/** What a home holds, as the lines whose answers it shows. */
export interface HomeLines {
  /** What is in the news. */
  readonly latest: string;
  /** What belongs to the reader and to the workspace, in order. One that the desk has no command for is left out. */
  readonly sections: readonly string[];
}

export interface HomesParts {
  readonly web: Web;
  readonly desk: Desk;
  readonly names: CommandNames;
  readonly people: People;
  readonly askerOf: AskerOf;
  readonly lines: HomeLines;
}

const SUBJECTS = 10;
/** Nobody waits longer for a home: a section that takes longer is offered as a button. */
const SECTION_WITHIN_MS = 1500;

/** The homes of people: each is drawn anew whenever it is opened. */
export class Homes {
  readonly #parts: HomesParts;

  constructor(parts: HomesParts) {
    this.#parts = parts;
  }

  /** Whether the home itself answers this, so that its pages turn there. */
  shows(line: string): boolean {
    return line === this.#parts.lines.latest;
  }

  async publish(workspace: Workspace, by: By, page = 1): Promise<void> {
    const { web, desk, names, people, askerOf, lines } = this.#parts;
    const { zone, name } = await people.of(workspace, by.user);
    const asker = askerOf(workspace, by, name);
    const answerTo = async (line: string) => desk.answer({ line, zone, by: asker });
    const [answer, subjects, sections] = await Promise.all([
      answerTo(`${lines.latest} page:${page}`),
      this.#subjects(),
      Promise.all(this.#known().map(async (line) => sectionOf(line, answerTo(line)))),
    ]);
    // Its subjects are offered as buttons already, and its sources by a menu of theirs.
    const blocks = answer.message.blocks.filter(({ kind }) => kind !== 'actions');
    const latest = { ...answer, message: { ...answer.message, blocks } };
    const view = homeOf({ latest, subjects, sections, commands: desk.commands, names });
    await web(workspace, 'views.publish', { user_id: by.user, view });
  }

  #known(): readonly string[] {
    const { desk, lines } = this.#parts;
    return lines.sections.filter((line) => desk.commands.some(({ name }) => name === line.split(' ', 1)[0]));
  }

  /** What is in the news, as the first command completes nothing typed. */
  async #subjects() {
    const { desk } = this.#parts;
    const [sheet] = desk.commands;
    const argument = sheet?.arguments.find(({ positional }) => positional)?.name;
    if (!sheet || argument === undefined) return [];
    const choices = await desk.completeArgument({ command: sheet.name, argument, text: '' });
    return choices.slice(0, SUBJECTS).map((choice) => ({ ...choice, line: writeLine(sheet.name, [choice.value]) }));
  }
}

async function sectionOf(line: string, answering: Promise<Answer>): Promise<HomeSection> {
  const late = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => late.resolve(undefined), SECTION_WITHIN_MS);
  try {
    return { line, answer: await Promise.race([answering, late.promise]) };
  } finally {
    clearTimeout(timer);
  }
}
