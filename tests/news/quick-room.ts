import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { contentsOver } from '../../src/corpus/index/contents.ts';
import { corpusOver } from '../../src/corpus/index/corpus-index.ts';
import { ensureIndex, indexPath, openWriter } from '../../src/corpus/index/index-file.ts';
import { openFolder } from '../../src/corpus/index/open-folder.ts';
import { readAll } from '../../src/corpus/index/read-ahead.ts';
import { IndexReader } from '../../src/corpus/index/reader.ts';
import { sync } from '../../src/corpus/index/sync.ts';
import { createNews } from '../../src/news/create-news.ts';
import type { NewsDesk } from '../../src/news/news.ts';
import { createRecorder } from '../../src/news/recorder.ts';
import type { Mark } from '../../src/state/arrivals.ts';
import { openState, type State } from '../../src/state/open-state.ts';
import { REGISTERS } from '../corpus/index/folder.ts';
import { HandClock } from './newsroom.ts';

/** A newsroom without threads, in which a step takes some milliseconds: for properties that are tried many times. */
export class QuickRoom {
  readonly news: NewsDesk;
  readonly #root: string;
  readonly #briefsDir: string;
  readonly #clock = new HandClock();
  readonly #state: State;
  readonly #writer: DatabaseSync;
  readonly #reader: IndexReader;

  private constructor(state: State, root: string) {
    this.#state = state;
    this.#root = root;
    this.#briefsDir = join(root, 'briefs');
    mkdirSync(this.#briefsDir);
    for (const [path, content] of Object.entries(REGISTERS)) {
      writeFileSync(join(this.#briefsDir, path), JSON.stringify(content));
    }
    const dataDir = join(root, 'data');
    ensureIndex(dataDir, 1000);
    this.#writer = openWriter(indexPath(dataDir), 1000);
    const never = () => {
      throw new Error('the index is damaged or gone');
    };
    this.#reader = new IndexReader(indexPath(dataDir), { damaged: never, missing: never });
    const contents = contentsOver(this.#reader);
    const opened = () => Promise.resolve(state);
    const log = () => undefined;
    const logger = { debug: log, info: log, warn: log, error: log, flushed: () => Promise.resolve() };
    const recorder = createRecorder({ contents, state: opened, clock: this.#clock, logger });
    const corpus = corpusOver(this.#reader, () => ({ problems: [], checkedAt: this.#clock.now().toString() }));
    const step = () => this.#sync();
    this.news = createNews({ corpus, contents, recorder, state: opened, isComplete: () => true, sync: step });
  }

  static async open(): Promise<QuickRoom> {
    const root = mkdtempSync(join(tmpdir(), 'dossier-quick-'));
    return new QuickRoom(await openState({ file: join(root, 'state.sqlite') }), root);
  }

  /** Undefined takes the brief out. */
  put(id: string, content: unknown): void {
    const file = join(this.#briefsDir, `${id}.json`);
    if (content === undefined) rmSync(file, { force: true });
    else writeFileSync(file, JSON.stringify(content));
  }

  /** What was put is in service, and recorded. */
  async mark(): Promise<Mark> {
    await this.#sync();
    return this.news.last(this.#clock.pass(1));
  }

  async end(): Promise<void> {
    this.#reader.close();
    this.#writer.close();
    await this.#state.close();
    rmSync(this.#root, { recursive: true });
  }

  async #sync(): Promise<void> {
    await sync(this.#writer, {
      folder: openFolder(this.#briefsDir),
      read: (reads, reading, registers) => readAll(reading, reads, { briefsDir: this.#briefsDir, registers }),
      // As if every file had just been written: none is taken for unchanged because of its time.
      nowMs: () => 0,
      progress: () => undefined,
      committed: () => undefined,
    });
  }
}
