import type { CommandSheet } from '../../../platform.ts';
import type { Asked } from './asked.ts';
import type { CommandNames } from './command-names.ts';
import { formOf, type FormPlace } from './form-fields.ts';
import type { Web } from './web.ts';
import type { Workspace } from './workspace.ts';

export interface FormsParts {
  readonly web: Web;
  readonly commands: readonly CommandSheet[];
  readonly names: CommandNames;
}

/** Opens forms, and changes the one for any command to another command. */
export class Forms {
  readonly #parts: FormsParts;

  constructor(parts: FormsParts) {
    this.#parts = parts;
  }

  /** Within three seconds of what was done. Rejects with what `refusalOf` calls `late` after that. */
  async open(workspace: Workspace, { command, isForAny, by }: Asked & { kind: 'form' }): Promise<void> {
    const place = { channel: by.channel, responseUrl: by.responseUrl };
    await this.#parts.web(workspace, 'views.open', {
      trigger_id: by.trigger,
      view: this.#form(command, place, isForAny),
    });
  }

  async change(workspace: Workspace, { command, view, place }: Asked & { kind: 'other form' }): Promise<void> {
    await this.#parts.web(workspace, 'views.update', { view_id: view, view: this.#form(command, place, true) });
  }

  #form(command: string, place: FormPlace, isForAny: boolean) {
    const { commands, names } = this.#parts;
    const sheet = commands.find(({ name }) => name === command);
    if (!sheet) throw new Error('a form for a command that is none');
    const choices = commands.map(({ name, description }) => ({ name, label: names.native(name), description }));
    return formOf(sheet, { ...place, title: names.native(command), ...(isForAny ? { choices } : {}) });
  }
}
