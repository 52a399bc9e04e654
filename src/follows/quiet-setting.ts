import { quietHoursSchema, type QuietHours } from '../digests/quiet-hours.ts';
import type { Audience } from '../state/audience.ts';
import type { Setting, Settings } from '../state/settings.ts';

const quietHours: Setting<QuietHours> = { key: 'quiet-hours', schema: quietHoursSchema };

export function readQuiet(settings: Settings, audience: Audience): Promise<QuietHours | undefined> {
  return settings.read(scopeOf(audience), quietHours);
}

/** Undefined ends them. */
export async function writeQuiet(
  settings: Settings,
  audience: Audience,
  quiet: QuietHours | undefined,
  now: Temporal.Instant,
): Promise<void> {
  if (quiet) await settings.write(scopeOf(audience), quietHours, quiet, now);
  else await settings.forget(scopeOf(audience), quietHours);
}

function scopeOf({ platform, tenant, kind, id }: Audience) {
  return ['follows', platform, tenant, kind, id];
}
