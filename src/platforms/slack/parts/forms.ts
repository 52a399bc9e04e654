import type { types } from '@slack/bolt';
import type { Asker, CommandSheet, Desk, Form, FormField } from '../../../platform.ts';
import { limits } from '../limits.ts';
import type { CommandNames } from './command-names.ts';
import { isList, isSuggested, type ShownField } from './form-fields.ts';
import { fieldsOf, modalOf } from './form-modal.ts';
import type { FormPlace } from './read-form.ts';
import { plainObject } from './text-object.ts';
import type { Web } from './web.ts';
import type { Workspace } from './workspace.ts';

export interface FormsParts {
  readonly web: Web;
  readonly desk: Pick<Desk, 'commands' | 'completeArgument'>;
  readonly names: CommandNames;
}

export interface Opening {
  readonly command: string;
  /** The form that the desk has for the line. Default: one with a field for each argument of the command. */
  readonly form?: Form | undefined;
  /** The first field chooses another command. */
  readonly isForAny?: boolean | undefined;
  readonly place: FormPlace;
  readonly asker: Asker;
}

/** Opens forms, and changes the one for any command to another command. */
export class Forms {
  readonly #parts: FormsParts;

  constructor(parts: FormsParts) {
    this.#parts = parts;
  }

  /**
   * Within three seconds of what was done. Rejects with what `refusalOf` calls `late` after that. False where the platform
   * cannot hold the form: the line is to be answered then.
   */
  async open(workspace: Workspace, trigger: string | undefined, opening: Opening): Promise<boolean> {
    const view = await this.#modal(opening);
    if (!view) return false;
    await this.#parts.web(workspace, 'views.open', { trigger_id: trigger, view });
    return true;
  }

  async change(workspace: Workspace, view: string, opening: Opening): Promise<void> {
    await this.#parts.web(workspace, 'views.update', { view_id: view, view: await this.#modal(opening) });
  }

  async #modal({ command, form, isForAny = false, place, asker }: Opening): Promise<types.ModalView | undefined> {
    const { desk, names } = this.#parts;
    const sheet = desk.commands.find(({ name }) => name === command);
    if (!sheet) throw new Error('a form for a command that is none');
    const choices = isForAny ? choicesOf(desk.commands, names) : undefined;
    if (!form) {
      const isOpenable = sheet.visibility === 'private' && sheet.isSetting !== true;
      const mayBePublic = isOpenable && place.responseUrl !== undefined;
      const words = { title: names.native(command), submit: 'Ask', description: sheet.description };
      return modalOf({ ...place, ...words, command, choices, mayBePublic, fields: fieldsOf(sheet) });
    }
    const { begin, title, submit } = form;
    const fields = await Promise.all(form.fields.map(async (field) => this.#shown(command, field, asker)));
    return modalOf({ ...place, command, begin, title, submit, choices, fields });
  }

  /** Readers see names, and a field that suggests keeps ids: where nobody knows the name of one, the id itself is shown. */
  async #shown(command: string, field: FormField, asker: Asker): Promise<ShownField> {
    const { argument, value } = field;
    if (value === undefined || !isSuggested(argument)) return field;
    const parts = partsOf(field).filter((part) => part !== '' && part.length <= limits.optionValue.most);
    const labels = await Promise.all(parts.map(async (part) => this.#labelOf(command, argument.name, part, asker)));
    const options = parts.map((part, index) => ({
      text: plainObject(labels[index] ?? part, limits.optionText.most),
      value: part,
    }));
    return { ...field, options };
  }

  async #labelOf(command: string, argument: string, text: string, by: Asker): Promise<string | undefined> {
    const choices = await this.#parts.desk.completeArgument({ command, argument, text, by });
    return choices.find(({ value }) => value === text)?.label;
  }
}

function partsOf({ argument, value = '' }: FormField): readonly string[] {
  return isList(argument) ? value.split(',').map((part) => part.trim()) : [value];
}

function choicesOf(commands: readonly CommandSheet[], names: CommandNames) {
  return commands.map(({ name, description }) => ({ name, label: names.native(name), description }));
}
