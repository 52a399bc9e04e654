import {
  ButtonStyle,
  ComponentType,
  SeparatorSpacingSize,
  type APIMessageComponent,
  type APISelectMenuOption,
} from 'discord.js';
import { element, type Child, type Html } from '../html.ts';
import { markdownHtml } from './markdown.ts';
import type { Reader } from './time-text.ts';

export interface Drawing {
  readonly reader: Reader;
  readonly menusOpen: boolean;
}

/** The components that the bot sends, as the client lays them out. Throws for one of a kind that it does not send yet. */
export function componentHtml(component: APIMessageComponent, drawing: Drawing): Html {
  const all = (components: readonly APIMessageComponent[]) => components.map((one) => componentHtml(one, drawing));
  switch (component.type) {
    case ComponentType.Container: {
      const accent = component.accent_color;
      return element(
        'div',
        accent == null ? { class: 'box' } : { class: 'box accented', accent },
        ...all(component.components),
      );
    }
    case ComponentType.TextDisplay:
      return element('div', 'text', ...markdownHtml(component.content, drawing.reader));
    case ComponentType.Section:
      return element(
        'div',
        'section',
        element('div', 'beside', ...all(component.components)),
        componentHtml(component.accessory, drawing),
      );
    case ComponentType.Separator:
      return element(
        'div',
        [
          'gap',
          component.spacing === SeparatorSpacingSize.Large ? 'wide' : '',
          component.divider === false ? '' : 'line',
        ].join(' '),
      );
    case ComponentType.ActionRow:
      return element('div', 'row', ...all(component.components));
    case ComponentType.Button: {
      const style = styles[component.style];
      const label = 'label' in component ? (component.label ?? '') : '';
      return element('span', `button ${style}${component.disabled ? ' off' : ''}`, label);
    }
    case ComponentType.StringSelect: {
      const closed = element('div', 'select', element('span', 'prompt', component.placeholder ?? ''), chevron());
      if (!drawing.menusOpen) return closed;
      return element('div', 'opened', closed, element('div', 'options', ...component.options.map(optionHtml)));
    }
    default:
      throw new Error(`a component of type ${component.type} is not drawn yet`);
  }
}

const styles: Readonly<Record<ButtonStyle, string>> = {
  [ButtonStyle.Primary]: 'primary',
  [ButtonStyle.Secondary]: 'secondary',
  [ButtonStyle.Success]: 'success',
  [ButtonStyle.Danger]: 'danger',
  [ButtonStyle.Link]: 'secondary',
  [ButtonStyle.Premium]: 'primary',
};

function chevron(): Html {
  return element('span', 'chevron');
}

function optionHtml({ label, description }: APISelectMenuOption): Html {
  const lines: Child[] = [element('p', 'label', label)];
  if (description !== undefined) lines.push(element('p', 'hint', description));
  return element('div', 'option', ...lines);
}
