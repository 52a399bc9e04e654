import { describe, expect, it } from 'vitest';
import { allZones, parseZone, zoneSchema, zonesLike } from '../../src/kernel/zone.ts';
import { UserError } from '../../src/kernel/errors.ts';

function said(text: string): string {
  try {
    return parseZone(text);
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
}

describe('a time zone', () => {
  it.each([
    ['Europe/Paris', 'Europe/Paris'],
    [' europe/PARIS ', 'Europe/Paris'],
    ['paris', 'Europe/Paris'],
    ['New York', 'America/New_York'],
    ['são paulo', 'America/Sao_Paulo'],
    ['Asia/Kolkata', 'Asia/Kolkata'],
    ['kyiv', 'Europe/Kyiv'],
    ['utc', 'UTC'],
    ['Etc/UTC', 'UTC'],
    ['America/Argentina/Ushuaia', 'America/Argentina/Ushuaia'],
  ])('is understood by its name or its city: %s', (typed, zone) => {
    expect(said(typed)).toBe(zone);
    expect(zoneSchema.parse(zone)).toBe(zone);
  });

  it.each([
    ['', 'Name a time zone, such as Europe/Paris.'],
    ['Europe/Pariss', 'There is no time zone "Europe/Pariss": did you mean Europe/Paris?'],
    ['Lodnon', 'There is no time zone "Lodnon": did you mean Europe/London?'],
    ['Mars/Olympus', 'There is no time zone "Mars/Olympus": name one such as Europe/Paris.'],
    [
      'CET',
      '"CET" names an offset, which is wrong for half of the year in most places: name a city\'s zone, such as Europe/Paris.',
    ],
    [
      '+02:00',
      '"+02:00" is an offset, which changes with the clocks in most places: name a city\'s zone, such as Europe/Paris.',
    ],
    [
      'UTC+2',
      '"UTC+2" is an offset, which changes with the clocks in most places: name a city\'s zone, such as Europe/Paris.',
    ],
  ])('that is none is told with what to do: %s', (typed, sentence) => {
    expect(said(typed)).toBe(sentence);
  });

  it.each(['EST', 'Etc/GMT+5', '+01:00', 'europe/paris', '', 'Nowhere/Land'])('is never kept as %s', (text) => {
    expect(zoneSchema.safeParse(text).success).toBe(false);
  });

  it('is offered while it is typed, the likeliest first', () => {
    expect(zonesLike('par', 2)).toEqual(['America/Paramaribo', 'Europe/Paris']);
    expect(zonesLike('europe', 3)).toEqual(['Europe/Amsterdam', 'Europe/Andorra', 'Europe/Astrakhan']);
    expect(zonesLike('york', 3)).toEqual(['America/New_York']);
    expect(zonesLike('', 2)).toHaveLength(2);
    expect(zonesLike('berlni', 2)).toEqual(['Europe/Berlin']);
    expect(zonesLike('qqqqqq', 2)).toEqual([]);
  });

  it('is one of every zone of the machine', () => {
    const zones = allZones();
    expect(new Set(zones).size).toBe(zones.length);
    for (const zone of Intl.supportedValuesOf('timeZone')) {
      // All but the offsets that have no place.
      if (!zone.startsWith('Etc/') && zone.includes('/')) expect(zones).toContain(zone);
    }
  });
});
