import { z } from 'zod';
import { UserError } from './errors.ts';
import { fold } from './fold.ts';
import { nearest } from './nearest.ts';
import { cutText } from './text.ts';

/** A place's time in the IANA database, with all its clock changes: `Europe/Paris`. Never a fixed offset, except UTC. */
export const zoneSchema = z
  .string()
  .refine((id) => spelt(id) === id, 'a time zone is named as in the IANA database, such as "Europe/Paris"')
  .brand<'Zone'>();
export type Zone = z.infer<typeof zoneSchema>;

export const UTC = 'UTC' as Zone; // what `zoneSchema` lets through

/** Names of today that `Intl` still lists under an older one; both are understood. */
const NEWER = [
  'America/Argentina/Buenos_Aires',
  'America/Nuuk',
  'Africa/Asmara',
  'Asia/Ho_Chi_Minh',
  'Asia/Kathmandu',
  'Asia/Kolkata',
  'Asia/Yangon',
  'Atlantic/Faroe',
  'Europe/Kyiv',
  'Pacific/Chuuk',
  'Pacific/Kanton',
  'Pacific/Pohnpei',
];

let listed: readonly Zone[] | undefined;

/** Every zone that is offered, by name. Others of the IANA database are understood too. */
export function allZones(): readonly Zone[] {
  return (listed ??= [...new Set([...Intl.supportedValuesOf('timeZone'), ...NEWER])]
    .toSorted()
    .map(spelt)
    .filter((zone): zone is Zone => zone !== undefined));
}

/**
 * The zone that somebody typed: its name in any case, or the city in it where only one zone has it.
 * @throws UserError that names the nearest, and for abbreviations such as CET, which mean an offset and not a place
 */
export function parseZone(text: string): Zone {
  const typed = text.trim();
  const zone = spelt(typed);
  if (zone !== undefined) return zone as Zone; // as `zoneSchema` lets it through
  const shown = `"${cutText(typed, 40)}"`;
  if (typed === '') throw new UserError('Name a time zone, such as Europe/Paris.');
  if (/^[A-Z]{2,5}$/i.test(typed) && knownAs(typed) !== undefined) {
    throw new UserError(
      `${shown} names an offset, which is wrong for half of the year in most places: name a city's zone, such as Europe/Paris.`,
    );
  }
  if (/^(?:utc|gmt)?\s*[+-]\s*\d/i.test(typed)) {
    throw new UserError(
      `${shown} is an offset, which changes with the clocks in most places: name a city's zone, such as Europe/Paris.`,
    );
  }
  const ofCity = allZones().filter((id) => cityOf(id) === fold(typed));
  const [only] = ofCity;
  if (only && ofCity.length === 1) return only;
  const near = ofCity.length > 1 ? ofCity : zonesLike(typed, 3);
  const hint = near.length > 0 ? `did you mean ${near.slice(0, 3).join(' or ')}?` : 'name one such as Europe/Paris.';
  throw new UserError(`There is no time zone ${shown}: ${hint}`);
}

/** Zones to offer for what was typed so far, the likeliest first: whose city or name begins so, holds it, or is nearly it. */
export function zonesLike(text: string, limit: number): readonly Zone[] {
  const wanted = fold(text);
  if (wanted === '') return allZones().slice(0, limit);
  const ranked = allZones()
    .map((zone) => ({ zone, rank: rankOf(zone, wanted) }))
    .filter(({ rank }) => rank < Number.POSITIVE_INFINITY)
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ zone }) => zone);
  if (ranked.length > 0) return ranked.slice(0, limit);
  const names = new Map(allZones().flatMap((zone) => [[cityOf(zone), zone] as const, [fold(zone), zone] as const]));
  const near = names.get(nearest(wanted, names.keys()) ?? '');
  return near ? [near].slice(0, limit) : [];
}

function rankOf(zone: Zone, wanted: string): number {
  const city = cityOf(zone);
  if (city === wanted) return 0;
  if (city.startsWith(wanted)) return 1;
  const name = fold(zone);
  if (name.startsWith(wanted)) return 2;
  return name.includes(` ${wanted}`) ? 3 : Number.POSITIVE_INFINITY;
}

function cityOf(zone: Zone): string {
  return fold(zone.split('/').at(-1) ?? '');
}

/** A place's zone as the database spells it, however its case was typed. Undefined for all else that stands for a time. */
function spelt(text: string): string | undefined {
  if (/^(?:utc|etc\/utc|gmt|etc\/gmt)$/i.test(text)) return 'UTC';
  if (!/^[a-z][a-z_-]*(?:\/[a-z0-9_+-]+)+$/i.test(text) || /^etc\//i.test(text)) return undefined;
  return knownAs(text);
}

function knownAs(text: string): string | undefined {
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(text).timeZoneId;
  } catch {
    return undefined;
  }
}
