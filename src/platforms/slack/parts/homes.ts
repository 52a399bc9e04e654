import type { Desk } from '../../../platform.ts';
import { writeLine } from '../../../line/write-line.ts';
import type { CommandNames } from './command-names.ts';
import { homeOf } from './home.ts';
import type { People } from './people.ts';
import type { Web } from './web.ts';
import type { Workspace } from './workspace.ts';

export interface HomesParts {
  readonly web: Web;
  readonly desk: Desk;
  readonly names: CommandNames;
  readonly people: People;
  /** The line whose answer the home holds: what is in the news. */
  readonly line: string;
}

const SUBJECTS = 10;

/** The homes of people: each is drawn anew whenever it is opened. */
export class Homes {
  readonly #parts: HomesParts;

  constructor(parts: HomesParts) {
    this.#parts = parts;
  }

  /** Whether the home itself answers this, so that its pages turn there. */
  shows(line: string): boolean {
    return line === this.#parts.line;
  }

  async publish(workspace: Workspace, user: string, page = 1): Promise<void> {
    const { web, desk, names, people, line } = this.#parts;
    const { zone } = await people.of(workspace, user);
    const answer = await desk.answer({ line: `${line} page:${page}`, zone });
    // Its subjects are offered as buttons already, and its sources by a menu of theirs.
    const blocks = answer.message.blocks.filter(({ kind }) => kind !== 'actions');
    const latest = { ...answer, message: { ...answer.message, blocks } };
    const view = homeOf({ latest, subjects: await this.#subjects(), commands: desk.commands, names });
    await web(workspace, 'views.publish', { user_id: user, view });
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
