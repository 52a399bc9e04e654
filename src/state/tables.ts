/** Every table as it is written. Times are texts as `timeText` writes them; JSON is text; `null` is "not yet" or "none". */
export interface Tables {
  readonly installations: {
    platform: string;
    tenant: string;
    key_id: string;
    sealed: string;
    installed_at: string;
    changed_at: string;
  };
  readonly settings: { scope: string; key: string; value: string; changed_at: string };
  readonly digests: {
    id: string;
    platform: string;
    tenant: string;
    channel: string;
    name: string;
    /** The name as it is compared: one in a tenant. */
    name_key: string;
    definition: string;
    status: string;
    reason: string | null;
    created_by: string;
    created_at: string;
    changed_at: string;
    revision: number;
    next_at: string | null;
    covered_seq: number;
    covered_at: string;
  };
  readonly deliveries: {
    digest: string;
    slot: string;
    state: string;
    holder: string | null;
    lease_until: string | null;
    attempts: number;
    after_seq: number | null;
    after_at: string | null;
    through_seq: number | null;
    through_at: string | null;
    note: string | null;
    started_at: string;
    finished_at: string | null;
  };
  readonly delivery_pages: {
    digest: string;
    slot: string;
    page: number;
    key: string;
    content: string | null;
    state: string;
    reference: string | null;
    changed_at: string;
  };
  /** The last number that was given out under a name. */
  readonly sequences: { name: string; value: number };
  readonly arrivals: {
    seq: number;
    brief: string;
    hash: string;
    kind: string;
    arrived_at: string;
    /** What the text held, as whoever recorded it wrote it. */
    marks: string | null;
  };
  readonly follows: {
    platform: string;
    tenant: string;
    audience_kind: string;
    audience: string;
    subject: string;
    created_at: string;
    /** The last arrival when it was made: what came later is news to them. */
    since_seq: number;
    made_by: string | null;
  };
  readonly held_notices: {
    platform: string;
    tenant: string;
    audience_kind: string;
    audience: string;
    seq: number;
    subject: string;
    held_at: string;
  };
  /** How far something has read the arrivals. */
  readonly cursors: { name: string; seq: number; at: string };
  readonly audiences: {
    platform: string;
    tenant: string;
    audience_kind: string;
    audience: string;
    wait_until: string | null;
    suspended_at: string | null;
    why: string | null;
  };
  readonly notices: {
    id: string;
    platform: string;
    tenant: string;
    audience_kind: string;
    audience: string;
    kind: string;
    title: string;
    state: string;
    tries: number;
    faults: number;
    note: string | null;
    planned_at: string;
    not_before: string;
    finished_at: string | null;
  };
  readonly notice_posts: {
    notice: string;
    post: number;
    key: string;
    content: string | null;
    state: string;
    reference: string | null;
    changed_at: string;
  };
  readonly seen: { id: string; until: string };
  readonly leases: { name: string; holder: string | null; token: number; until: string };
}
