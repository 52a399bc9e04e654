import { randomUUID } from 'node:crypto';
import type { Clock } from './kernel/clock.ts';
import { systemPause } from './kernel/pause.ts';
import type { State } from './state/open-state.ts';
import { parseVault } from './state/vault.ts';
import { withLease } from './state/with-lease.ts';

/** What a platform keeps of each community that it was installed in, sealed in the precious database. */
export interface TenantSecrets {
  find(tenant: string): Promise<string | undefined>;
  /** Takes the place of what was kept. */
  save(tenant: string, secret: string): Promise<void>;
  remove(tenant: string): Promise<void>;
  /** Runs the work while no copy of the bot runs any for the same tenant. */
  alone<T>(tenant: string, work: () => Promise<T>): Promise<T>;
}

export interface TenantSecretsParts {
  readonly platform: string;
  readonly state: State;
  /** As `STATE_KEYS` has them. */
  readonly keys: string;
  readonly clock: Clock;
}

/** Nobody who asks for something waits longer for another copy of the bot. */
const PATIENCE_MS = 20_000;

/** @throws UserError where the keys are none */
export function tenantSecrets({ platform, state, keys, clock }: TenantSecretsParts): TenantSecrets {
  const installations = state.installations(parseVault(keys, 'STATE_KEYS'));
  const host = { leases: state.leases, clock, holder: randomUUID(), wait };
  return {
    find: async (tenant) => (await installations.find({ platform, tenant }))?.secret,
    save: async (tenant, secret) => installations.save({ platform, tenant }, secret, clock.now()),
    async remove(tenant) {
      await installations.remove({ platform, tenant });
    },
    alone: async (tenant, work) =>
      withLease(host, { name: `${platform} ${tenant}`, patienceMs: PATIENCE_MS }, async () => work()),
  };
}

async function wait(ms: number, stop?: AbortSignal): Promise<void> {
  await systemPause(ms, stop).catch((error: unknown) => {
    if (stop?.aborted !== true) throw error;
  });
}
