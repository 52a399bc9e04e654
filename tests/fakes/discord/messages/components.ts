/** A component as it came, where only its place in the tree matters. */
export interface AnyComponent {
  readonly type: number;
  readonly id?: number;
  readonly custom_id?: string;
  readonly content?: string;
  readonly label?: string;
  readonly placeholder?: string;
  readonly disabled?: boolean;
  readonly style?: number;
  readonly min_values?: number;
  readonly max_values?: number;
  readonly options?: readonly { readonly label: string; readonly value: string }[];
  readonly components?: readonly AnyComponent[];
  readonly accessory?: AnyComponent;
}

/** All components, each before what is in it. */
export const allComponents = (components: readonly AnyComponent[]): readonly AnyComponent[] =>
  components.flatMap((one) => [one, ...allComponents(innerOf(one))]);

const innerOf = (one: AnyComponent) => [...(one.components ?? []), ...(one.accessory ? [one.accessory] : [])];

/** All texts that a reader sees as running text. */
export const textOf = (components: readonly AnyComponent[]): string =>
  allComponents(components)
    .flatMap((one) => one.content ?? [])
    .join('\n');

/**
 * The same with an `id` for each that has none, or 0:
 * https://docs.discord.com/developers/components/reference#anatomy-of-a-component.
 */
export function withIds(components: readonly AnyComponent[]): readonly AnyComponent[] {
  const taken = new Set(allComponents(components).flatMap((one) => one.id || []));
  let last = 0;
  const next = () => {
    do last += 1;
    while (taken.has(last));
    return last;
  };
  const numbered = (one: AnyComponent): AnyComponent => {
    const id = one.id || next();
    const inner = one.components ? { components: one.components.map(numbered) } : {};
    return { ...one, id, ...inner, ...(one.accessory ? { accessory: numbered(one.accessory) } : {}) };
  };
  return components.map(numbered);
}

/** The names of all uploaded files that the components show. */
export const filesShown = (components: readonly AnyComponent[]): readonly string[] =>
  [...JSON.stringify(components).matchAll(/"attachment:\/\/([^"]+)"/g)].flatMap(([, name]) => name ?? []);
