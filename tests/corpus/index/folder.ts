import { mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Corpus } from '../../../src/corpus/corpus.ts';
import type { BriefId, SubjectId } from '../../../src/corpus/ids.ts';
import { openCorpus, type CorpusEvent, type OpenCorpus } from '../../../src/corpus/open-corpus.ts';
import { systemClock, type Clock } from '../../../src/kernel/clock.ts';

export const REGISTERS = {
  'actors.json': {
    russia: { name: 'Russia', kind: 'state', aliases: ['Moscow'] },
    'foreign-ministry': { name: 'Foreign Ministry', kind: 'institution', within: 'russia' },
    'sergey-lavrov': {
      name: 'Sergey Lavrov',
      kind: 'person',
      aliases: ['Lavrov', 'Лавров'],
      roles: [{ title: 'Foreign Minister', of: 'russia', source: 'the ministry' }],
    },
    'john-kerry': { name: 'John Kerry', kind: 'person' },
    tass: { name: 'TASS', kind: 'agency', within: 'russia' },
    'washington-post': { name: 'The Washington Post', kind: 'outlet' },
    'post-media': { name: 'Post Media', kind: 'outlet' },
  },
  'places.json': {
    syria: { name: 'Syria', kind: 'country' },
    aleppo: { name: 'Aleppo', kind: 'city', within: 'syria' },
    'eastern-aleppo': { name: 'Eastern Aleppo', kind: 'district', within: 'aleppo' },
  },
  'topics.json': { ceasefire: { name: 'Ceasefire' } },
} as const;

export function brief(changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    headline: 'Talks go on',
    summary: 'The two sides met.',
    language: 'en',
    source: { outlet: 'washington-post', title: 'Talks' },
    published: '2016-11-29',
    ...changes,
  };
}

/** A folder of briefs and a data folder beside it, with a corpus over both. Removed and closed by `end`. */
export class TestCorpus {
  readonly root = mkdtempSync(join(tmpdir(), 'dossier-index-'));
  readonly briefsDir = join(this.root, 'briefs');
  readonly dataDir = join(this.root, 'data');
  readonly events: CorpusEvent[] = [];
  readonly #opened: OpenCorpus[] = [];

  constructor(files: Readonly<Record<string, unknown>> = REGISTERS) {
    mkdirSync(this.briefsDir);
    for (const [path, content] of Object.entries(files)) this.write(path, content);
  }

  /** `content` as it is where it is text, else as JSON. */
  write(path: string, content: unknown): void {
    const file = join(this.briefsDir, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  }

  /** As if the file had been written long ago, so that only its size and time tell of it. */
  age(path: string): void {
    utimesSync(join(this.briefsDir, path), 1_400_000_000, 1_400_000_000);
  }

  remove(path: string): void {
    rmSync(join(this.briefsDir, path), { recursive: true });
  }

  rename(from: string, to: string): void {
    mkdirSync(dirname(join(this.briefsDir, to)), { recursive: true });
    renameSync(join(this.briefsDir, from), join(this.briefsDir, to));
  }

  removeIndex(): void {
    for (const suffix of ['', '-wal', '-shm']) rmSync(join(this.dataDir, `index.sqlite${suffix}`), { force: true });
  }

  open(dataDir = this.dataDir, clock: Clock = systemClock): OpenCorpus {
    const opened = openCorpus({
      briefsDir: this.briefsDir,
      dataDir,
      clock,
      tell: (event) => this.events.push(event),
    });
    this.#opened.push(opened);
    return opened;
  }

  async synced(dataDir = this.dataDir): Promise<OpenCorpus> {
    const opened = this.open(dataDir);
    await opened.sync();
    return opened;
  }

  async end(): Promise<void> {
    await Promise.all(this.#opened.map((opened) => opened.close()));
    rmSync(this.root, { recursive: true, force: true });
  }
}

export const subject = (id: string): SubjectId => id as SubjectId;
export const briefId = (id: string): BriefId => id as BriefId;

export function idsOf(list: { readonly briefs: readonly { readonly id: string }[] }): string[] {
  return list.briefs.map(({ id }) => id);
}

export function allIds(corpus: Corpus): string[] {
  return idsOf(corpus.briefs({ limit: Infinity }));
}
