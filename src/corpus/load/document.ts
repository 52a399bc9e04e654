import type { Draft } from './draft.ts';
import type { FileFormat } from './file-name.ts';

export type Path = readonly (string | number)[];

/** A file as a value, and where in the text each part of it stands. */
export interface Document {
  readonly format: FileFormat;
  readonly value: unknown;
  /**
   * The offset at which the value of a path begins, or its key (`'key'`; the value itself where it has none, as an
   * entry of a list). For a path that is not there, the nearest part around it. Worked out on the first call, which
   * costs a second reading of a JSON text.
   */
  locate(path: Path, part: 'key' | 'value'): number;
}

export type Parsed =
  | { readonly ok: true; readonly document: Document }
  | { readonly ok: false; readonly drafts: readonly [Draft, ...Draft[]] };

/** Deeper nesting than any brief has; what parsers of foreign text may be given. */
export const MAX_DEPTH = 64;

export const PROTO = '__proto__';

export function tooDeep(offset: number): Parsed {
  const message = `the text is nested more than ${MAX_DEPTH} levels deep here, and no brief or register goes deeper than 6: remove the levels`;
  return { ok: false, drafts: [{ offset, message }] };
}
