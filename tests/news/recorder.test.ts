import { expect, it } from 'vitest';
import { createNews } from '../../src/news/create-news.ts';
import type { Arrivals } from '../../src/state/arrivals.ts';
import { BEFORE_ALL, sequenceSchema } from '../../src/state/ids.ts';
import type { State } from '../../src/state/open-state.ts';
import { StateError } from '../../src/state/state-error.ts';
import { brief, TestCorpus } from '../corpus/index/folder.ts';
import { describeOverEach, sequence } from '../state/databases.ts';
import { HandClock, openCopy } from './newsroom.ts';

const END = sequenceSchema.parse(1_000_000);

async function recorded({ arrivals }: State): Promise<string[]> {
  return (await arrivals.between(BEFORE_ALL, END, 10_000)).map(({ brief: id, kind }) => `${id} ${kind}`);
}

/** A folder whose end does not hang on the test. */
async function inFolder(work: (folder: TestCorpus) => Promise<void>): Promise<void> {
  const folder = new TestCorpus();
  try {
    await work(folder);
  } finally {
    await folder.end();
  }
}

/** A database that refuses so many portions, and counts the briefs that it was given. */
function unreliable(state: State, refusals: number) {
  const counted = { briefs: 0, refused: 0 };
  const record: Arrivals['record'] = (some, now) => {
    counted.briefs += some.length;
    if (counted.refused < refusals) {
      counted.refused += 1;
      return Promise.reject(new StateError('away', 'The database does not answer.'));
    }
    return state.arrivals.record(some, now);
  };
  return { counted, state: { ...state, arrivals: { ...state.arrivals, record } } };
}

