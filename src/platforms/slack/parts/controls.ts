import type { types } from '@slack/bolt';
import type { Action, Option } from '../../../message/model.ts';
import { limits } from '../limits.ts';
import { BUTTON_VALUE_MOST, OptionValues, pressedValue, type ActionIds, type Pressed } from './pressed.ts';
import { plainObject } from './text-object.ts';

export type Control = types.Button | types.StaticSelect;

/** Something to choose from a menu. */
export type Choice = Omit<Option, 'line'> & { readonly pressed: Pressed };

/**
 * Buttons and menus side by side, as many to a block as it takes; a menu in parts where there are more options than one holds.
 */
export function actionsBlocks(controls: readonly Control[]): readonly types.ActionsBlock[] {
  const { most } = limits.actions;
  return Array.from({ length: Math.ceil(controls.length / most) }, (_, index) => ({
    type: 'actions',
    elements: controls.slice(index * most, (index + 1) * most),
  }));
}

export function controlsOf(actions: readonly Action[], ids: ActionIds): readonly Control[] {
  return actions.flatMap((action): readonly Control[] => {
    if (action.kind === 'button') {
      const made = button(action.label, { line: action.line }, ids);
      return made ? [made] : [];
    }
    const choices = action.options.map((option) => ({ ...option, pressed: { line: option.line } }));
    return menus(action.prompt, choices, ids);
  });
}

/** Undefined where the line is too long for a button. */
export function button(label: string, pressed: Pressed, ids: ActionIds): types.Button | undefined {
  const value = pressedValue(pressed, BUTTON_VALUE_MOST);
  if (value === undefined) return undefined;
  return { type: 'button', action_id: ids.next(), text: plainObject(label, limits.buttonText.most), value };
}

export function menus(prompt: string, choices: readonly Choice[], ids: ActionIds): readonly types.StaticSelect[] {
  const { most } = limits.selectOptions;
  const parts = Math.ceil(choices.length / most);
  return Array.from({ length: parts }, (_, index) => {
    const values = new OptionValues();
    const options = choices
      .slice(index * most, (index + 1) * most)
      .flatMap((choice) => optionOf(choice, values.valueOf(choice.pressed)) ?? []);
    return { options, part: parts === 1 ? '' : ` (${index + 1}/${parts})` };
  })
    .filter(({ options }) => options.length > 0)
    .map(({ options, part }) => {
      const { text } = plainObject(prompt, limits.placeholder.most - part.length);
      return {
        type: 'static_select',
        action_id: ids.next(),
        placeholder: { type: 'plain_text', text: text + part, emoji: false },
        options,
      };
    });
}

function optionOf({ label, hint }: Choice, value: string | undefined): types.PlainTextOption | undefined {
  if (value === undefined) return undefined;
  const description = hint === undefined || hint.trim() === '' ? undefined : hint;
  return {
    text: plainObject(label, limits.optionText.most),
    value,
    ...(description === undefined ? {} : { description: plainObject(description, limits.optionDescription.most) }),
  };
}
