import type { Delivery } from '../state/delivery.ts';
import type { DigestId, Tenant } from '../state/ids.ts';
import type { StoredDigest } from '../state/digests.ts';
import type { Composed } from './composer.ts';
import type { Definition } from './definition.ts';

/** A digest with its definition read. */
export interface Digest extends Omit<StoredDigest, 'definition'> {
  readonly definition: Definition;
}

/** What somebody wrote down for a digest and did not save yet. Kept for a day. */
export interface Draft {
  readonly id: string;
  /** The digest that it changes. Undefined for a new one. */
  readonly of?: { readonly id: DigestId; readonly revision: number } | undefined;
  readonly name: string;
  readonly channel: string;
  readonly definition: Definition;
}

/** What `digest` needs. Who may do what is up to the command. */
export interface DigestOffice {
  list(tenant: Tenant): Promise<readonly Digest[]>;
  /** By its name, in any case, or by its id. */
  find(tenant: Tenant, name: string): Promise<Digest | undefined>;
  /** What the digest would say now: since its last window, or, for a draft, of the last seven days. */
  preview(digest: Digest | Draft, now: Temporal.Instant): Promise<Composed>;
  saveDraft(tenant: Tenant, draft: Omit<Draft, 'id'>, now: Temporal.Instant): Promise<Draft>;
  /** Undefined too where it is older than a day. */
  findDraft(tenant: Tenant, id: string, now: Temporal.Instant): Promise<Draft | undefined>;
  /** Makes the digest of a draft, or changes it. `outdated`: somebody else changed or deleted it since. */
  save(
    tenant: Tenant,
    draft: Draft,
    by: { readonly person: string },
    now: Temporal.Instant,
  ): Promise<{ readonly kind: 'saved'; readonly digest: Digest } | { readonly kind: 'name taken' | 'outdated' }>;
  pause(digest: Digest, why: string, now: Temporal.Instant): Promise<'changed' | 'outdated'>;
  /** Of a digest that is paused or suspended. It goes on with its next slot, and what came meanwhile is in it. */
  resume(digest: Digest, now: Temporal.Instant): Promise<'changed' | 'outdated'>;
  /** The next slot is left out, for a reason that its history keeps. What it would have said is in the one after it. */
  skip(digest: Digest, why: string, now: Temporal.Instant): Promise<'changed' | 'outdated'>;
  /** Delivers now what there is since its last window. @throws UserError where its platform does not run in this process */
  run(digest: Digest, now: Temporal.Instant): Promise<Delivery | 'busy'>;
  /** The latest slot first. */
  history(digest: Digest, limit: number): Promise<readonly Delivery[]>;
  remove(digest: Digest): Promise<void>;
  /** Whether it can be posted there: a sentence that says why not, for who asks. */
  whyNot(tenant: Tenant, channel: string): Promise<string | undefined>;
}
