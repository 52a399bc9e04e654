import type { Channels } from '../platform.ts';
import type { Audience } from '../state/audience.ts';

/** The platforms that run here, by their names. Asked anew each time: one may start later. */
export type RunningChannels = () => ReadonlyMap<string, Channels>;

/** As they are kept: a person who is the same in every community belongs to none. */
export function keptAs(audience: Audience, channels: Channels): Audience {
  const { platform, tenant, kind, id } = audience;
  const isOfNoTenant = kind === 'person' && channels.people === 'everywhere';
  return { platform, tenant: isOfNoTenant ? '' : tenant, kind, id };
}
