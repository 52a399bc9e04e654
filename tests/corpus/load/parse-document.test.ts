import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { problemsOf } from '../../../src/corpus/load/draft.ts';
import type { FileFormat } from '../../../src/corpus/load/file-name.ts';
import { parseDocument } from '../../../src/corpus/load/parse-document.ts';

const faults = (format: FileFormat, text: string): readonly string[] => {
  const parsed = parseDocument(format, text);
  if (parsed.ok) return [];
  return problemsOf('x', text, parsed.drafts).map(({ line, column, message }) => `${line}:${column} ${message}`);
};

const value = (format: FileFormat, text: string): unknown => {
  const parsed = parseDocument(format, text);
  if (!parsed.ok) throw new Error(faults(format, text).join('\n'));
  return parsed.document.value;
};

describe('parsing text that means harm', () => {
  const bomb = ['a: &a [x,x,x,x,x,x,x,x,x]']
    .concat(
      'bcdefghi'.split('').map((key, at) => `${key}: &${key} [${Array(9).fill(`*${'abcdefghi'[at]}`).join(',')}]`),
    )
    .join('\n');
  const block = Array.from({ length: 400 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n');
  const hostile: readonly (readonly [string, FileFormat, string, RegExp])[] = [
    ['20,000 levels of JSON lists', 'json', '['.repeat(20_000), /^1:65 .*64 levels/],
    ['20,000 levels of JSON objects', 'json', '{"a":'.repeat(20_000), /^1:321 .*64 levels/],
    ['20,000 levels closed again', 'json', '['.repeat(20_000) + ']'.repeat(20_000), /64 levels/],
    ['20,000 levels of YAML flow', 'yaml', '['.repeat(20_000), /^1:65 .*64 levels/],
    ['20,000 levels of YAML flow over as many lines', 'yaml', '[\n'.repeat(20_000), /^65:1 .*64 levels/],
    ['levels hidden behind quoted brackets', 'yaml', '["]",\n'.repeat(20_000), /64 levels/],
    ['20,000 levels of YAML hyphens', 'yaml', '- '.repeat(20_000), /64 levels/],
    ['20,000 levels of YAML question marks', 'yaml', '? '.repeat(20_000), /64 levels/],
    ['levels of YAML indentation', 'yaml', block, /^65:65 .*64 levels/],
    ['a line that the parser would take seconds for', 'yaml', '"'.repeat(250_000), /20,000 characters/],
    ['an alias bomb', 'yaml', bomb, /repeated through \* references/],
    ['an alias that holds itself', 'yaml', 'a: &a [*a]', /^1:8 .*holds itself/],
    ['__proto__ in JSON', 'json', '{"a": {"__proto__": {"b": 1}}}', /^1:8 .*__proto__/],
    ['an escaped __proto__ in JSON', 'json', '{"\\u005f_proto__": 1}', /^1:2 .*__proto__/],
    ['__proto__ in YAML', 'yaml', 'a:\n  __proto__: {b: 1}', /^2:3 .*__proto__/],
    ['an escaped __proto__ in YAML', 'yaml', '"\\x5f_proto__": 1', /^1:1 .*__proto__/],
    ['a NUL by escape in JSON', 'json', '{"a": "b\\u0000"}', /^1:7 .*nobody can see/],
    ['half a character by escape in JSON', 'json', '{"a": "\\ud83d"}', /^1:7 .*nobody can see/],
    ['a terminal escape in YAML', 'yaml', 'a: "\\e[31m"', /^1:4 .*nobody can see/],
    ['a tag of a program', 'yaml', 'a: !!js/function "x"', /tag/],
    ['a binary tag', 'yaml', 'a: !!binary aGk=', /tag/],
    ['another YAML version', 'yaml', '%YAML 1.1\n---\na: yes', /^1:1 .*directive/],
    ['a second document', 'yaml', 'a: b\n---\nc: d', /^2:1 .*one file holds one/],
  ];
  for (const [what, format, text, expected] of hostile) {
    it(`refuses ${what}`, () => {
      expect(faults(format, text)[0]).toMatch(expected);
      expect(Object.hasOwn(Object.prototype, 'b')).toBe(false);
    });
  }
});

describe('parsing what people write', () => {
  it('finds each key that is written twice, in both formats', () => {
    expect(faults('json', '{"a": 1, "b": {"c": 1, "c": 2}, "a": 3}')).toEqual([
      expect.stringMatching(/^1:24 the key `c` is written twice/),
      expect.stringMatching(/^1:33 the key `a` is written twice/),
    ]);
    expect(faults('json', '{"a": 1, "\\u0061": 2}')).toHaveLength(1);
    expect(faults('yaml', 'a: 1\nb: {c: 1, c: 2}\n"a": 3')).toHaveLength(2);
  });

  it('does not take a colon, a quote or a bracket within a text for structure', () => {
    const odd = { 'a:b': 'x": {"[', 'c\\"': ['}', ':', '\\', '"'], d: { e: 'f: "g": [' } };
    expect(value('json', JSON.stringify(odd))).toEqual(odd);
    expect(value('json', '{"a": "b\\tc\\u00e9"}')).toEqual({ a: 'b\tcé' });
  });

  it('reads YAML by the core schema alone: a date, "no" and "1:30" stay text', () => {
    expect(value('yaml', 'a: 2016-11-29\nb: no\nc: 1:30\nd: 1_000\n<<: x\n2016: y')).toEqual({
      a: '2016-11-29',
      b: 'no',
      c: '1:30',
      d: '1_000',
      '<<': 'x',
      '2016': 'y',
    });
  });

  it('reads CRLF, and counts lines by it', () => {
    expect(value('yaml', 'a: b\r\nc:\r\n  - d\r\n')).toEqual({ a: 'b', c: ['d'] });
    expect(faults('yaml', 'a: b\r\nc: d\r\na: e\r\n')).toEqual([expect.stringMatching(/^3:1 /)]);
    expect(faults('json', '{\r\n"a": 1\r\n"b": 2}')).toEqual([expect.stringMatching(/^3:1 a comma is missing/)]);
  });

  it('lets references within reason stand for what they name', () => {
    expect(value('yaml', 'a: &x [1]\nb: *x')).toEqual({ a: [1], b: [1] });
  });

  it('finds places through references, keys and lists', () => {
    const text = 'a: &x\n  - b: 1\nc: *x\n';
    const parsed = parseDocument('yaml', text);
    if (!parsed.ok) throw new Error('not parsed');
    expect(parsed.document.locate(['a', 0, 'b'], 'value')).toBe(text.indexOf('1'));
    expect(parsed.document.locate(['c', 0, 'b'], 'key')).toBe(text.indexOf('b'));
    expect(parsed.document.locate(['c'], 'value')).toBe(text.indexOf('*x'));
    expect(parsed.document.locate(['c', 0, 'nothing'], 'value')).toBe(text.indexOf('b'));
  });

  for (const [text, expected] of [
    ['{"a": 1} x', /^1:10 /],
    ['{"a" 1}', /^1:6 a colon is missing/],
    ["{'a': 1}", /^1:2 a key in double quotes/],
    ['{"a": “x”}', /^1:7 .*straight double quotes/],
    ['{"a": x}', /^1:7 "x" is not a value/],
    ['{"a": 01}', /^1:7 "01" is not a value/],
    ['{"a": "\\x"}', /^1:8 .*backslash/],
    ['{"a": "b\nc"}', /^1:9 .*closing quote/],
    ['{"a": [1, 2}', /^1:12 "}" stands where "]" belongs/],
    ['{"a": [1,, 2]}', /^1:10 /],
    ['{,}', /^1:2 remove this comma/],
    ['{"a": tru', /^1:10 the file ends/],
    ['{\n"a": [1,\n', /^3:1 the file ends/],
  ] as const) {
    it(`finds what is wrong with ${JSON.stringify(text)}`, () => {
      expect(faults('json', text)).toEqual([expect.stringMatching(expected)]);
    });
  }

  it('never loads the YAML parser for a corpus of JSON', () => {
    const module = join(import.meta.dirname, '../../../src/corpus/load/check-folder.ts');
    const probe = `
      const { parseDocument } = await import(${JSON.stringify(module.replace('check-folder', 'parse-document'))});
      const { createRequire } = await import('node:module');
      const loaded = () => Object.keys(createRequire(${JSON.stringify(module)}).cache).some((name) => name.includes('/yaml/'));
      await import(${JSON.stringify(module)});
      parseDocument('json', '{"a": 1, "a": 2}');
      const before = loaded();
      parseDocument('yaml', 'a: 1');
      console.log(before, loaded());`;
    const said = execFileSync(process.execPath, ['--input-type=module', '-e', probe], { encoding: 'utf8' });
    expect(said.trim()).toBe('false true');
  });
});
