import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { textWidth } from '../../../src/kernel/text-width.ts';
import type { Block, Message } from '../../../src/message/model.ts';
import { screenOf, type Screen } from '../../../src/platforms/terminal/limits.ts';
import { offersOf } from '../../../src/platforms/terminal/parts/offers.ts';
import { renderPage } from '../../../src/platforms/terminal/render.ts';
import { anyMessage } from '../../fixtures/messages.ts';
import { sampleMessage } from '../../fixtures/sample-message.ts';

const plainScreen = (columns: number): Screen =>
  screenOf({ isTerminal: true, isInteractive: true, columns, environment: { NO_COLOR: '1' } });
const fullScreen = (columns: number): Screen =>
  screenOf({ isTerminal: true, isInteractive: true, columns, environment: { TERM: 'xterm-kitty' } });

function shown(message: Message, screen: Screen): readonly string[] {
  return renderPage(message, offersOf(message.blocks, { number: 1, of: 2 }, 'brief aleppo'), screen);
}

describe('the sample', () => {
  test.each([40, 80, 120])('reads well in %i columns', async (columns) => {
    await expect(shown(sampleMessage, plainScreen(columns)).join('\n')).toMatchFileSnapshot(
      `golden/sample-${columns}.txt`,
    );
  });

  test('reads well in colours and with links', async () => {
    const text = shown(sampleMessage, fullScreen(80)).join('\n').replaceAll('\u001b', '␛');
    await expect(text).toMatchFileSnapshot('golden/sample-80-colours.txt');
  });

  test('shows the line of each choice where nobody can type a number', () => {
    const piped = screenOf({ isTerminal: false, isInteractive: false, environment: {} });
    expect(shown(sampleMessage, piped).join('\n')).toContain('2 Disputed (disputed aleppo)');
  });
});

describe('foreign text', () => {
  test('reaches a plain screen without a control character or a turn of direction', () => {
    fc.assert(
      fc.property(anyMessage, fc.integer({ min: 24, max: 120 }), (message, columns) => {
        for (const line of shown(message, plainScreen(columns))) {
          expect(line).not.toMatch(/[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069\u200e\u200f\u2028\u2029]/u);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('adds no sequence to those that the renderer makes', () => {
    const escape = String.fromCodePoint(0x1b);
    const own = new RegExp(`${escape}\\[\\d{1,2}m|${escape}\\]8;;(?:https?:[\\x21-\\x7e]*)?${escape}\\\\`, 'g');
    fc.assert(
      fc.property(anyMessage, (message) => {
        for (const line of shown(message, fullScreen(80))) expect(line.replaceAll(own, '')).not.toMatch(/\p{Cc}/u);
      }),
      { numRuns: 40 },
    );
  });

  test('makes the same lines with colours as without, but for addresses and backticks', () => {
    const screen = { ...fullScreen(80), links: false };
    const message = { ...sampleMessage, blocks: sampleMessage.blocks.filter((block) => block.kind !== 'text') };
    const lines = shown(message, screen).map(stripVTControlCharacters);
    expect(lines.join('\n').replaceAll('`', '')).toBe(shown(message, plainScreen(80)).join('\n').replaceAll('`', ''));
  });

  test('keeps every line within the width, unless an address sticks out, to be copied', () => {
    fc.assert(
      fc.property(anyMessage, fc.integer({ min: 24, max: 100 }), (message, columns) => {
        for (const line of shown(message, plainScreen(columns))) {
          if (!line.includes('://')) expect(textWidth(line)).toBeLessThanOrEqual(columns);
        }
      }),
      { numRuns: 40 },
    );
  });
});

test('a citation stays with its word, whether or not a space stands between them', () => {
  const narrow = plainScreen(24);
  for (const text of ['Reported by The Washington Post.', 'Reported by The Washington Post. ']) {
    const block: Block = {
      kind: 'text',
      spans: [
        { kind: 'plain', text },
        { kind: 'cite', n: 4 },
        { kind: 'cite', n: 5 },
      ],
    };
    const lines = renderPage({ tone: 'news', blocks: [block], sources: [] }, [], narrow);
    expect(lines).toEqual(['Reported by The', 'Washington Post. [4][5]']);
  }
});
