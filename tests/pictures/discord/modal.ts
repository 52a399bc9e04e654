import type { FakeModal } from '../../fakes/discord/validate-modal.ts';
import { element, type Child, type Html } from '../html.ts';

type Field = Extract<FakeModal['components'][number], { type: 18 }>['component'];

/** A form: each field under its label, with what stands in it from the beginning. */
export function describeModal({ title, components }: FakeModal): Html {
  const fields = components.flatMap((one) => (one.type === 18 ? [one] : []));
  return element(
    'div',
    'box form',
    element('h2', '', title),
    ...fields.map(({ label, description, component }) => {
      const isNeeded = 'required' in component && component.required !== false;
      const lines: Child[] = [element('p', 'label', isNeeded ? `${label} *` : label)];
      if (description !== undefined) lines.push(element('p', 'hint', description));
      return element(
        'div',
        'field',
        ...lines,
        element('div', 'select', element('span', 'prompt', standing(component))),
      );
    }),
    element('div', 'row', element('span', 'button secondary', 'Cancel'), element('span', 'button primary', 'Submit')),
  );
}

function standing(field: Field): string {
  if (field.type === 4) return field.value ?? '';
  if (field.type === 3) return field.options.find((one) => one.default)?.label ?? '';
  return 'default_values' in field && (field.default_values ?? []).length > 0 ? '#general' : '';
}
