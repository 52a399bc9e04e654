import { hash } from 'node:crypto';
import type { EventId, MetricId } from './ids.ts';
import type { Brief } from './model.ts';

/** What several briefs may have in common, as the index writes it in one posting list. */
export type SharedKey = string;

export const eventKey = (id: EventId): SharedKey => `e ${id}`;
export const metricKey = (id: MetricId): SharedKey => `m ${id}`;

/** The same for each way in which people copy the address of one article. */
export function articleKey(url: string): SharedKey {
  return `u ${hash('sha1', plainAddress(url), 'base64url').slice(0, 12)}`;
}

export function sharedKeysOf(brief: Brief): readonly SharedKey[] {
  const keys = new Set<SharedKey>();
  for (const { event } of brief.points) if (event !== undefined) keys.add(eventKey(event));
  for (const { event } of brief.statements) if (event !== undefined) keys.add(eventKey(event));
  for (const { metric } of brief.figures) keys.add(metricKey(metric));
  if (brief.source.url !== undefined) keys.add(articleKey(brief.source.url));
  return [...keys];
}

/** Without what says how a reader came to it: the scheme, a "www", a fragment, marks of a campaign, a last slash. */
function plainAddress(url: string): string {
  if (!URL.canParse(url)) return url;
  const address = new URL(url);
  const kept = [...address.searchParams].filter(([name]) => !/^(?:utm_.*|fbclid|gclid)$/.test(name));
  const query = kept.map(([name, value]) => `${name}=${value}`).join('&');
  return `${address.host.replace(/^www\./, '')}${address.pathname.replace(/\/$/, '')}?${query}`;
}
