import { describe, expect, test } from 'vitest';
import { inked, run, type Line } from '../../../src/platforms/terminal/parts/runs.ts';
import { NO_BREAK, wrapped } from '../../../src/platforms/terminal/parts/wrap.ts';

const texts = (lines: readonly Line[]) => lines.map((line) => inked(line, { colours: false, links: false }));

describe('wrapped', () => {
  test('parts lines at spaces', () => {
    expect(texts(wrapped([run('one two three')], 8))).toEqual(['one two', 'three']);
  });

  test('parts ideographs anywhere, but never begins a line with a full stop', () => {
    expect(texts(wrapped([run('阿勒颇停火。')], 10))).toEqual(['阿勒颇停', '火。']);
  });

  test('keeps a citation with its word', () => {
    expect(texts(wrapped([run('he said so'), run(`${NO_BREAK}[1]`)], 12))).toEqual(['he said', 'so [1]']);
    expect(texts(wrapped([run('unbreakable'), run(`${NO_BREAK}[1]`)], 12))).toEqual(['unbreakable', '[1]']);
  });

  test('chops a word that is wider than a line, but leaves an address whole, to be copied', () => {
    expect(texts(wrapped([run('a abcdefgh b')], 5))).toEqual(['a', 'abcde', 'fgh b']);
    expect(texts(wrapped([run('a http://x.org b')], 5))).toEqual(['a', 'http://x.org', 'b']);
    expect(texts(wrapped([run('http://x')], 5, { chopsAddresses: true }))).toEqual(['http:', '//x']);
  });

  test('gives each line its own styles, so that none runs on into the next', () => {
    const lines = wrapped([run('one two', 'bold')], 4).map((line) => inked(line, { colours: true, links: false }));
    expect(lines).toEqual(['\u001b[1mone\u001b[22m', '\u001b[1mtwo\u001b[22m']);
  });
});
