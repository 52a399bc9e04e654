import { beforeEach, describe, expect, it } from 'vitest';
import type { SubjectId } from '../../src/corpus/ids.ts';
import { runFollows, type RunningFollows } from '../../src/follows/run-follows.ts';
import type { Channels } from '../../src/platform.ts';
import { databasesOf } from '../state/databases.ts';
import { ann, Newsroom } from './newsroom.ts';
import { SmallCorpus } from './small-corpus.ts';

const databases = databasesOf('sqlite');
let room: Newsroom;
let small: SmallCorpus;
let platforms: Map<string, Channels>;
let beats: (() => Promise<void>)[];
let opened: number;
let follows: RunningFollows;

beforeEach(async () => {
  small = new SmallCorpus();
  const state = await databases.fresh();
  room = new Newsroom(state, small.corpus);
  platforms = new Map([['chat', room.channels]]);
  beats = [];
  opened = 0;
  follows = runFollows({
    state: () => {
      opened += 1;
      return Promise.resolve(state);
    },
    news: room.news,
    corpus: small.corpus,
    channels: () => platforms,
    clock: room.clock,
    logger: room.logger,
    holder: 'one',
    beat: (task) => {
      beats.push(task);
      return Promise.resolve({ stop: () => void beats.splice(beats.indexOf(task), 1) });
    },
  });
});

async function beat(): Promise<void> {
  await Promise.all(beats.map((task) => task()));
}

async function newsOfAleppo(name: string): Promise<void> {
  await room.arrive(small.add(name, 'aleppo'));
}

const followAleppo = () => follows.office.follow(ann, { subject: 'aleppo' as SubjectId, by: ann.id }, room.clock.now());

describe('following, as the app runs it', () => {
  it('tells at each beat, and answers the commands from the same database', async () => {
    await follows.start();
    await beat();
    expect(await followAleppo()).toBe(true);
    await newsOfAleppo('one');
    await beat();
    expect(room.channels.of(ann.id)).toHaveLength(1);
    await beat();
    expect(room.channels.of(ann.id)).toHaveLength(1);
    expect(room.trouble()).toEqual([]);
  });

  it('tells when the briefs changed, without waiting for a beat', async () => {
    await follows.start();
    await beat();
    await followAleppo();
    await newsOfAleppo('one');
    follows.changed();
    await follows.stop();
    // What was begun before the stop is begun whole or not at all: whoever starts next tells the rest.
    await room.copy().tick(room.clock.now());
    expect(room.channels.of(ann.id)).toHaveLength(1);
  });

  it('does nothing before it is started, nor after it is stopped', async () => {
    follows.changed();
    await follows.stop();
    await follows.stop();
    await follows.start();
    follows.changed();
    expect(beats).toEqual([]);
    expect(opened).toBe(0);
  });

  it('looks no more once it is stopped, though a beat comes late', async () => {
    await follows.start();
    await beat();
    await followAleppo();
    await newsOfAleppo('one');
    const [late] = beats;
    await follows.stop();
    expect(beats).toEqual([]);
    await late?.();
    expect(room.channels.stored).toEqual([]);
  });

  it('opens no database where no platform runs', async () => {
    platforms.clear();
    await follows.start();
    await beat();
    expect(opened).toBe(0);
  });
});
