import { ComponentType, type APIMessageComponent, type APIMessageTopLevelComponent } from 'discord.js';
import { limits } from '../limits.ts';

export interface Size {
  /** Nested ones too. */
  readonly components: number;
  /** Characters in all text displays. */
  readonly text: number;
}

export function sizeOf(components: readonly APIMessageComponent[]): Size {
  let count = 0;
  let text = 0;
  const walk = (component: APIMessageComponent) => {
    count += 1;
    if (component.type === ComponentType.TextDisplay) text += component.content.length;
    if ('components' in component) component.components.forEach(walk);
    if ('accessory' in component) walk(component.accessory);
  };
  components.forEach(walk);
  return { components: count, text };
}

export function withinLimits(components: readonly APIMessageTopLevelComponent[]): boolean {
  return fitsBeside({ components: 0, text: 0 }, components);
}

/** Whether the message has room for these with so much more beside them. */
export function fitsBeside(beside: Size, components: readonly APIMessageTopLevelComponent[]): boolean {
  const size = sizeOf(components);
  return size.components + beside.components <= limits.components.most && size.text + beside.text <= limits.text.most;
}
