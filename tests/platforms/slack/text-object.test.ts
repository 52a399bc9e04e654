import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanForeign } from '../../../src/kernel/clean-text.ts';
import type { Span, Spans } from '../../../src/message/model.ts';
import { plainObject, smallPrint } from '../../../src/platforms/slack/parts/text-object.ts';
import { readMrkdwn } from '../../fakes/slack/read-mrkdwn.ts';
import { HOSTILE_SAMPLES, hostileTexts } from '../../fixtures/hostile-text.ts';

const plain = (text: string): Span => ({ kind: 'plain', text });
const strong = (text: string): Span => ({ kind: 'strong', text });

describe('small print', () => {
  test('shows our own marks where no text in it could be one', () => {
    expect(smallPrint([plain('Showing '), strong('Aleppo'), plain(' for “alepo”.')])).toEqual({
      type: 'mrkdwn',
      text: 'Showing *Aleppo* for “alepo”.',
      verbatim: true,
    });
    expect(smallPrint([plain('~ before a date: worked out. '), { kind: 'code', text: 'story' }])).toMatchObject({
      text: '~ before a date: worked out. `story`',
    });
    const spans: Spans = [
      plain('Loaded '),
      { kind: 'time', at: '2016-11-29T08:30:00Z', style: 'datetime' },
      plain(', see '),
      { kind: 'link', text: 'the handbook', url: 'https://example.org/a?b=1&c=|' },
      plain(' and '),
      { kind: 'code', text: 'since:7d <x>' },
    ];
    expect(smallPrint(spans)).toMatchObject({
      text: 'Loaded <!date^1480408200^{date_short}, {time}|29 Nov 2016, 08:30 UTC>, see <https://example.org/a?b=1&amp;c=%7C|the handbook> and `since:7d &lt;x&gt;`',
    });
  });

  test.each([
    ['a word that the mark would touch', [plain('un'), strong('known'), plain('s')]],
    ['marks beside one another', [strong('a'), { kind: 'emphasis', text: 'b' }]],
    ['a mark in the text', [plain('a * b '), strong('c')]],
    ['the name of an emoji', [plain('a :tada: '), strong('c')]],
    ['the name of an emoji over two spans', [plain('a :'), strong('tada'), plain(':')]],
    ['a mention', [plain('<!here> '), strong('c')]],
    ['a date that was worked out', [plain('~28 Nov '), strong('c')]],
    ['white space inside the mark', [plain('a'), strong(' b')]],
  ] as const)('is plain with %s', (_, spans) => {
    expect(smallPrint(spans)).toMatchObject({ type: 'plain_text', emoji: false });
  });

  test('has no markup but ours, whatever the text and wherever it stands', () => {
    const kinds = ['plain', 'strong', 'emphasis', 'code', 'found', 'quoted'] as const;
    const text = fc.oneof(
      fc.constantFrom(...HOSTILE_SAMPLES),
      fc.string({ unit: fc.constantFrom(...'*_~`:<>&@#!|^- ab1'.split('')), maxLength: 12 }),
    );
    const span: fc.Arbitrary<Span> = fc.record({ kind: fc.constantFrom(...kinds), text });
    fc.assert(
      fc.property(fc.array(span, { minLength: 1, maxLength: 5 }), (spans) => {
        const object = smallPrint(spans);
        if (object?.type !== 'mrkdwn') return;
        const pieces = readMrkdwn(object.text);
        const words = spans.map((one) => ('text' in one ? cleanForeign(one.text) : '')).join('');
        const seen = pieces.map((piece) => piece.text).join('');
        expect(seen.replaceAll(/[“”]/g, '').trim()).toBe(words.replaceAll(/[“”]/g, '').trim());
        expect(pieces.filter(({ kind }) => !['text', 'bold', 'italic', 'code'].includes(kind))).toEqual([]);
        const marked = (kind: string, of: readonly string[]) => {
          const ours = spans.filter((one) => of.includes(one.kind)).map((one) => ('text' in one ? one.text : ''));
          const read = pieces.filter((piece) => piece.kind === kind).map((piece) => piece.text);
          expect(read).toEqual(ours.map(cleanForeign));
        };
        marked('bold', ['strong', 'found']);
        marked('italic', ['emphasis']);
        marked('code', ['code']);
      }),
      { numRuns: 5000 },
    );
  });
});

test('a plain text is cut to what it may hold, is never empty, and names no emoji', () => {
  for (const text of hostileTexts({ count: 500, seed: 3, max: 300 })) {
    const object = plainObject(text, 75);
    expect(object.text.trim().length).toBeGreaterThan(0);
    expect(object.text.length).toBeLessThanOrEqual(75);
    expect(object.emoji).toBe(false);
  }
});
