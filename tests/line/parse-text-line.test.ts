import { describe, expect, it } from 'vitest';
import { parseTextLine } from '../../src/line/parse-text-line.ts';

const read = (line: string) => {
  const parsed = parseTextLine(line, (command) => (command === 'check' ? 'text' : undefined));
  return parsed && Object.fromEntries(parsed.named);
};

describe('a line that is one text', () => {
  it.for([
    ['check Kerry said so', { text: 'Kerry said so' }],
    ['/check Kerry said so', { text: 'Kerry said so' }],
    ['CHECK since:7d outlet:x "no" why?', { text: 'since:7d outlet:x "no" why?' }],
    ['check "his own words"', { text: '"his own words"' }],
    ['check text:"Kerry: “no”?"', { text: 'Kerry: “no”?' }],
    ['check text:“he said "no"”', { text: 'he said "no"' }],
    ['check text:Kerry', { text: 'Kerry' }],
    ['check text:"a" and "b" are words', { text: '"a" and "b" are words' }],
    ['check', {}],
    ['check text:', {}],
  ] as const)('“%s” keeps all of it', ([line, expected]) => {
    expect(read(line)).toEqual(expected);
  });

  it.for([
    ['check Kerry said so page:2', { text: 'Kerry said so', page: '2' }],
    ['check text:"Kerry said so" page:2', { text: 'Kerry said so', page: '2' }],
    ['check public:yes text:"Kerry said so" page:2', { text: 'Kerry said so', page: '2', public: 'yes' }],
    ['public:yes check Kerry said so', { text: 'Kerry said so', public: 'yes' }],
    ['check see page:2 of it', { text: 'see page:2 of it' }],
    ['check text:"see page:2"', { text: 'see page:2' }],
    ['check he went public: then', { text: 'he went public: then' }],
  ] as const)(
    '“%s” has page and visibility only at its ends, because pasted text may hold the same words',
    ([line, expected]) => {
      expect(read(line)).toEqual(expected);
    },
  );

  it('is none where another command begins it', () => {
    for (const line of ['brief check', '"check" x', 'checks x', '']) expect(read(line), line).toBeUndefined();
  });
});
