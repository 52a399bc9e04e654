import { describe, expect, test } from 'vitest';
import { readTyped } from '../../../src/platforms/terminal/intake.ts';

const offers = [
  { label: 'More', line: 'brief aleppo page:2' },
  { label: 'Disputed', line: 'disputed' },
];

describe('readTyped', () => {
  test('takes a line without the space around it', () => {
    expect(readTyped('  who lavrov \r', offers)).toEqual({ kind: 'line', line: 'who lavrov' });
  });

  test('takes what was offered under a number', () => {
    expect(readTyped('2', offers)).toEqual({ kind: 'line', line: 'disputed' });
  });

  test('says how many there are for a number that was not offered', () => {
    expect(readTyped('3', offers)).toEqual({ kind: 'no such offer', number: 3, of: 2 });
    expect(readTyped('0', offers)).toEqual({ kind: 'no such offer', number: 0, of: 2 });
  });

  test('takes a number as a line where nothing was offered, and a year as one always', () => {
    expect(readTyped('2', [])).toEqual({ kind: 'line', line: '2' });
    expect(readTyped('2016', offers)).toEqual({ kind: 'line', line: '2016' });
  });

  test.each(['', '   ', '# who lavrov'])('asks nothing for %j', (text) => {
    expect(readTyped(text, offers)).toEqual({ kind: 'nothing' });
  });

  test.each(['exit', 'quit', ' EXIT '])('leaves at %j', (text) => {
    expect(readTyped(text, offers)).toEqual({ kind: 'leave' });
  });
});
