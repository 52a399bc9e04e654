import { describe, expect, it } from 'vitest';
import { slotsBetween } from '../../src/digests/cadence.ts';
import { parseCadence } from '../../src/digests/parse-cadence.ts';
import { skippedTimes } from '../../src/digests/skipped-times.ts';
import { allZones, parseZone } from '../../src/kernel/zone.ts';

const NOW = Temporal.Instant.from('2026-03-01T08:00:00Z');
const skipped = (text: string, zone: string) =>
  skippedTimes(parseCadence(text, parseZone(zone)), NOW).map(({ date, time, instead }) => {
    const day = instead.toPlainDate().equals(date) ? '' : `${instead.toPlainDate().toString()} `;
    return `${date.toString()} ${time} → ${day}${instead.toPlainTime().toString({ smallestUnit: 'minute' })}`;
  });

describe('the times that clocks skip within a year', () => {
  it('are those between the hands of the clock before and after, on days on which the digest comes', () => {
    expect(skipped('daily 1:59, 2:00, 2:30, 3:00', 'Europe/Paris')).toEqual([
      '2026-03-29 02:00 → 03:00',
      '2026-03-29 02:30 → 03:00',
    ]);
    expect(skipped('weekdays 2:30', 'Europe/Paris'), 'the clocks change on a Sunday').toEqual([]);
    expect(skipped('last day 2:30', 'Europe/Paris')).toEqual([]);
  });

  it('are none where the clocks go back, and none where they stay', () => {
    expect(skipped('daily 2:30', 'Asia/Tokyo')).toEqual([]);
    expect(skipped('25th 2:30', 'Europe/Paris'), 'October 25th has half past two twice').toEqual([]);
  });

  it('are found where midnight itself is skipped', () => {
    expect(skipped('daily 0:30', 'Asia/Beirut')).toEqual(['2026-03-29 00:30 → 01:00']);
  });

  it('may come on the next day', () => {
    expect(skipped('daily 23:30', 'America/Nuuk')).toEqual(['2026-03-28 23:30 → 2026-03-29 00:00']);
  });

  it('are just those that come at another time than they say', () => {
    const odd = ['Australia/Lord_Howe', 'Antarctica/Troll', 'Africa/Casablanca', 'Africa/Cairo', 'America/Nuuk'];
    const zones = [...odd.map(parseZone), ...allZones().filter((_, at) => at % 9 === 0)];
    for (const zone of zones) {
      const cadence = parseCadence('daily 0:10, 1:10, 2:10, 3:10, 23:10', zone);
      const end = NOW.toZonedDateTimeISO(zone).add({ years: 1 }).toInstant();
      const shown = slotsBetween(cadence, NOW, end).map((slot) => slot.toZonedDateTimeISO(zone).toPlainDateTime());
      // Two times may be skipped by the same change, and come at once.
      const found = new Set(skippedTimes(cadence, NOW).map(({ instead }) => instead.toString()));
      expect([...found], zone).toEqual(shown.filter(({ minute }) => minute !== 10).map(String));
    }
  });
});
