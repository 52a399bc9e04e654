import { describe, expect, it } from 'vitest';
import { parseQuietHours, quietHoursSchema, quietUntil } from '../../src/digests/quiet-hours.ts';
import { parseZone, UTC } from '../../src/kernel/zone.ts';
import { UserError } from '../../src/kernel/errors.ts';

const until = (text: string, now: string, zone = 'UTC') =>
  quietUntil(parseQuietHours(text, parseZone(zone)), Temporal.Instant.from(now))?.toString();

describe('quiet hours', () => {
  it('go over midnight, from their first minute up to the one that ends them', () => {
    const night = (now: string) => until('22:00-7:00', now);
    expect(night('2026-03-02T21:59:00Z')).toBeUndefined();
    expect(night('2026-03-02T22:00:00Z')).toBe('2026-03-03T07:00:00Z');
    expect(night('2026-03-03T00:00:00Z')).toBe('2026-03-03T07:00:00Z');
    expect(night('2026-03-03T06:59:59Z')).toBe('2026-03-03T07:00:00Z');
    expect(night('2026-03-03T07:00:00Z')).toBeUndefined();
  });

  it('may lie within one day', () => {
    expect(until('12:00-13:30', '2026-03-02T13:29:00Z')).toBe('2026-03-02T13:30:00Z');
    expect(until('12:00-13:30', '2026-03-02T11:59:00Z')).toBeUndefined();
  });

  it('are those of the place where somebody is', () => {
    expect(until('22:00-7:00', '2026-03-02T21:30:00Z', 'Europe/Paris')).toBe('2026-03-03T06:00:00Z');
    // The night is an hour shorter.
    expect(until('22:00-7:00', '2026-03-28T22:00:00Z', 'Europe/Paris')).toBe('2026-03-29T05:00:00Z');
    // It ends in the hour that is skipped.
    expect(until('22:00-2:30', '2026-03-28T22:00:00Z', 'Europe/Paris')).toBe('2026-03-29T01:00:00Z');
  });

  it.each([
    ['22:00-7:00', '22:00', '07:00'],
    ['10pm to 7 a.m.', '22:00', '07:00'],
    ['22 – 7', '22:00', '07:00'],
    ['midnight until noon', '00:00', '12:00'],
  ])('are understood: %s', (text, from, end) => {
    const quiet = parseQuietHours(text, UTC);
    expect(quiet).toEqual({ from, until: end, zone: 'UTC' });
    expect(quietHoursSchema.parse(quiet)).toEqual(quiet);
  });

  it.each(['', '22:00', '22:00-', '22-7-8', '22:00-25:00', '8-8', 'night'])('say what to do about "%s"', (text) => {
    expect(() => parseQuietHours(text, UTC)).toThrow(UserError);
    expect(() => parseQuietHours(text, UTC)).toThrow(/"22:00-7:00"|write it as 08:00/);
  });
});
