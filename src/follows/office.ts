import type { SubjectId } from '../corpus/ids.ts';
import type { QuietHours } from '../digests/quiet-hours.ts';
import type { Audience } from '../state/audience.ts';
import type { Suspension } from '../state/audiences.ts';

/** So many messages are told to one person or channel within an hour; what is more is held. */
export const MESSAGES_AN_HOUR = 3;
/** So many subjects are followed by one person or channel; who follows more would be told everything. */
export const MOST_FOLLOWED = 50;

/**
 * What `follow`, `unfollow`, `following` and `watch` need. For a person, `tenant` is the one in which they ask, or empty where
 * there is none: where people are the same in every community, theirs is one list.
 */
export interface FollowOffice {
  /**
   * From now on. False where they follow it already. Where they are suspended it is `resume` that ends that.
   * @param by the person who asks
   * @throws UserError where they follow as many as one may
   */
  follow(
    audience: Audience,
    what: { readonly subject: SubjectId; readonly by: string },
    now: Temporal.Instant,
  ): Promise<boolean>;
  /** False where they did not follow it. By the id as it was then, which the briefs may not know any more. */
  unfollow(audience: Audience, subject: string): Promise<boolean>;
  of(audience: Audience, now: Temporal.Instant): Promise<Following>;
  /** They are to be told again, from now on. Undefined where they were not suspended. */
  resume(audience: Audience): Promise<Suspension | undefined>;
  /** Undefined ends them. */
  setQuiet(audience: Audience, quiet: QuietHours | undefined, now: Temporal.Instant): Promise<void>;
  /** Whether they can be told: a sentence that says why not, for who asks. */
  whyNot(audience: Audience): Promise<string | undefined>;
}

export interface Following {
  readonly follows: readonly Followed[];
  readonly quiet: QuietHours | undefined;
  /** The most that they are told in an hour. */
  readonly messagesAnHour: number;
  /** How many briefs wait for the end of quiet hours or of a busy hour. */
  readonly held: number;
  /** They cannot be reached, and nothing is tried. */
  readonly suspension: Suspension | undefined;
  /** The last message of the last week that was refused, or that the platform cannot tell of. */
  readonly trouble: { readonly at: Temporal.Instant; readonly note: string | undefined } | undefined;
}

export interface Followed {
  readonly subject: SubjectId;
  /** Who set it up, in the platform's own word. Undefined where that is not known. */
  readonly by: string | undefined;
  readonly at: Temporal.Instant;
}
