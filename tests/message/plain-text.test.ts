import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Spans } from '../../src/message/model.ts';
import { plainSpans, plainText } from '../../src/message/plain-text.ts';
import { anyMessage } from '../fixtures/messages.ts';
import { sampleMessage } from '../fixtures/sample-message.ts';

describe('plainText', () => {
  test('holds all of a message', async () => {
    await expect(plainText(sampleMessage)).toMatchFileSnapshot('golden/sample.txt');
  });

  test('sets a citation apart from the word before it and joins those that follow', () => {
    const spans: Spans = [
      { kind: 'plain', text: 'Denied' },
      { kind: 'cite', n: 1 },
      { kind: 'cite', n: 2 },
    ];
    expect(plainSpans(spans)).toBe('Denied [1][2]');
  });

  test('shows an address after its text only where it is one of the web', () => {
    expect(plainSpans([{ kind: 'link', text: 'here', url: 'https://example.org/a' }])).toBe(
      'here (https://example.org/a)',
    );
    expect(plainSpans([{ kind: 'link', text: 'here', url: 'javascript:alert(1)' }])).toBe('here');
  });

  test('gives a time in UTC, and what is no time as it stands', () => {
    const at = '2016-11-29T23:30:00Z';
    expect(plainSpans([{ kind: 'time', at, style: 'date' }])).toBe('29 Nov 2016');
    expect(plainSpans([{ kind: 'time', at, style: 'relative' }])).toBe('29 Nov 2016, 23:30 UTC');
    expect(plainSpans([{ kind: 'time', at: 'soon', style: 'date' }])).toBe('soon');
  });

  test('lets no control character of foreign text through, and ends every message that cites in its sources', () => {
    fc.assert(
      fc.property(anyMessage, (message) => {
        const text = plainText(message);
        expect(text).not.toMatch(/[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069\u200e\u200f]/u);
        for (const { n } of message.sources)
          expect(text.split('\n')).toContainEqual(expect.stringMatching(`^\\[${n}\\] `));
      }),
      { numRuns: 60 },
    );
  });
});
