import { ComponentType, type APIMessageComponent, type APIMessageTopLevelComponent } from 'discord.js';

/** A message as an editor can read it: texts as they are, and each button with what it asks for. */
export function describeMessage(components: readonly APIMessageTopLevelComponent[]): string {
  return components.flatMap(linesOf).join('\n');
}

function linesOf(component: APIMessageComponent): readonly string[] {
  switch (component.type) {
    case ComponentType.Container: {
      const accent = (component.accent_color ?? 0).toString(16).padStart(6, '0');
      return [`┏━ #${accent}`, ...component.components.flatMap(linesOf).map((line) => `┃ ${line}`.trimEnd()), '┗━'];
    }
    case ComponentType.TextDisplay:
      return component.content.split('\n');
    case ComponentType.Section:
      return [`${component.components.flatMap(linesOf).join(' ')}   ${linesOf(component.accessory).join('')}`];
    case ComponentType.Separator:
      return ['────────'];
    case ComponentType.ActionRow:
      return component.components.every((one) => one.type === ComponentType.Button)
        ? [component.components.flatMap(linesOf).join(' ')]
        : component.components.flatMap(linesOf);
    case ComponentType.Button: {
      const label = 'label' in component ? component.label : '';
      const id = 'custom_id' in component ? component.custom_id : '';
      return [`(${label}${component.disabled ? ', off' : ''}: ${id})`];
    }
    case ComponentType.StringSelect:
      return [
        `[${component.placeholder} ▾] ${component.custom_id}`,
        ...component.options.map(
          ({ label, value, description }) =>
            `   ${label}${description === undefined ? '' : ` | ${description}`}: ${value}`,
        ),
      ];
    default:
      throw new Error(`a component of type ${component.type} has no description yet`);
  }
}
