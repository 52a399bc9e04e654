import type { FakeModal, ModalField } from '../validate-modal.ts';
import type { OptionValue } from './command-options.ts';
import { NotPossible } from './interact.ts';

/** What somebody writes or picks, by the label or the custom id of each field; what is left out keeps what was set. */
export type FormValues = Readonly<Record<string, string | boolean | readonly OptionValue[]>>;

export interface FilledForm {
  readonly components: readonly object[];
  /** The users, roles and channels that were picked. */
  readonly picked: readonly OptionValue[];
}

/** @throws NotPossible where the client would not send the form so. */
export function fillForm(modal: FakeModal, values: FormValues): FilledForm {
  const fields = modal.components.flatMap((one) => (one.type === 18 ? [one] : []));
  const unknown = Object.keys(values).filter(
    (name) => !fields.some((one) => one.label === name || one.component.custom_id === name),
  );
  if (unknown.length > 0) throw new NotPossible(`The form has no field ${unknown.join(', ')}`);
  const picked: OptionValue[] = [];
  let last = 0;
  const next = () => (last += 1);
  const components = modal.components.map((one) => {
    const id = one.id ?? next();
    if (one.type === 10) return { type: 10, id };
    const { component } = one;
    const value = values[component.custom_id] ?? values[one.label];
    const filled = fill(component, value, one.label, picked);
    return {
      type: 18,
      id,
      component: { type: component.type, id: component.id ?? next(), custom_id: component.custom_id, ...filled },
    };
  });
  return { components, picked };
}

function fill(field: ModalField, value: FormValues[string] | undefined, label: string, picked: OptionValue[]): object {
  const wrong = (why: string) => new NotPossible(`"${label}" ${why}`);
  const required = !('required' in field) || field.required !== false;
  switch (field.type) {
    case 4: {
      const text = value ?? field.value ?? '';
      if (typeof text !== 'string') throw wrong('takes a text');
      if (text === '' && required) throw wrong('is required');
      if (text !== '' && text.length < (field.min_length ?? 0)) throw wrong('is too short');
      if (text.length > (field.max_length ?? 4000)) throw wrong('is too long');
      return { value: text };
    }
    case 23:
      if (value !== undefined && typeof value !== 'boolean') throw wrong('takes yes or no');
      return { value: value ?? field.default ?? false };
    case 21: {
      const chosen = optionsIn(field.options, value, wrong);
      if (chosen.length === 0 && required) throw wrong('is required');
      if (chosen.length > 1) throw wrong('takes one');
      return { value: chosen[0] ?? null };
    }
    case 3:
    case 22: {
      const chosen = optionsIn(field.options, value, wrong);
      const most = field.max_values ?? (field.type === 22 ? field.options.length : 1);
      inRange(chosen.length, field.min_values ?? 1, most, required, wrong);
      return { values: chosen };
    }
    case 5:
    case 6:
    case 7:
    case 8: {
      const things = value === undefined ? [] : [value].flat();
      const ids = things.map((one) => {
        if (typeof one !== 'object') throw wrong('takes somebody or something of the guild');
        return one.id;
      });
      const values = value === undefined ? (field.default_values ?? []).map(({ id }) => id) : ids;
      inRange(values.length, field.min_values ?? 1, field.max_values ?? 1, required, wrong);
      picked.push(...things);
      return { values };
    }
  }
}

function inRange(
  count: number,
  least: number,
  most: number,
  required: boolean,
  wrong: (why: string) => NotPossible,
): void {
  if (count === 0 && !required) return;
  if (count < least || count > most) throw wrong(`takes ${least} to ${most}, not ${count}`);
}

function optionsIn(
  options: readonly { readonly label: string; readonly value: string; readonly default?: boolean | undefined }[],
  value: FormValues[string] | undefined,
  wrong: (why: string) => NotPossible,
): readonly string[] {
  if (value === undefined) return options.filter((one) => one.default).map((one) => one.value);
  return [value].flat().map((wanted) => {
    const found = options.find((one) => one.label === wanted || one.value === wanted);
    if (found) return found.value;
    throw wrong(`has no ${JSON.stringify(wanted)}`);
  });
}
