/** The folded names of a subject in one column, each on its line and each word after a space: ready for `instr`. */
export const packNames = (names: readonly string[]): string => names.map((name) => ` ${name}`).join('\n');
export const unpackNames = (packed: string): readonly string[] => packed.split('\n').map((name) => name.slice(1));
