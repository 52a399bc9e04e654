import { expect, test } from 'vitest';
import { shownWords } from '../../../src/platforms/discord/parts/shown-words.ts';
import { hostileTexts } from '../../fixtures/hostile-text.ts';

test.each([
  ['**Kerry** offered *Russia* a __swap__ over ||Aleppo||.', 'Kerry offered Russia a swap over Aleppo.'],
  ['> ## Moscow ~~confirms~~ denies', 'Moscow confirms denies'],
  ['-# [Kerry in Geneva](https://example.org/a_b) <@1234> <t:1480000000:R> <:flag:99>', 'Kerry in Geneva'],
  ['- `code` and _emphasis_', 'code and emphasis'],
  [String.raw`\*not emphasis\* and 2 \< 3`, '*not emphasis* and 2 < 3'],
])('%s is read as a reader sees it', (written, seen) => {
  expect(shownWords(written)).toBe(seen);
});

test.each([
  'snake_case_name',
  '3 * 4 * 5',
  'a < b > c',
  'Kerry [sic] said (again)',
  'e-mail',
  'WaPo: 14 districts – 1.8m',
])('%s holds no markup and stays as it is', (text) => {
  expect(shownWords(text)).toBe(text);
});

test('whatever is written keeps its letters', () => {
  for (const text of hostileTexts({ count: 200, seed: 5, max: 4000 })) {
    const bare = text.replaceAll(/<[^<>]*>|\([^()]*\)/gu, '');
    expect(shownWords(bare).match(/\p{L}/gu)?.length).toBe(bare.match(/\p{L}/gu)?.length);
  }
});
