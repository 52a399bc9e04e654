import type { BriefId } from './ids.ts';

/** What the briefs in service say, told apart from what they said before. */
export interface Contents {
  /** Names the index. One that was built anew has another name, and counts its revisions anew. */
  index(): string;
  of(brief: BriefId): Content | undefined;
  /** Those that came into service or changed after a place in the order, in that order. Nothing else is read for it. */
  after(place: ContentPlace, limit: number): readonly Content[];
}

export interface Content extends ContentPlace {
  readonly brief: BriefId;
  readonly hash: string;
  /** As `readMarks` reads it. */
  readonly marks: string;
}

/** In the order of the revisions of the index; within one, by the id of the brief. */
export interface ContentPlace {
  readonly revision: number;
  readonly brief: string;
}

export const BEFORE_ALL_CONTENT: ContentPlace = { revision: 0, brief: '' };
