import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Tenant } from './ids.ts';
import type { Tables } from './tables.ts';
import { timeColumn, timeText } from './time.ts';
import type { Vault } from './vault.ts';

/** Where the bot is installed, with what it needs to act there. `secret` is the platform's own text: sealed at rest. */
export interface Installation extends Tenant {
  readonly secret: string;
  readonly installedAt: Temporal.Instant;
  readonly changedAt: Temporal.Instant;
}

export interface Installations {
  /** Undefined where the bot is not installed. @throws UserError where the key that sealed the secret is not set */
  find(tenant: Tenant): Promise<Installation | undefined>;
  /** Takes the place of what was kept for the tenant. */
  save(tenant: Tenant, secret: string, now: Temporal.Instant): Promise<void>;
  /** True where there was one. Its secret is gone for good from the database, though not from backups. */
  remove(tenant: Tenant): Promise<boolean>;
  /** The tenants of a platform, without their secrets. */
  tenants(platform: string): Promise<readonly Tenant[]>;
  /** Seals with the first key what an older one sealed, and returns how many those were. 0: older keys may go. */
  sealAnew(): Promise<number>;
}

const row = z
  .object({
    platform: z.string(),
    tenant: z.string(),
    key_id: z.string(),
    sealed: z.string(),
    installed_at: timeColumn,
    changed_at: timeColumn,
  })
  .transform((it) => ({ ...it, keyId: it.key_id }));

export function installations(db: Kysely<Tables>, vault: Vault): Installations {
  return {
    async find({ platform, tenant }) {
      const found = await db
        .selectFrom('installations')
        .selectAll()
        .where('platform', '=', platform)
        .where('tenant', '=', tenant)
        .executeTakeFirst();
      if (!found) return undefined;
      const kept = row.parse(found);
      return {
        platform: kept.platform,
        tenant: kept.tenant,
        secret: vault.open(kept, placeOf(kept)),
        installedAt: kept.installed_at,
        changedAt: kept.changed_at,
      };
    },
    async save({ platform, tenant }, secret, now) {
      const { keyId, sealed } = vault.seal(secret, placeOf({ platform, tenant }));
      const at = timeText(now);
      await db
        .insertInto('installations')
        .values({ platform, tenant, key_id: keyId, sealed, installed_at: at, changed_at: at })
        .onConflict((it) => it.columns(['platform', 'tenant']).doUpdateSet({ key_id: keyId, sealed, changed_at: at }))
        .execute();
    },
    async remove({ platform, tenant }) {
      const { numDeletedRows } = await db
        .deleteFrom('installations')
        .where('platform', '=', platform)
        .where('tenant', '=', tenant)
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },
    async tenants(platform) {
      return db
        .selectFrom('installations')
        .select(['platform', 'tenant'])
        .where('platform', '=', platform)
        .orderBy('tenant')
        .execute();
    },
    async sealAnew() {
      const all = row.array().parse(await db.selectFrom('installations').selectAll().execute());
      const older = all.filter((one) => !vault.isCurrent(one));
      for (const one of older) {
        const { keyId, sealed } = vault.seal(vault.open(one, placeOf(one)), placeOf(one));
        // oxlint-disable-next-line no-await-in-loop -- rare, and a few at the most
        await db
          .updateTable('installations')
          .set({ key_id: keyId, sealed })
          .where('platform', '=', one.platform)
          .where('tenant', '=', one.tenant)
          // Another secret may have come meanwhile.
          .where('sealed', '=', one.sealed)
          .execute();
      }
      return older.length;
    },
  };
}

function placeOf({ platform, tenant }: Tenant): string {
  return JSON.stringify(['installation', platform, tenant]);
}
