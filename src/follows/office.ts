import type { SubjectId } from '../corpus/ids.ts';
import type { QuietHours } from '../digests/quiet-hours.ts';
import type { Audience } from '../state/audience.ts';

/** What `follow`, `unfollow`, `following` and `watch` need. */
export interface FollowOffice {
  /** False where they follow it already. @throws UserError where they follow as many as one may */
  follow(audience: Audience, subject: SubjectId, now: Temporal.Instant): Promise<boolean>;
  /** False where they did not follow it. */
  unfollow(audience: Audience, subject: SubjectId): Promise<boolean>;
  of(audience: Audience): Promise<Following>;
  /** Undefined ends them. */
  setQuiet(audience: Audience, quiet: QuietHours | undefined, now: Temporal.Instant): Promise<void>;
  /** Whether the channel can be posted in: a sentence that says why not, for who asks. */
  whyNot(audience: Audience): Promise<string | undefined>;
}

export interface Following {
  readonly subjects: readonly SubjectId[];
  readonly quiet: QuietHours | undefined;
  /** How many pieces of news wait for the end of quiet hours or of a busy hour. */
  readonly held: number;
}
