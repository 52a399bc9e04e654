import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { AUDIENCE_KINDS, type Audience } from './audience.ts';
import { PAGE_STATES, type PageState } from './delivery.ts';
import { timeColumn } from './time.ts';

/** Twelve lower-case letters and digits. */
export const noticeIdSchema = z
  .string()
  .regex(/^[a-z0-9]{12}$/)
  .brand<'NoticeId'>();
export type NoticeId = z.infer<typeof noticeIdSchema>;

export function newNoticeId(): NoticeId {
  const number = BigInt(`0x${randomBytes(8).toString('hex')}`);
  return noticeIdSchema.parse(number.toString(36).slice(-12).padStart(12, '0'));
}

/** `news` of what they follow, which counts for how much they are told in an hour; or a `word` about what they set up. */
export const NOTICE_KINDS = ['news', 'word'] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/**
 * - `open`: composed, kept, and on its way.
 * - `told`: all of it is there.
 * - `unknown`: at least a part may be there, and the platform cannot be asked. It is not sent again.
 * - `failed`: the platform refused it for good, or did not take it for a day. `lost`: it takes none for them any more.
 */
const NOTICE_STATES = ['open', 'told', 'unknown', 'failed', 'lost'] as const;
export type NoticeEnd = Exclude<(typeof NOTICE_STATES)[number], 'open'>;

/** What is on its way to somebody, as whoever composed it wrote it: a copy of the bot that takes over sends the same. */
export interface OpenNotice {
  readonly id: NoticeId;
  readonly audience: Audience;
  readonly kind: NoticeKind;
  /** What it is about, in a few words. */
  readonly title: string;
  /** How often the platform wanted it later. */
  readonly tries: number;
  /** How often the platform's client failed in a way that nobody foresaw. */
  readonly faults: number;
  readonly plannedAt: Temporal.Instant;
  readonly posts: readonly NoticePost[];
}

/** In the states of a digest's page, with the same meanings. */
export interface NoticePost {
  /** From 1. */
  readonly post: number;
  readonly key: string;
  readonly content: string;
  readonly state: PageState;
  readonly changedAt: Temporal.Instant;
}

export const noticeRow = z
  .object({
    id: noticeIdSchema,
    platform: z.string(),
    tenant: z.string(),
    audience_kind: z.enum(AUDIENCE_KINDS),
    audience: z.string(),
    kind: z.enum(NOTICE_KINDS),
    title: z.string(),
    tries: z.int(),
    faults: z.int(),
    planned_at: timeColumn,
  })
  .transform(
    ({ platform, tenant, audience_kind, audience, planned_at: plannedAt, ...it }): Omit<OpenNotice, 'posts'> => ({
      ...it,
      plannedAt,
      audience: { platform, tenant, kind: audience_kind, id: audience },
    }),
  );

export const noticePostRow = z
  .object({
    notice: noticeIdSchema,
    post: z.int(),
    key: z.string(),
    content: z.string(),
    state: z.enum(PAGE_STATES),
    changed_at: timeColumn,
  })
  .transform(({ changed_at: changedAt, ...rest }) => ({ ...rest, changedAt }));
