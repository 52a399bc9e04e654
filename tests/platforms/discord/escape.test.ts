import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanForeign } from '../../../src/kernel/clean-text.ts';
import type { Span, Spans } from '../../../src/message/model.ts';
import { codeText, escapeText, linkText } from '../../../src/platforms/discord/parts/escape.ts';
import { spansText } from '../../../src/platforms/discord/parts/span-text.ts';
import { kindsOf, readMarkdown, seen, type Node } from '../../fakes/discord/read-markdown.ts';
import { HOSTILE_SAMPLES, hostileTexts } from '../../fixtures/hostile-text.ts';

const markup: readonly string[] = [
  ...'**bold** *italic* _italic_ __under__ ~~strike~~ ||spoiler|| `code` ``co`de`` ***x*** *__x__*'.split(' '),
  '```\nblock\n```',
  '# heading',
  '## heading #',
  '-# small print',
  '- item',
  '* item',
  '1. item',
  '  12. item',
  '> quote',
  '>>> quote',
  '[text](https://evil.example)',
  '[text](<https://evil.example> "title")',
  'https://evil.example/a_b_c?x=*y*',
  'HTTP://evil.example',
  '<https://evil.example>',
  '<mailto:a@evil.example> <tel:+123>',
  'steam://run/1 discord://x',
  '<@123> <@!123> <@&123> <#123> </brief:123> <id:customize> <id:linked-roles:123>',
  '<:smile:123> <a:smile:123> :tada: :+1: :flag_de:',
  '<t:0> <t:1618953630:R> <t:-5:d>',
  '@everyone @here',
];
const innocent: readonly string[] = [
  'end](https://evil.example)',
  '](https://evil.example)',
  '(https://evil.example)',
  '~28 Nov 2016 ~',
  'Al-Assad - a name with a hyphen',
  '¯\\_(ツ)_/¯ a\\*b \\',
  '1. 2. 3.',
];
const letters = fc.constantFrom(
  ...'*_~|`<>[]()@#:-.\\/!&t0 1aé“'.split(''),
  'https://a.bc',
  ':a:',
  '@everyone',
  '](',
  '- ',
);
const text = fc.oneof(
  fc.constantFrom(...markup, ...innocent, ...HOSTILE_SAMPLES),
  fc.string({ unit: letters, maxLength: 24 }),
  fc.array(fc.constantFrom(...markup, ...innocent), { maxLength: 3 }).map((parts) => parts.join(' ')),
);

/** All of one line, as one text without any markup. */
function expectPlain(markdown: string, shown: string, kind = 'plain'): void {
  const lines = readMarkdown(markdown);
  expect(lines.map((line) => line.kind)).toEqual(markdown === '' ? [] : [kind]);
  const nodes = lines.flatMap((line) => line.nodes);
  expect(kindsOf(nodes).filter((one) => one !== 'text')).toEqual([]);
  expect(seen(nodes)).toBe(shown);
}

const only = (nodes: readonly Node[], kind: Node['kind']): Node[] => nodes.filter((node) => node.kind === kind);

test.each(markup)('the reader of these tests takes %j for markup, so that it can judge', (sample) => {
  const kinds = readMarkdown(sample).flatMap((line) => [line.kind, ...kindsOf(line.nodes)]);
  expect(kinds.some((kind) => kind !== 'plain' && kind !== 'text')).toBe(true);
});

