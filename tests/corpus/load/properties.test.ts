import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { stringify } from 'yaml';
import type { FileFormat } from '../../../src/corpus/load/file-name.ts';
import { nearest } from '../../../src/kernel/nearest.ts';
import { problemLines } from '../../../src/corpus/load/problem-text.ts';
import { readBrief } from '../../../src/corpus/load/read-brief.ts';
import { readRegisters } from '../../../src/corpus/load/read-registers.ts';
import { decodeText } from '../../../src/corpus/load/read-text.ts';
import type { Problem } from '../../../src/corpus/problem.ts';
import { FULL, REGISTER_FILES, registers } from './example.ts';

vi.setConfig({ testTimeout: 60_000 });

const formats = fc.constantFrom<FileFormat>('json', 'yaml');
const write = (format: FileFormat, value: unknown): string =>
  format === 'json' ? JSON.stringify(value, null, 1) : stringify(value);

/** Every problem must point into the file, and be fit to be shown. */
function expectSound(problems: readonly Problem[], text: string): void {
  const lines = text.split('\n');
  const unsound = problems.filter((problem) => {
    if (/[\p{Cc}\p{Bidi_Control}\u200b]|undefined|\[object|Invalid input/u.test(problem.message)) return true;
    if (problemLines(problem, 'briefs').some((shown) => /[\p{Cc}\p{Bidi_Control}\u200b]/u.test(shown))) return true;
    const { line = 1, column = 1 } = problem;
    return line < 1 || line > lines.length || column < 1 || column > (lines[line - 1]?.length ?? 0) + 1;
  });
  expect(unsound).toEqual([]);
}

function expectAnswer(format: FileFormat, bytes: Uint8Array): void {
  const buffer = Buffer.from(bytes);
  const read = decodeText(`x.${format}`, buffer);
  if (!read.ok) {
    expect(read.problems.length).toBeGreaterThan(0);
    expectSound(read.problems, buffer.toString('utf8').replace(/^\ufeff/, ''));
    return;
  }
  const loaded = readBrief(`x.${format}`, read.text, registers);
  expectSound(loaded.problems, read.text);
  const errors = loaded.problems.filter(({ severity }) => severity === 'error');
  if (loaded.ok) expect(errors).toEqual([]);
  else expect(errors.length).toBeGreaterThan(0);
  const inRegister = readRegisters([{ path: `actors.${format}`, text: read.text }]);
  expectSound(inRegister.problems, read.text);
}

/** Cuts, doubles and replaces pieces of a text that is in order. */
const damaged = fc
  .record({
    format: formats,
    at: fc.nat(),
    length: fc.nat(40),
    put: fc.oneof(
      fc.string({ unit: 'binary', maxLength: 6 }),
      fc.constantFrom('"', '{', '[', '\n', '\t', ': ', '- ', '*a', '&a ', '!', '\\', '#', '---\n', '%'),
    ),
  })
  .map(({ format, at, length, put }) => {
    const text = write(format, FULL);
    const start = at % text.length;
    return { format, text: text.slice(0, start) + put + text.slice(start + length) };
  });

/** A brief with one value in it replaced by anything. */
const misshapen = fc
  .record({ format: formats, value: fc.jsonValue({ maxDepth: 3 }), at: fc.nat() })
  .map(({ format, value, at }) => {
    const places: ((put: unknown) => unknown)[] = [];
    const visit = (node: unknown, rebuild: (put: unknown) => unknown): void => {
      places.push(rebuild);
      if (Array.isArray(node)) node.forEach((item, index) => visit(item, (put) => rebuild(node.with(index, put))));
      else if (typeof node === 'object' && node !== null) {
        for (const [key, item] of Object.entries(node)) visit(item, (put) => rebuild({ ...node, [key]: put }));
      }
    };
    visit(FULL, (put) => put);
    return { format, text: write(format, places[at % places.length]?.(value)) };
  });

describe('whatever a file holds', () => {
  it('answers any bytes with a brief or with an error that points into the file', () => {
    fc.assert(fc.property(formats, fc.uint8Array({ maxLength: 300 }), expectAnswer), { numRuns: 200 });
  });

  it('answers any text so', () => {
    fc.assert(
      fc.property(formats, fc.string({ unit: 'binary', maxLength: 200 }), (format, text) =>
        expectAnswer(format, Buffer.from(text)),
      ),
      { numRuns: 200 },
    );
  });

  it('answers a brief that was damaged so', () => {
    fc.assert(
      fc.property(damaged, ({ format, text }) => expectAnswer(format, Buffer.from(text))),
      { numRuns: 150 },
    );
  });

  it('answers a brief cut short anywhere so', () => {
    fc.assert(
      fc.property(formats, fc.nat(), (format, at) => {
        const bytes = Buffer.from(write(format, FULL));
        expectAnswer(format, bytes.subarray(0, at % bytes.length));
        if (format === 'json')
          expect(readBrief('x.json', bytes.subarray(0, at % bytes.length).toString('utf8'), registers).ok).toBe(false);
      }),
      { numRuns: 100 },
    );
  });

  it('answers a value of the wrong shape anywhere so', () => {
    fc.assert(
      fc.property(misshapen, ({ format, text }) => expectAnswer(format, Buffer.from(text))),
      { numRuns: 150 },
    );
  });

  it('answers a register with anything in it so', () => {
    const entries = fc.dictionary(
      fc.oneof(fc.constantFrom('a', 'b', 'c', 'constructor'), fc.string()),
      fc.jsonValue({ maxDepth: 2 }),
    );
    const linked = fc.dictionary(
      fc.constantFrom('a', 'b', 'c', 'd'),
      fc.record(
        {
          name: fc.constantFrom('A', 'B', 'a', '—'),
          kind: fc.constant('person'),
          within: fc.constantFrom('a', 'b', 'c', 'd'),
        },
        { requiredKeys: ['name', 'kind'] },
      ),
    );
    fc.assert(
      fc.property(fc.oneof(entries, linked), (register) => {
        const text = JSON.stringify(register);
        const { problems, registers: made } = readRegisters([
          { path: 'actors.json', text },
          { path: 'topics.json', text },
        ]);
        expectSound(problems, text);
        for (const start of made.actors.keys()) {
          let steps = 0;
          for (let id = made.actors.get(start)?.within; id !== undefined; id = made.actors.get(id)?.within)
            expect(++steps).toBeLessThan(10);
        }
      }),
    );
  });
});

describe('one brief in two formats', () => {
  const text = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
    .map((raw) => raw.replaceAll(/[\p{Cc}\s]+/gu, ' ').trim() || 'x');
  const date = fc.constantFrom('2016', '2016-11', '2016-11-29', '2016-11-22/2016-11-28', {
    date: '2016',
    basis: 'inferred',
    because: 'it says so',
  });
  const name = fc.constantFrom(
    'sergey-lavrov',
    'Лавров',
    'Josh Rogin',
    'Moscow',
    'Somebody: Else',
    '"Quoted" Name',
    '#1 Man',
  );
  const briefs = fc.record({
    headline: text,
    summary: text,
    language: fc.constantFrom('en', 'no', 'ru'),
    source: fc.record({ title: text, author: text, outlet: name }, { requiredKeys: ['title'] }),
    published: date,
    points: fc.array(fc.record({ text, on: date, actors: fc.array(name), note: text }, { requiredKeys: ['text'] }), {
      maxLength: 4,
    }),
    statements: fc.array(fc.record({ by: name, said: text, about: fc.array(name) }, { requiredKeys: ['by', 'said'] }), {
      maxLength: 4,
    }),
    figures: fc.array(
      fc.record({
        metric: fc.constant('deaths'),
        value: fc.oneof(
          fc.integer(),
          fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
          text,
        ),
        text,
      }),
      { maxLength: 3 },
    ),
    notes: fc.array(text, { maxLength: 3 }),
  });

  it('is the same brief with the same plain names', () => {
    fc.assert(
      fc.property(briefs, (brief) => {
        const json = readBrief('x.json', JSON.stringify(brief), registers);
        const yaml = readBrief('x.yaml', stringify(brief), registers);
        expect(json.ok, json.problems.map(({ message }) => message).join('\n')).toBe(true);
        if (!json.ok || !yaml.ok) throw new Error(yaml.problems.map(({ message }) => message).join('\n'));
        expect(yaml.brief).toEqual(json.brief);
        expect(yaml.plainNames).toEqual(json.plainNames);
      }),
      { numRuns: 100 },
    );
  });

  it('holds for the registers too', () => {
    const yaml = Object.entries(REGISTER_FILES).map(([path, content]) => ({
      path: path.replace('json', 'yaml'),
      text: stringify(JSON.parse(content)),
    }));
    const { registers: read, problems } = readRegisters(yaml);
    expect(problems).toEqual([]);
    expect([read.actors, read.places, read.topics]).toEqual([registers.actors, registers.places, registers.topics]);
  });
});

describe('the nearest word', () => {
  it('is one of the candidates, and a candidate itself is nearest to itself', () => {
    const words = fc.array(fc.string({ minLength: 1, maxLength: 12 }), { minLength: 1 });
    fc.assert(
      fc.property(words, fc.string({ maxLength: 12 }), fc.nat(), (candidates, word, at) => {
        expect([undefined, ...candidates]).toContain(nearest(word, candidates));
        const own = candidates[at % candidates.length] ?? '';
        expect(nearest(own, candidates)?.toLowerCase().replaceAll(/[\s_]/g, '-')).toBe(
          own.toLowerCase().replaceAll(/[\s_]/g, '-'),
        );
      }),
    );
  });

  it('counts two neighbours that changed places as one mistake', () => {
    expect(nearest('pionts', ['points', 'prints'])).toBe('points');
    expect(nearest('by', ['to', 'on'])).toBeUndefined();
  });
});
