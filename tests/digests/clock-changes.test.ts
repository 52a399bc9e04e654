import { beforeAll, describe, expect, it } from 'vitest';
import { slotsBetween, WEEKDAYS, type Cadence } from '../../src/digests/cadence.ts';
import { quietUntil } from '../../src/digests/quiet-hours.ts';
import { timeOfDaySchema } from '../../src/digests/time-of-day.ts';
import { allZones, type Zone } from '../../src/kernel/zone.ts';
import { MINUTE, WallClock, YEARS } from './wall-clocks.ts';

const instant = (ms: number) => Temporal.Instant.fromEpochMilliseconds(ms);
const time = (text: string) => timeOfDaySchema.parse(text);
const daily = (zone: Zone, times: readonly string[]): Cadence => ({
  days: { kind: 'every-day' },
  times: times.map(time),
  zone,
});

/** Around a change of the clock: more than any change is wide. */
const AROUND = 150 * MINUTE;

interface Change {
  readonly zone: Zone;
  /** The first minute after it. */
  readonly at: number;
  /** Each minute at which the clock shows what it has not shown before, with what it shows. */
  readonly shown: readonly { readonly ms: number; readonly label: string }[];
}

describe('slots in every zone, 2026 to 2028', () => {
  const clocks = new Map<Zone, WallClock>();
  const changes: Change[] = [];
  beforeAll(() => {
    for (const zone of allZones()) {
      const clock = new WallClock(zone);
      clocks.set(zone, clock);
      for (const at of clock.changes(YEARS.from, YEARS.until)) changes.push({ zone, at, shown: walk(clock, at) });
    }
  });

  it('have many zones and clock changes to be tried on', () => {
    expect(clocks.size).toBeGreaterThan(400);
    expect(changes.length).toBeGreaterThan(700);
  });

  it('are the first real minute at which the clock shows the time or later, around every clock change', () => {
    const wrong: string[] = [];
    let slots = 0;
    for (const { zone, at, shown } of changes) {
      const near = shown.filter(({ ms }) => ms <= at + AROUND);
      const times = new Set(near.map(({ label }) => label.slice(12)));
      const found = slotsBetween(daily(zone, [...times]), instant(at - AROUND), instant(at + AROUND));
      const expected = near.map(({ ms }) => ms);
      if (found.map((slot) => slot.epochMilliseconds).join() !== expected.join()) {
        wrong.push(`${zone} around ${instant(at).toString()}: ${found.join()}`);
      }
      slots += expected.length;
    }
    expect(wrong).toEqual([]);
    expect(slots).toBeGreaterThan(200_000);
  });

  it('come on the days that were asked for, at the time that was asked for unless the clock skips it', () => {
    const wrong: string[] = [];
    let moved = 0;
    for (const [n, [zone, clock]] of [...clocks].entries()) {
      // Other days and another time in each zone, at night as often as by day.
      const wanted = `${String(n % 24).padStart(2, '0')}:${String((n * 7) % 60).padStart(2, '0')}`;
      const on = [WEEKDAYS[n % 7] ?? 'monday', WEEKDAYS[(n + 3) % 7] ?? 'monday'];
      const cadence: Cadence = { days: { kind: 'week', on }, times: [time(wanted)], zone };
      const slots = slotsBetween(cadence, instant(YEARS.from - 1), instant(YEARS.until));
      let before: number | undefined;
      for (const slot of slots) {
        const ms = slot.epochMilliseconds;
        const [date = '', shown = ''] = clock.label(ms).split(', ');
        const day = Date.parse(date) / 86_400_000;
        if (!on.includes(WEEKDAYS[(day + 3) % 7] ?? 'monday')) wrong.push(`${zone}: ${date} is none of ${on.join()}`);
        if (before !== undefined && day - before !== 3 && day - before !== 4)
          wrong.push(`${zone}: a gap before ${date}`);
        before = day;
        if (shown === wanted) continue;
        moved++;
        // Moved to the minute of the change that skipped it, and no further.
        const isSkipped = shown > wanted && changes.some((change) => change.zone === zone && change.at === ms);
        if (!isSkipped) wrong.push(`${zone}: ${shown} on ${date} instead of ${wanted}`);
      }
      if (slots.length < 312 || slots.length > 315) wrong.push(`${zone}: ${slots.length} slots`);
    }
    expect(wrong).toEqual([]);
    expect(moved).toBeGreaterThan(0);
  });

  it('end quiet hours at the first real minute, and do not begin them again in a repeated hour', () => {
    const wrong: string[] = [];
    for (const { zone, at, shown } of changes) {
      const first = shown.findLast(({ ms }) => ms <= at - 60 * MINUTE)?.label ?? '';
      for (let minutes = 0; minutes <= 140; minutes += 35) {
        // Also in the hour that is skipped or repeated. The quiet began the evening before.
        const target = labelAfter(first, minutes);
        const quiet = { from: time('18:00'), until: time(target.slice(12)), zone };
        const end = shown.find(({ label }) => label >= target)?.ms ?? 0;
        for (let ms = at - AROUND; ms < at + AROUND; ms += 15 * MINUTE) {
          const found = quietUntil(quiet, instant(ms))?.epochMilliseconds;
          if (found !== (ms < end ? end : undefined)) {
            wrong.push(`${zone}, quiet until ${target}, at ${instant(ms).toString()}: ${found} and not ${end}`);
          }
        }
      }
    }
    expect(wrong).toEqual([]);
  });
});

/** Twice as far after the change as before it: a repeated hour moves what comes later. */
function walk(clock: WallClock, change: number): Change['shown'] {
  const shown: { ms: number; label: string }[] = [];
  let latest = clock.label(change - AROUND);
  for (let ms = change - AROUND + MINUTE; ms <= change + 2 * AROUND; ms += MINUTE) {
    const label = clock.label(ms);
    if (label <= latest) continue;
    latest = label;
    shown.push({ ms, label });
  }
  return shown;
}

/** What a clock without any change would show some minutes later. */
function labelAfter(label: string, minutes: number): string {
  const iso = new Date(Date.parse(`${label.replace(', ', 'T')}Z`) + minutes * MINUTE).toISOString();
  return `${iso.slice(0, 10)}, ${iso.slice(11, 16)}`;
}
