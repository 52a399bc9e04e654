import type { Kysely } from 'kysely';
import type { z } from 'zod';
import type { Tables } from './tables.ts';
import { timeText } from './time.ts';

/** A setting that people change while the bot runs. Where its shape changes, it takes a new key. */
export interface Setting<Value> {
  readonly key: string;
  readonly schema: z.ZodType<Value>;
}

/** What a value holds for: everywhere, a tenant, a person, as a list of words from the widest to the narrowest. */
export type Scope = readonly string[];

export interface Settings {
  /** Undefined where nothing was set for exactly this scope. Throws where what is kept is not of the setting's shape. */
  read<Value>(scope: Scope, setting: Setting<Value>): Promise<Value | undefined>;
  write<Value>(scope: Scope, setting: Setting<Value>, value: Value, now: Temporal.Instant): Promise<void>;
  /** True where something was set. */
  forget(scope: Scope, setting: Setting<unknown>): Promise<boolean>;
  /** Forgets a setting in every scope in which it was last set before a time, and returns in how many. */
  prune(setting: Setting<unknown>, before: Temporal.Instant): Promise<number>;
}

export function settings(db: Kysely<Tables>): Settings {
  return {
    async read(scope, { key, schema }) {
      const found = await db
        .selectFrom('settings')
        .select('value')
        .where('scope', '=', scopeText(scope))
        .where('key', '=', key)
        .executeTakeFirst();
      return found && schema.parse(JSON.parse(found.value));
    },
    async write(scope, { key, schema }, value, now) {
      const set = { value: JSON.stringify(schema.parse(value)), changed_at: timeText(now) };
      await db
        .insertInto('settings')
        .values({ scope: scopeText(scope), key, ...set })
        .onConflict((it) => it.columns(['scope', 'key']).doUpdateSet(set))
        .execute();
    },
    async forget(scope, { key }) {
      const { numDeletedRows } = await db
        .deleteFrom('settings')
        .where('scope', '=', scopeText(scope))
        .where('key', '=', key)
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },
    async prune({ key }, before) {
      const { numDeletedRows } = await db
        .deleteFrom('settings')
        .where('key', '=', key)
        .where('changed_at', '<', timeText(before))
        .executeTakeFirst();
      return Number(numDeletedRows);
    },
  };
}

/** No two scopes have the same text, whatever characters their words hold. */
function scopeText(scope: Scope): string {
  return JSON.stringify(scope);
}
