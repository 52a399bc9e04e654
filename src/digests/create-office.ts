import { UserError } from '../kernel/errors.ts';
import type { NewsDesk } from '../news/news.ts';
import type { Channels } from '../platform.ts';
import type { DigestChange } from '../state/digests.ts';
import { digestIdSchema, type Tenant } from '../state/ids.ts';
import type { State } from '../state/open-state.ts';
import { firstSlot } from './catch-up.ts';
import type { Composer } from './composer.ts';
import type { Delivering } from './delivering.ts';
import { createDrafts } from './drafts.ts';
import type { Digest, DigestOffice, Draft } from './office.ts';
import { readDigest } from './read-digest.ts';

export interface OfficeParts {
  readonly state: () => Promise<State>;
  readonly news: Pick<NewsDesk, 'last' | 'lastAt'>;
  readonly composer: Composer;
  readonly delivering: Delivering;
  /** Undefined where the platform does not run in this process. */
  readonly channelsOf: (platform: string) => Channels | undefined;
}

/** What a digest that is not made yet is shown to have held. */
const LOOK_BACK_HOURS = 7 * 24;

const NOT_HERE = 'Nothing can be posted there just now, as the bot is not connected: try again later.';
const NO_WORD = 'Whether the bot may post there cannot be found out just now: try again in a minute.';

export function createDigestOffice(parts: OfficeParts): DigestOffice {
  const { state, news, composer, delivering, channelsOf } = parts;
  const drafts = createDrafts(async () => (await state()).settings);

  async function change(digest: Digest, to: DigestChange, now: Temporal.Instant): Promise<'changed' | 'outdated'> {
    const outcome = await (await state()).digests.change(digest, to, now);
    if (outcome === 'name taken') throw new Error('a name was taken that nobody changed');
    return outcome;
  }

  async function find(tenant: Tenant, name: string): Promise<Digest | undefined> {
    const { digests } = await state();
    const id = digestIdSchema.safeParse(name.trim()).data;
    const byId = id && (await digests.find(id));
    const found = isOf(tenant, byId) ? byId : await digests.findByName(tenant, name);
    return found && readDigest(found);
  }

  async function make(tenant: Tenant, { name, channel, definition }: Draft, person: string, now: Temporal.Instant) {
    const made = await (
      await state()
    ).digests.create(
      {
        platform: tenant.platform,
        tenant: tenant.tenant,
        channel,
        name,
        definition,
        createdBy: person,
        nextAt: firstSlot(definition.cadence, now),
        covered: await news.last(now),
      },
      now,
    );
    return made ? ({ kind: 'saved', digest: readDigest(made) } as const) : ({ kind: 'name taken' } as const);
  }

  /** A slot that has come is not left out because something else was changed while it is being dealt with. */
  async function alter(tenant: Tenant, draft: Draft, of: NonNullable<Draft['of']>, now: Temporal.Instant) {
    const { name, channel, definition } = draft;
    const { digests } = await state();
    const stored = await digests.find(of.id);
    if (!isOf(tenant, stored) || stored.revision !== of.revision) return { kind: 'outdated' } as const;
    const before = readDigest(stored);
    const isSameCadence = JSON.stringify(before.definition.cadence) === JSON.stringify(definition.cadence);
    const nextAt = isSameCadence ? {} : { nextAt: firstSlot(definition.cadence, now) };
    const outcome = await digests.change(of, { name, channel, definition, ...nextAt }, now);
    if (outcome !== 'changed') return { kind: outcome } as const;
    const after = await digests.find(of.id);
    return after ? ({ kind: 'saved', digest: readDigest(after) } as const) : ({ kind: 'outdated' } as const);
  }

  return {
    list: async (tenant) => (await (await state()).digests.list(tenant)).map(readDigest),
    find,
    async preview(digest, now) {
      const through = await news.last(now);
      const after = 'covered' in digest ? digest.covered : await news.lastAt(now.subtract({ hours: LOOK_BACK_HOURS }));
      // Whoever looks at it wants all of it at once.
      const definition = { ...digest.definition, layout: 'message' as const };
      return composer.compose(definition, { after, through }, { name: digest.name, occasion: 'preview' });
    },
    saveDraft: async (tenant, draft, now) => drafts.add(tenant, draft, now),
    findDraft: async (tenant, id, now) => drafts.find(tenant, id, now),
    async save(tenant, draft, { person }, now) {
      const outcome = draft.of ? await alter(tenant, draft, draft.of, now) : await make(tenant, draft, person, now);
      if (outcome.kind === 'saved') await drafts.forget(tenant, draft.id);
      return outcome;
    },
    pause: async (digest, why, now) => change(digest, { status: 'paused', reason: why }, now),
    resume: async (digest, now) => {
      // One that was left out does not come back.
      const waits = digest.nextAt && Temporal.Instant.compare(digest.nextAt, now) > 0 ? digest.nextAt : undefined;
      const nextAt = waits ?? firstSlot(digest.definition.cadence, now);
      return change(digest, { status: 'active', reason: undefined, nextAt }, now);
    },
    async skip(digest, why, now) {
      const { cadence } = digest.definition;
      const { nextAt: waited = firstSlot(cadence, now) } = digest;
      const from = Temporal.Instant.compare(waited, now) > 0 ? waited : now;
      const outcome = await change(digest, { nextAt: firstSlot(cadence, from) }, now);
      if (outcome === 'changed') {
        await (await state()).deliveries.skip({ digest: digest.id, slot: waited, note: why }, now);
      }
      return outcome;
    },
    async run(digest, now) {
      if (!channelsOf(digest.platform)) throw new UserError(NOT_HERE);
      return delivering.runNow(digest, now);
    },
    history: async (digest, limit) => (await state()).deliveries.history(digest.id, limit),
    async remove(digest) {
      await (await state()).digests.remove(digest.id);
    },
    async whyNot({ platform, tenant }, channel) {
      const look = await channelsOf(platform)?.look({ tenant, to: { kind: 'channel', id: channel } });
      if (!look) return NOT_HERE;
      if (look.kind === 'closed') return look.why;
      return look.kind === 'unknown' ? NO_WORD : undefined;
    },
  };
}

function isOf<T extends Tenant>({ platform, tenant }: Tenant, one: T | undefined): one is T {
  return one !== undefined && one.platform === platform && one.tenant === tenant;
}
