/** Who looks at the message, and when. */
export interface Reader {
  /** IANA zone. */
  readonly zone: string;
  /** An instant. */
  readonly now: string;
  /** Names of people by their ids. */
  readonly people: ReadonlyMap<string, string>;
  readonly channels?: ReadonlyMap<string, string> | undefined;
}

const [MINUTE_S, HOUR_S, DAY_S] = [60, 3600, 86_400];

/**
 * An instant such as `<t:1480408200:f>` as the client shows it in British English, by
 * https://docs.discord.com/developers/reference#message-formatting-timestamp-styles.
 */
export function timeText(markup: string, { zone, now }: Pick<Reader, 'zone' | 'now'>): string {
  const [, seconds = '0', style = 'f'] = /^<t:(-?\d+)(?::(\w))?>$/.exec(markup) ?? [];
  const moment = Temporal.Instant.fromEpochMilliseconds(Number(seconds) * 1000);
  if (style === 'R') return relative(Number(seconds) - Temporal.Instant.from(now).epochMilliseconds / 1000);
  return new Intl.DateTimeFormat('en-GB', { ...formats[style], timeZone: zone }).format(moment.epochMilliseconds);
}

const formats: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  t: { timeStyle: 'short' },
  T: { timeStyle: 'medium' },
  d: { dateStyle: 'short' },
  D: { dateStyle: 'long' },
  f: { dateStyle: 'long', timeStyle: 'short' },
  F: { dateStyle: 'full', timeStyle: 'short' },
};

function relative(seconds: number): string {
  const format = new Intl.RelativeTimeFormat('en-GB', { numeric: 'auto' });
  const size = Math.abs(seconds);
  if (size >= DAY_S) return format.format(Math.round(seconds / DAY_S), 'day');
  if (size >= HOUR_S) return format.format(Math.round(seconds / HOUR_S), 'hour');
  return format.format(Math.round(seconds / MINUTE_S), 'minute');
}