describe('foreign text', () => {
  test.each([...markup, ...innocent])('%j shows just these characters', (sample) => {
    expectPlain(escapeText(sample), cleanForeign(sample));
  });

  test('shows just its characters, whatever it is and wherever the line is cut into spans', () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 4 }), (parts) => {
        const spans = parts.map((part): Span => ({ kind: 'plain', text: part }));
        expectPlain(spansText(spans), parts.map(cleanForeign).join(''));
      }),
      { numRuns: 2000 },
    );
  });

  test('shows just its characters in an item, in small print and in a quote', () => {
    fc.assert(
      fc.property(text, (sample) => {
        const shown = cleanForeign(sample).trim();
        fc.pre(shown !== '');
        for (const [mark, kind] of [
          ['- ', 'item'],
          ['-# ', 'small print'],
          ['> ', 'quote'],
        ] as const) {
          expectPlain(mark + escapeText(sample).trim(), shown, kind);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('shows just its characters in a thousand of the worst texts that we know', () => {
    for (const sample of hostileTexts({ count: 1000, seed: 7, max: 200 })) {
      expectPlain(escapeText(sample), cleanForeign(sample));
    }
  });

  test('keeps its format and no other, next to any neighbour', () => {
    const kinds = { strong: 'bold', emphasis: 'italic', found: 'underline', quoted: 'italic', plain: 'text' } as const;
    const span = fc.record({ kind: fc.constantFrom('strong', 'emphasis', 'found', 'quoted', 'plain'), text });
    fc.assert(
      fc.property(fc.array(span, { minLength: 1, maxLength: 4 }), (spans) => {
        const nodes = readMarkdown(spansText(spans)).flatMap((line) => line.nodes);
        const wanted = spans.map((one) => ({
          text: one.kind === 'quoted' ? `“${cleanForeign(one.text)}”` : cleanForeign(one.text),
          kind: kinds[one.kind],
        }));
        expect(seen(nodes)).toBe(wanted.map((one) => one.text).join(''));
        const lettersOf = (list: readonly string[]) => list.join('').replaceAll(/[\s\u200b]/g, '');
        for (const kind of ['bold', 'italic', 'underline'] as const) {
          const has = lettersOf(only(nodes, kind).map((node) => seen([node])));
          expect(has).toBe(lettersOf(wanted.filter((one) => one.kind === kind).map((one) => one.text)));
        }
        const known = new Set(['text', 'bold', 'italic', 'underline']);
        expect(kindsOf(nodes).filter((kind) => !known.has(kind))).toEqual([]);
      }),
      { numRuns: 1500 },
    );
  });

  test('makes no link to another place beside a link or a citation of ours', () => {
    const url = 'https://example.org/a_(b)?c=[d]&e=*f*';
    const address = 'https://example.org/a_%28b%29?c=%5Bd%5D&e=%2Af%2A';
    fc.assert(
      fc.property(text, text, (before, after) => {
        const spans: Spans = [
          { kind: 'plain', text: before },
          { kind: 'cite', n: 1 },
          { kind: 'plain', text: after },
          { kind: 'link', text: after, url },
          { kind: 'plain', text: before },
        ];
        for (const [addressOf, links] of [
          [() => address, [address, address]],
          [() => undefined, [address]],
        ] as const) {
          const nodes = readMarkdown(spansText(spans, addressOf)).flatMap((line) => line.nodes);
          expect(only(nodes, 'link').map((node) => 'url' in node && node.url)).toEqual(links);
          expect(kindsOf(nodes).filter((kind) => kind !== 'link' && kind !== 'text')).toEqual([]);
        }
      }),
      { numRuns: 1500 },
    );
  });
});

test('code shows its text, or plain text where a backtick is in it', () => {
  fc.assert(
    fc.property(text, (sample) => {
      const nodes = readMarkdown(codeText(sample)).flatMap((line) => line.nodes);
      expect(seen(nodes)).toBe(cleanForeign(sample));
      expect(kindsOf(nodes).every((kind) => kind === 'code' || kind === 'text')).toBe(true);
    }),
    { numRuns: 1000 },
  );
});

describe('a link', () => {
  test.each([
    ['the handbook', '[the handbook](https://example.org/)'],
    ['evil.example', 'evil.example ([link](https://example.org/))'],
    ['*x* 🎉', '\\*x\\* 🎉 ([link](https://example.org/))'],
    ['https://example.org/', '([link](https://example.org/))'],
  ])('%j carries its text where the platform takes it, and else follows it', (label, markdown) => {
    expect(linkText(label, 'https://example.org/')).toBe(markdown);
  });

  test.each(['javascript:alert(1)', 'not an address', 'http://[::1]/x', undefined])('is none to %s', (url) => {
    expect(linkText('x', url)).toBeUndefined();
  });
});

test('an instant is shown in the zone of each reader, and only a real one', () => {
  const time = (at: string, style: 'date' | 'datetime' | 'relative'): Spans => [{ kind: 'time', at, style }];
  expect(spansText(time('2016-11-29T08:30:00Z', 'datetime'))).toBe('<t:1480408200:f>');
  expect(spansText(time('2016-11-29T08:30:00Z', 'date'))).toBe('<t:1480408200:D>');
  expect(spansText(time('2016-11-29T08:30:00Z', 'relative'))).toBe('<t:1480408200:R>');
  expect(spansText(time('<t:0>', 'date'))).toBe(String.raw`\<t\:0\>`);
});
