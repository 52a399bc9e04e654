import { describe, expect, it } from 'vitest';
import { briefIdSchema } from '../../src/corpus/ids.ts';
import { briefSchema } from '../../src/corpus/brief-schema.ts';
import { registerSchemas } from '../../src/corpus/register-schema.ts';
import { generateCorpus, type CorpusFile } from './generate-corpus.ts';

const options = { briefs: 400, seed: 7 };
const files = [...generateCorpus(options)];
const registers = files.slice(0, 3);
const briefs = files.slice(3);

const named = (path: string): CorpusFile => {
  const file = registers.find((candidate) => candidate.path === path);
  if (!file) throw new Error(`no ${path}`);
  return file;
};
const idOf = (file: CorpusFile): string => file.path.replace(/^.*\//, '').replace(/\.json$/, '');

describe('a generated corpus', () => {
  it('is the same for the same seed, so that two runs of a bench measure the same thing', () => {
    expect([...generateCorpus(options)]).toEqual(files);
    expect([...generateCorpus({ ...options, seed: 8 })]).not.toEqual(files);
  });

  it('holds as many briefs as were asked for, each under an id of its own that is valid', () => {
    const ids = briefs.map((file) => briefIdSchema.parse(idOf(file)));
    expect(ids).toHaveLength(options.briefs);
    expect(new Set(ids).size).toBe(options.briefs);
  });

  it('passes the schemas that real briefs must pass, so that nothing of it is refused', () => {
    const brief = briefSchema.array();
    const parsed = brief.safeParse(briefs.map((file): unknown => JSON.parse(file.text)));
    expect(parsed.error?.issues ?? []).toEqual([]);
    for (const kind of ['actors', 'places', 'topics'] as const) {
      const register = registerSchemas[kind].safeParse(JSON.parse(named(`${kind}.json`).text));
      expect(register.error?.issues ?? []).toEqual([]);
    }
  });

  it('gives each subject an id that no other kind uses, because an id means one thing in a corpus', () => {
    const ids = registers.flatMap((file) => Object.keys(JSON.parse(file.text) as Record<string, unknown>));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('speaks of a few subjects very often, of most seldom, and of some that no register knows', () => {
    const known = new Set(Object.keys(JSON.parse(named('actors.json').text) as Record<string, unknown>));
    const counts = new Map<string, number>();
    const plain = new Set<string>();
    for (const file of briefs) {
      const content = briefSchema.parse(JSON.parse(file.text));
      const mentioned = new Set([...content.points.flatMap((point) => point.actors), ...content.actors]);
      for (const id of mentioned) {
        if (known.has(id)) counts.set(id, (counts.get(id) ?? 0) + 1);
        else plain.add(id);
      }
    }
    const often = [...counts.values()].toSorted((a, b) => b - a);
    expect(often[0]).toBeGreaterThan(options.briefs / 6);
    expect(plain.size).toBeGreaterThan(5);
  });

  it('makes briefs of about two kilobytes', () => {
    const bytes = briefs.reduce((sum, file) => sum + Buffer.byteLength(file.text), 0) / briefs.length;
    expect(bytes).toBeGreaterThan(1_500);
    expect(bytes).toBeLessThan(2_600);
  });
});
