import {
  ButtonStyle,
  ComponentType,
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
  type APIComponentInMessageActionRow,
  type APISelectMenuOption,
} from 'discord.js';
import { cleanForeign } from '../../../kernel/clean-text.ts';
import { cutText, ELLIPSIS } from '../../../kernel/text.ts';
import type { Action, Option } from '../../../message/model.ts';
import { CustomIds, type Pressed } from './custom-id.ts';
import { limits } from '../limits.ts';

export type Row = APIActionRowComponent<APIComponentInMessageActionRow>;
export type Button = APIButtonComponentWithCustomId;

/** Something to choose from a menu. */
export type Choice = Omit<Option, 'line'> & { readonly pressed: Pressed };

/**
 * Buttons side by side, five to a row; menus in rows of their own, in parts where there are more options than one holds.
 * What asks for the same as another and is too long to be told from it is left to that one.
 */
export function actionRows(actions: readonly Action[], ids: CustomIds): readonly Row[] {
  const rows: Row[] = [];
  let buttons: Button[] = [];
  const close = () => {
    rows.push(...rowsOf(buttons));
    buttons = [];
  };
  for (const action of actions) {
    if (action.kind === 'button') {
      const made = button(action.label, { line: action.line }, ids);
      if (made) buttons.push(made);
    } else {
      close();
      const choices = action.options.map((option) => ({ ...option, pressed: { line: option.line } }));
      rows.push(...menuRows(action.prompt, choices, ids));
    }
  }
  close();
  return rows;
}

export function rowsOf(buttons: readonly Button[]): readonly Row[] {
  const { most } = limits.buttonsInRow;
  const count = Math.ceil(buttons.length / most);
  return Array.from({ length: count }, (_, index) => rowOf(...buttons.slice(index * most, (index + 1) * most)));
}

/** Undefined where the line is too long for a button. */
export function button(label: string, pressed: Pressed, ids: CustomIds): Button | undefined {
  const id = ids.idOf(pressed);
  if (id === undefined) return undefined;
  return {
    type: ComponentType.Button,
    style: ButtonStyle.Secondary,
    label: shown(label, limits.buttonLabel.most),
    custom_id: id,
  };
}

export function menuRows(prompt: string, choices: readonly Choice[], ids: CustomIds): readonly Row[] {
  const { most } = limits.selectOptions;
  const parts = Math.ceil(choices.length / most);
  return Array.from({ length: parts }, (_, index) => {
    const values = new CustomIds();
    const options = choices
      .slice(index * most, (index + 1) * most)
      .flatMap((choice) => optionOf(choice, values.idOf(choice.pressed)) ?? []);
    return { options, part: parts === 1 ? '' : ` (${index + 1}/${parts})` };
  })
    .filter(({ options }) => options.length > 0)
    .map(({ options, part }) =>
      rowOf({
        type: ComponentType.StringSelect,
        custom_id: ids.inert(),
        placeholder: shown(prompt, limits.selectPlaceholder.most - part.length) + part,
        options,
      }),
    );
}

function optionOf({ label, hint }: Choice, value: string | undefined): APISelectMenuOption | undefined {
  if (value === undefined) return undefined;
  const { most } = limits.selectOptionText;
  const description = hint === undefined ? '' : cutText(cleanForeign(hint), most).trim();
  return { label: shown(label, most), value, ...(description === '' ? {} : { description }) };
}

function rowOf(...components: APIComponentInMessageActionRow[]): Row {
  return { type: ComponentType.ActionRow, components };
}

/** No label may be empty. */
function shown(text: string, most: number): string {
  const label = cutText(cleanForeign(text).trim(), most);
  return label === '' ? ELLIPSIS : label;
}
