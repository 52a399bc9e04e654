import { expect, test } from 'vitest';
import { timeText } from './time-text.ts';

const reader = { zone: 'Europe/Berlin', now: '2016-12-01T09:30:00Z' };

test.each([
  ['<t:1480408200>', '29 November 2016 at 09:30'],
  ['<t:1480408200:f>', '29 November 2016 at 09:30'],
  ['<t:1480408200:D>', '29 November 2016'],
  ['<t:1480408200:d>', '29/11/2016'],
  ['<t:1480408200:t>', '09:30'],
  ['<t:1480408200:R>', '2 days ago'],
  ['<t:1480591800:R>', 'in 2 hours'],
  ['<t:1480583400:R>', '20 minutes ago'],
])('%s is read as “%s” in the reader’s zone', (markup, text) => {
  expect(timeText(markup, reader)).toBe(text);
});
