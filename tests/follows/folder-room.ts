import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { State } from '../../src/state/open-state.ts';
import { TestCorpus } from '../corpus/index/folder.ts';
import { openCopy, type NewsCopy } from '../news/newsroom.ts';
import { MovableClock } from './movable-clock.ts';
import { Newsroom } from './newsroom.ts';

/** The briefs and registers of the project. */
const OURS = join(import.meta.dirname, '..', '..', 'briefs');
const REGISTERS = ['actors.yaml', 'places.yaml', 'topics.yaml'];

/** Those who follow, over a folder in which briefs of the project are put and edited as their keepers do. */
export class FolderRoom {
  readonly room: Newsroom;
  readonly #folder: TestCorpus;
  readonly #copy: NewsCopy;

  private constructor(room: Newsroom, folder: TestCorpus, copy: NewsCopy) {
    this.room = room;
    this.#folder = folder;
    this.#copy = copy;
  }

  static async open(state: State): Promise<FolderRoom> {
    const clock = new MovableClock('2016-12-01T09:30:00Z');
    const folder = new TestCorpus(Object.fromEntries(REGISTERS.map((name) => [name, ours(name)])));
    const copy = await openCopy({ folder, state, clock });
    return new FolderRoom(new Newsroom(state, copy.briefs.corpus, { clock, news: copy.news }), folder, copy);
  }

  /** A brief of the project, as it is or edited, is put into the folder, and the index is brought up to it. */
  async put(id: string, edit: (text: string) => string = (text) => text): Promise<void> {
    await this.write(`${id}.yaml`, edit(ours(`${id}.yaml`)));
  }

  async write(path: string, text: string): Promise<void> {
    this.#folder.write(path, text);
    await this.#copy.briefs.sync();
    const error = this.#copy.briefs.corpus.state().problems.find(({ severity }) => severity === 'error');
    if (error) throw new Error(`${error.file}: ${error.message}`);
  }

  async remove(path: string): Promise<void> {
    this.#folder.remove(path);
    await this.#copy.briefs.sync();
  }

  async end(): Promise<void> {
    await this.#copy.recorder.close();
    await this.#folder.end();
  }
}

function ours(name: string): string {
  return readFileSync(join(OURS, name), 'utf8');
}