describeOverEach('recording', (databases) => {
  it('notes each brief once as new, and each other text of it as a correction, with what it holds', async () => {
    await inFolder(async (folder) => {
      const state = await databases.fresh();
      const clock = new HandClock();
      folder.write('a.json', brief());
      folder.write('b.json', brief({ points: [{ text: 'It rained.' }] }));
      const { recorder, briefs } = await openCopy({ folder, state, clock });
      await recorder.record(clock.now());
      await recorder.record(clock.now());
      folder.write('a.json', brief({ headline: 'Edited' }));
      await briefs.sync();
      await recorder.record(clock.pass(5));
      expect(await recorded(state)).toEqual(['a new', 'b new', 'a correction']);
      const [first, second] = await state.arrivals.versions(['a']);
      expect(second?.at).toEqual(clock.now());
      expect(first?.marks).not.toBe(second?.marks);
      expect(second?.marks).toMatch(/^\[1,/);
    });
  });

  it('reads only what changed since the last time, also after a restart', async () => {
    await inFolder(async (folder) => {
      const { counted, state } = unreliable(await databases.fresh(), 0);
      const clock = new HandClock();
      for (let n = 0; n < 250; n++) folder.write(`brief-${n}.json`, brief({ headline: `${n}` }));
      const { recorder, briefs } = await openCopy({ folder, state, clock });
      await recorder.record(clock.now());
      expect(counted.briefs).toBe(250);
      folder.write('brief-7.json', brief({ headline: 'other' }));
      await briefs.sync();
      await recorder.record(clock.now());
      expect(counted.briefs).toBe(251);
      await recorder.close();
      await briefs.close();

      folder.write('brief-8.json', brief({ headline: 'other' }));
      const again = await openCopy({ folder, state, clock });
      await again.recorder.record(clock.now());
      expect(counted.briefs).toBe(252);
    });
  });

  it('begins anew with a new index or another database, and records nothing twice', async () => {
    await inFolder(async (folder) => {
      const state = await databases.fresh();
      const clock = new HandClock();
      folder.write('a.json', brief());
      const first = await openCopy({ folder, state, clock });
      await first.recorder.record(clock.now());
      await first.briefs.close();
      folder.removeIndex();
      folder.write('b.json', brief());
      const second = await openCopy({ folder, state, clock });
      await second.recorder.record(clock.now());
      expect(await recorded(state)).toEqual(['a new', 'b new']);
      const other = await databases.fresh();
      const third = await openCopy({ folder, state: other, clock });
      await third.recorder.record(clock.now());
      expect(await recorded(other)).toEqual(['a new', 'b new']);
    });
  });

  it('is tried again in the background while the database is away, and nothing is lost', async () => {
    await inFolder(async (folder) => {
      const whole = await databases.fresh();
      const { state } = unreliable(whole, 3);
      const clock = new HandClock();
      for (let n = 0; n < 5; n++) folder.write(`brief-${n}.json`, brief({ headline: `${n}` }));
      const waited: number[] = [];
      const done = Promise.withResolvers<void>();
      const pause = (ms: number) => {
        waited.push(ms);
        return Promise.resolve();
      };
      const heard = (event: string) => {
        if (event === 'arrivals were recorded') done.resolve();
      };
      const { recorder, logged } = await openCopy({ folder, state, clock, pause, heard });
      recorder.soon();
      recorder.soon();
      await done.promise;
      await recorder.close();
      expect(waited).toEqual([1000, 2000, 4000]);
      expect(logged.filter((event) => event === 'arrivals are recorded later')).toHaveLength(3);
      expect(await recorded(whole)).toHaveLength(5);
    });
  });

  it('that was broken off goes on at the next start where it ended', async () => {
    await inFolder(async (folder) => {
      const whole = await databases.fresh();
      const clock = new HandClock();
      for (let n = 0; n < 500; n++) folder.write(`brief-${n}.json`, brief({ headline: `${n}` }));
      let portions = 0;
      const broken: State = {
        ...whole,
        arrivals: {
          ...whole.arrivals,
          record: (some, now) =>
            ++portions === 2 ? Promise.reject(new Error('gone')) : whole.arrivals.record(some, now),
        },
      };
      const first = await openCopy({ folder, state: broken, clock });
      await expect(first.recorder.record(clock.now())).rejects.toThrow('gone');
      expect((await recorded(whole)).length).toBe(200);
      await first.recorder.close();
      const second = await openCopy({ folder, state: whole, clock });
      await second.recorder.record(clock.now());
      expect(new Set(await recorded(whole)).size).toBe(500);
      expect((await recorded(whole)).length).toBe(500);
    });
  });

  it('by several copies with an index each notes each text once', async () => {
    await inFolder(async (folder) => {
      const place = await databases.place();
      const clock = new HandClock();
      for (let n = 0; n < 60; n++) folder.write(`brief-${n}.json`, brief({ headline: `${n}` }));
      const copies = await Promise.all(
        [1, 2, 3].map(async (copy) =>
          openCopy({ folder, state: await databases.open(place), clock, dataDir: `${folder.root}/data-${copy}` }),
        ),
      );
      await Promise.all(copies.map(({ recorder }) => recorder.record(clock.now())));
      expect((await recorded(await databases.open(place))).toSorted()).toEqual(
        Array.from({ length: 60 }, (_, n) => `brief-${n} new`).toSorted(),
      );
    });
  });
});

describeOverEach('a copy whose index is behind another', (databases) => {
  async function twoCopies(folder: TestCorpus) {
    const place = await databases.place();
    const clock = new HandClock();
    folder.write('a.json', brief());
    const own = new TestCorpus();
    own.write('a.json', brief());
    const ahead = await openCopy({ folder, state: await databases.open(place), clock });
    const state = await databases.open(place);
    const behind = { ...(await openCopy({ folder: own, state, clock })), state };
    await ahead.news.last(clock.now());
    return { ahead, behind, own, clock };
  }

  it('ends its window before what it has not read, and after it once it has', async () => {
    await inFolder(async (folder) => {
      const { ahead, behind, own, clock } = await twoCopies(folder);
      try {
        folder.write('b.json', brief({ headline: 'B' }));
        folder.write('a.json', brief({ headline: 'Edited' }));
        await ahead.briefs.sync();
        const last = await ahead.news.last(clock.pass(1));
        expect(last.seq).toBe(3);
        expect((await behind.news.last(clock.now())).seq).toBe(1);
        own.write('b.json', brief({ headline: 'B' }));
        own.write('a.json', brief({ headline: 'Edited' }));
        expect((await behind.news.last(clock.pass(1))).seq).toBe(3);
      } finally {
        await own.end();
      }
    });
  });

  it('goes on without what it does not find in its folder for long, where that holds what came later: it was taken out again', async () => {
    await inFolder(async (folder) => {
      const { ahead, behind, own, clock } = await twoCopies(folder);
      try {
        folder.write('b.json', brief({ headline: 'B' }));
        await ahead.briefs.sync();
        await ahead.news.last(clock.pass(1));
        folder.write('c.json', brief({ headline: 'C' }));
        await ahead.briefs.sync();
        await ahead.news.last(clock.now());
        own.write('c.json', brief({ headline: 'C' }));
        await behind.briefs.sync();
        // Both may have come at once, and one of them is still being written.
        expect((await behind.news.last(clock.now())).seq).toBe(1);
        clock.pass(11);
        expect((await behind.news.last(clock.now())).seq).toBe(3);
      } finally {
        await own.end();
      }
    });
  });

  it('never passes over what it does not find while its folder holds nothing newer: nobody may have brought it', async () => {
    await inFolder(async (folder) => {
      const { ahead, behind, own, clock } = await twoCopies(folder);
      try {
        folder.write('b.json', brief({ headline: 'B' }));
        await ahead.briefs.sync();
        await ahead.news.last(clock.pass(1));
        clock.pass(3 * 24 * 60);
        await behind.briefs.sync();
        expect((await behind.news.last(clock.now())).seq).toBe(1);
        // Of no account to whom it was told already.
        expect((await behind.news.last(clock.now(), sequence(2))).seq).toBe(2);
        own.write('b.json', brief({ headline: 'B' }));
        expect((await behind.news.last(clock.pass(1))).seq).toBe(2);
      } finally {
        await own.end();
      }
    });
  });

  it('does not wait for what itself had recorded and was taken out or put back since', async () => {
    await inFolder(async (folder) => {
      const clock = new HandClock();
      folder.write('a.json', brief());
      folder.write('b.json', brief());
      const { news, briefs } = await openCopy({ folder, state: await databases.fresh(), clock });
      await news.last(clock.now());
      folder.write('a.json', brief({ headline: 'Edited' }));
      await briefs.sync();
      expect((await news.last(clock.now())).seq).toBe(3);
      folder.write('a.json', brief());
      folder.remove('b.json');
      folder.write('c.json', brief());
      await briefs.sync();
      expect((await news.last(clock.now())).seq).toBe(4);
    });
  });

  it('says nothing of a window before its index has held the whole folder', async () => {
    await inFolder(async (folder) => {
      const clock = new HandClock();
      folder.write('a.json', brief());
      const { news } = await openCopy({ folder, state: await databases.fresh(), clock, sync: false });
      const start = { seq: BEFORE_ALL, at: clock.now() };
      const everything = { about: [], without: [], outlets: [], withoutOutlets: [] };
      await expect(news.between({ after: start, through: start }, everything)).rejects.toThrow('is being built');
      // The mark is worth a sync: without it no window can be told at all.
      const through = await news.last(clock.now());
      expect((await news.between({ after: start, through }, everything)).stories).toHaveLength(1);
    });
  });

  it('reads its folder once for all who ask within a few seconds, and anew for who asks later', async () => {
    await inFolder(async (folder) => {
      const { ahead, behind, own, clock } = await twoCopies(folder);
      try {
        folder.write('b.json', brief({ headline: 'B' }));
        await ahead.briefs.sync();
        await ahead.news.last(clock.pass(1));
        let syncs = 0;
        const news = createNews({
          ...behind.briefs,
          recorder: behind.recorder,
          state: () => Promise.resolve(behind.state),
          sync: () => {
            syncs += 1;
            return behind.briefs.sync();
          },
        });
        const ask = async (seconds: number) => (await news.last(clock.now().add({ seconds }))).seq;
        expect(await Promise.all(Array.from({ length: 20 }, async () => ask(0)))).toEqual(Array(20).fill(1));
        expect(await ask(4)).toBe(1);
        expect(syncs).toBe(1);
        own.write('b.json', brief({ headline: 'B' }));
        expect(await ask(5)).toBe(2);
        expect(syncs).toBe(2);
      } finally {
        await own.end();
      }
    });
  });
});
