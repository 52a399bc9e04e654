import type { Day } from '../kernel/partial-date.ts';
import type { Dated } from './fields.ts';
import type { BriefId, ClaimId, EventId, MetricId, SubjectId } from './ids.ts';
import type { ActorKind, PlaceEntry, RoleEntry } from './register-schema.ts';

/** A brief in service: every reference is the id of a subject that the corpus can look up. */
export interface Brief {
  readonly id: BriefId;
  readonly headline: string;
  readonly summary: string;
  readonly language: string;
  readonly source: Source;
  readonly published: Dated;
  readonly points: readonly Point[];
  readonly statements: readonly Statement[];
  readonly claims: readonly Claim[];
  readonly figures: readonly Figure[];
  /** What else it mentions, beside the subjects of the lists above. */
  readonly actors: readonly SubjectId[];
  readonly places: readonly SubjectId[];
  readonly topics: readonly SubjectId[];
  /** What the article as a whole gets wrong or leaves open. */
  readonly notes: readonly string[];
}

export interface Source {
  /** Absent where the article does not say who published it. */
  readonly outlet?: SubjectId | undefined;
  readonly title: string;
  readonly url?: string | undefined;
  readonly author?: string | undefined;
  /** Other outlets whose reporting the article repeats. */
  readonly reports: readonly SubjectId[];
}

export interface Point {
  readonly text: string;
  readonly on?: Dated | undefined;
  readonly actors: readonly SubjectId[];
  readonly places: readonly SubjectId[];
  readonly topics: readonly SubjectId[];
  readonly via: readonly SubjectId[];
  readonly event?: EventId | undefined;
  readonly note?: string | undefined;
}

export interface Statement {
  readonly by: SubjectId;
  readonly said: string;
  /** The speaker's own words. Never shown in the form of a paraphrase, nor a paraphrase in its form. */
  readonly quote?: string | undefined;
  readonly on?: Dated | undefined;
  readonly to: readonly SubjectId[];
  readonly via: readonly SubjectId[];
  readonly about: readonly SubjectId[];
  readonly event?: EventId | undefined;
  readonly note?: string | undefined;
}

export type Side = 'asserts' | 'confirms' | 'doubts' | 'denies';

export interface Stance {
  readonly by: SubjectId;
  readonly stance: Side;
  readonly on?: Dated | undefined;
  readonly via: readonly SubjectId[];
  readonly note?: string | undefined;
}

export interface Claim {
  readonly id: ClaimId;
  readonly claim: string;
  readonly about: readonly SubjectId[];
  readonly stances: readonly Stance[];
}

export interface Figure {
  readonly metric: MetricId;
  /** A word such as "hundreds" where the article has no digits. */
  readonly value: number | string;
  readonly qualifier?: string | undefined;
  readonly unit?: string | undefined;
  readonly period?: Dated | undefined;
  /** Absent where the article itself gives the number. */
  readonly by?: SubjectId | undefined;
  readonly via: readonly SubjectId[];
  readonly text: string;
  readonly about: readonly SubjectId[];
  readonly note?: string | undefined;
}

export type SubjectKind = 'actor' | 'place' | 'topic';

interface SubjectBase {
  readonly id: SubjectId;
  readonly name: string;
  readonly aliases: readonly string[];
  /** The wider subject that this one is part of. What concerns the part is found under the whole too. */
  readonly within?: SubjectId | undefined;
  readonly note?: string | undefined;
  /** False for a plain name of a brief that no register knows. */
  readonly registered: boolean;
  /** In how many briefs it or a part of it appears. */
  readonly briefs: number;
  /** First and last day of publication of those briefs; absent where there are none. */
  readonly first?: Day | undefined;
  readonly last?: Day | undefined;
}

export interface Actor extends SubjectBase {
  readonly kind: 'actor';
  /** `unknown` for a plain name that no register knows. */
  readonly actorKind: ActorKind | 'unknown';
  readonly roles: readonly RoleEntry[];
}

export interface Place extends SubjectBase {
  readonly kind: 'place';
  readonly placeKind: PlaceEntry['kind'] | 'unknown';
}

export interface Topic extends SubjectBase {
  readonly kind: 'topic';
}

export type Subject = Actor | Place | Topic;

/** A registered outlet or news agency. */
export function isOutlet(subject: Subject): boolean {
  return subject.kind === 'actor' && (subject.actorKind === 'outlet' || subject.actorKind === 'agency');
}
