import type { Tenant } from './ids.ts';

/** Who is told of news about what they follow: one person, or all who read a channel. */
export interface Audience extends Tenant {
  readonly kind: 'person' | 'channel';
  /** The platform's own word for them. */
  readonly id: string;
}

export const AUDIENCE_KINDS = ['person', 'channel'] as const;

export function audienceColumns({ platform, tenant, kind, id }: Audience) {
  return { platform, tenant, audience_kind: kind, audience: id };
}
