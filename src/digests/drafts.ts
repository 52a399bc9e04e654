import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { digestIdSchema, type Tenant } from '../state/ids.ts';
import type { Setting, Settings } from '../state/settings.ts';
import { definitionSchema } from './definition.ts';
import type { Draft } from './office.ts';

/** Long enough to ask a colleague, short enough that nobody wonders what it was. */
const KEPT_HOURS = 24;

const draftSetting: Setting<{ readonly draft: Draft; readonly until: string }> = {
  key: 'digest-draft',
  schema: z.strictObject({
    draft: z.strictObject({
      id: z.string(),
      of: z.strictObject({ id: digestIdSchema, revision: z.int() }).optional(),
      name: z.string(),
      channel: z.string(),
      definition: definitionSchema,
    }),
    until: z.string(),
  }),
};

/** Digests that somebody wrote down and did not save yet. */
export interface Drafts {
  add(tenant: Tenant, draft: Omit<Draft, 'id'>, now: Temporal.Instant): Promise<Draft>;
  find(tenant: Tenant, id: string, now: Temporal.Instant): Promise<Draft | undefined>;
  forget(tenant: Tenant, id: string): Promise<void>;
}

export function createDrafts(settings: () => Promise<Settings>): Drafts {
  const scope = ({ platform, tenant }: Tenant, id: string) => [platform, tenant, id];
  return {
    async add(tenant, words, now) {
      const kept = await settings();
      await kept.prune(draftSetting, now.subtract({ hours: KEPT_HOURS }));
      const draft: Draft = { ...words, id: randomBytes(5).toString('hex') };
      const until = now.add({ hours: KEPT_HOURS }).toString();
      await kept.write(scope(tenant, draft.id), draftSetting, { draft, until }, now);
      return draft;
    },
    async find(tenant, id, now) {
      const found = await (await settings()).read(scope(tenant, id), draftSetting);
      if (!found || Temporal.Instant.compare(now, Temporal.Instant.from(found.until)) >= 0) return undefined;
      return found.draft;
    },
    async forget(tenant, id) {
      await (await settings()).forget(scope(tenant, id), draftSetting);
    },
  };
}
