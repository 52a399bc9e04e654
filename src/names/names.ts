import type { SubjectId } from '../corpus/ids.ts';
import type { NameHit } from '../corpus/name-table.ts';
import type { SubjectKind } from '../corpus/model.ts';
import type { Day } from '../kernel/partial-date.ts';

/** Decides who or what a reader means. Never throws, whatever the text; the same text and corpus give the same answer. */
export interface Names {
  resolve(text: string, query?: NameQuery): Resolution;
  /** For a field that is being typed: ids by prefix, then spelling variants, then typos. What is in the news for ''. */
  complete(text: string, query: NameQuery & { readonly limit: number }): readonly NameHit[];
}

export interface NameQuery {
  /** Only these kinds. All, unless told otherwise. */
  readonly kinds?: readonly SubjectKind[] | undefined;
  /** Only actors that are outlets or agencies. */
  readonly outlets?: boolean | undefined;
  /** The day on which a role must be held. The latest holders, unless told otherwise. */
  readonly asOf?: Day | undefined;
}

export type Resolution =
  /** One meaning. `instead` holds others that the same text fits less well: "Not this one?". */
  | {
      readonly kind: 'one';
      readonly id: SubjectId;
      readonly name: string;
      readonly how: How;
      readonly instead: readonly NameHit[];
    }
  /** Several meanings, none of which stands out: ask. Best first. */
  | { readonly kind: 'many'; readonly candidates: readonly NameHit[] }
  /** No meaning. `nearest` may hold sound-alikes and near misses, to be offered and never assumed. */
  | { readonly kind: 'none'; readonly nearest: readonly NameHit[] };

/**
 * How the text led there. `exact` is the id, the name or an alias; `part` some words of a name ("lavrov"); `variant`
 * another spelling of the same sound ("Lavroff"). Only `typo` and `prefix` are echoed as a correction.
 */
export type How = 'exact' | 'part' | 'initials' | 'role' | 'variant' | 'prefix' | 'typo';
