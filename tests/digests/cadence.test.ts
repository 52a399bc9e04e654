import { describe, expect, it } from 'vitest';
import { cadenceSchema, nextSlots, slotsBetween } from '../../src/digests/cadence.ts';
import { parseCadence } from '../../src/digests/parse-cadence.ts';
import { parseZone } from '../../src/kernel/zone.ts';

const at = (text: string) => Temporal.Instant.from(text);

/** The next slots as the clock on the wall shows them. */
function next(text: string, zone: string, after: string, count: number): readonly string[] {
  const place = parseZone(zone);
  return nextSlots(parseCadence(text, place), at(after), count).map((slot) =>
    slot.toZonedDateTimeISO(place).toString({ timeZoneName: 'never', smallestUnit: 'minute' }),
  );
}

describe('slots', () => {
  it('come at the local time, whatever the clocks do over the year', () => {
    expect(next('mon 8:00', 'Europe/Paris', '2026-03-20T00:00:00Z', 3)).toEqual([
      '2026-03-23T08:00+01:00',
      '2026-03-30T08:00+02:00',
      '2026-04-06T08:00+02:00',
    ]);
  });

  it('move to the next valid minute where a clock change skips theirs, and are one where two meet there', () => {
    expect(next('daily 2:15, 2:45, 3:00 and 3:30', 'Europe/Paris', '2026-03-28T03:00:00Z', 3)).toEqual([
      '2026-03-29T03:00+02:00',
      '2026-03-29T03:30+02:00',
      '2026-03-30T02:15+02:00',
    ]);
  });

  it('come once in an hour that happens twice, the first time', () => {
    expect(next('daily 2:30', 'Europe/Paris', '2026-10-24T12:00:00Z', 2)).toEqual([
      '2026-10-25T02:30+02:00',
      '2026-10-26T02:30+01:00',
    ]);
  });

  it('move over midnight where midnight is what is skipped, and keep their day of the week', () => {
    // Cairo goes from 24 April 00:00 to 01:00, a Friday.
    expect(next('fri 0:00', 'Africa/Cairo', '2026-04-20T00:00:00Z', 2)).toEqual([
      '2026-04-24T01:00+03:00',
      '2026-05-01T00:00+03:00',
    ]);
  });

  it('survive a day that a place left out', () => {
    // Samoa had no 30 December 2011.
    expect(next('daily 8:00', 'Pacific/Apia', '2011-12-29T18:30:00Z', 3)).toEqual([
      '2011-12-31T00:00+14:00',
      '2011-12-31T08:00+14:00',
      '2012-01-01T08:00+14:00',
    ]);
  });

  it('on a day that a month lacks come on its last day, once', () => {
    expect(next('29th, 30th and 31st at 9', 'UTC', '2026-01-30T10:00:00Z', 5)).toEqual([
      '2026-01-31T09:00+00:00',
      '2026-02-28T09:00+00:00',
      '2026-03-29T09:00+00:00',
      '2026-03-30T09:00+00:00',
      '2026-03-31T09:00+00:00',
    ]);
    expect(next('last day of the month 9:00', 'UTC', '2028-02-01T00:00:00Z', 1)).toEqual(['2028-02-29T09:00+00:00']);
  });

  it('between two instants begin after the first and end with the second', () => {
    const cadence = parseCadence('daily 8:00', parseZone('UTC'));
    const eight = (day: number) => at(`2026-03-0${day}T08:00:00Z`);
    expect(slotsBetween(cadence, eight(1), eight(3))).toEqual([eight(2), eight(3)]);
    expect(slotsBetween(cadence, eight(1).subtract({ milliseconds: 1 }), eight(1))).toEqual([eight(1)]);
    expect(slotsBetween(cadence, eight(1), eight(1))).toEqual([]);
    expect(slotsBetween(cadence, eight(3), eight(1))).toEqual([]);
  });
});

describe('a cadence that is kept', () => {
  it('is read back as it was written, and believed in no other shape', () => {
    const cadence = parseCadence('mon,thu 9:00', parseZone('Europe/Paris'));
    expect(cadenceSchema.parse(JSON.parse(JSON.stringify(cadence)))).toEqual(cadence);
    for (const wrong of [
      { ...cadence, times: [] },
      { ...cadence, times: ['9:00'] },
      { ...cadence, zone: 'CET' },
      { ...cadence, days: { kind: 'week', on: [] } },
      { ...cadence, days: { kind: 'month', on: [32] } },
      { ...cadence, more: true },
    ]) {
      expect(cadenceSchema.safeParse(wrong).success).toBe(false);
    }
  });
});
