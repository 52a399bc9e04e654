import fc from 'fast-check';
import { expect, it } from 'vitest';
import { after, describeOverEach, sequence, START } from './databases.ts';

const one = { brief: 'brief-one', hash: 'aaa' };
const two = { brief: 'brief-two', hash: 'bbb' };

describeOverEach('arrivals', (databases) => {
  it('are told once: first as new, and another text of the same brief as a correction', async () => {
    const { arrivals } = await databases.fresh();
    expect(await arrivals.last()).toBe(0);
    expect(await arrivals.record([one, two], START)).toEqual([
      { seq: 1, ...one, kind: 'new', at: START },
      { seq: 2, ...two, kind: 'new', at: START },
    ]);
    expect(await arrivals.record([one, two], after(1))).toEqual([]);
    const edited = { brief: 'brief-one', hash: 'ccc' };
    expect(await arrivals.record([two, edited], after(2))).toEqual([
      { seq: 3, ...edited, kind: 'correction', at: after(2) },
    ]);
    expect(await arrivals.last()).toBe(3);
  });

  it('are not made by a copy of the bot that still reads the older text', async () => {
    const { arrivals } = await databases.fresh();
    await arrivals.record([one], START);
    await arrivals.record([{ ...one, hash: 'newer' }], after(1));
    expect(await arrivals.record([one], after(2))).toEqual([]);
    expect(await arrivals.record([{ ...one, hash: 'newer' }], after(3))).toEqual([]);
  });

  it('count two texts of one brief in one look as a new one and its correction', async () => {
    const { arrivals } = await databases.fresh();
    const other = { ...one, hash: 'other' };
    expect((await arrivals.record([one, one, other], START)).map(({ kind }) => kind)).toEqual(['new', 'correction']);
  });

  it('are found by their place in the order, and by the time up to which they had come', async () => {
    const { arrivals } = await databases.fresh();
    for (let n = 0; n < 6; n++) await arrivals.record([{ brief: `brief-${n}`, hash: 'h' }], after(n));
    const seqs = async (...args: Parameters<typeof arrivals.between>) =>
      (await arrivals.between(...args)).map(({ seq }) => seq);
    expect(await seqs(sequence(2), sequence(5), 10)).toEqual([3, 4, 5]);
    expect(await seqs(sequence(2), sequence(5), 2)).toEqual([3, 4]);
    expect(await seqs(sequence(6), sequence(6), 10)).toEqual([]);
    expect(await arrivals.lastAt(after(-1))).toBe(0);
    expect(await arrivals.lastAt(after(2.5))).toBe(3);
    expect(await arrivals.lastAt(after(60))).toBe(6);
  });

  it('of a large folder are recorded in full and in order', async () => {
    const { arrivals } = await databases.fresh();
    const briefs = Array.from({ length: 1700 }, (_, n) => ({ brief: `brief-${n}`, hash: `${n}` }));
    const recorded = await arrivals.record(briefs, START);
    expect(recorded.map(({ brief }) => brief)).toEqual(briefs.map(({ brief }) => brief));
    expect(recorded.at(-1)?.seq).toBe(1700);
    expect(await arrivals.record(briefs, START)).toEqual([]);
  });

  it('are never missed by who reads on from the last number that it saw, while others record', async () => {
    const place = await databases.place();
    const copies = await Promise.all([1, 2, 3].map(() => databases.open(place)));
    const [reader] = copies;
    const recording = Promise.all(
      copies.map(async ({ arrivals }, copy) => {
        for (let n = 0; n < 40; n++) await arrivals.record([{ brief: `${copy}-${n}`, hash: 'h' }], START);
      }),
    );
    let isDone = false;
    void recording.then(() => (isDone = true));
    const seen: string[] = [];
    let upTo = sequence(0);
    for (;;) {
      const wasDone = isDone;
      const last = (await reader?.arrivals.last()) ?? upTo;
      seen.push(...((await reader?.arrivals.between(upTo, last, 1000)) ?? []).map(({ brief }) => brief));
      upTo = last;
      if (wasDone) break;
    }
    await recording;
    expect(new Set(seen).size).toBe(120);
    expect(seen).toHaveLength(120);
  });

  it('hold any text that a brief id or a hash may be', async () => {
    const { arrivals } = await databases.fresh();
    const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }).filter((made) => !made.includes('\0'));
    await fc.assert(
      fc.asyncProperty(text, text, async (brief, hash) => {
        await arrivals.record([{ brief, hash }], START);
        const last = await arrivals.last();
        const all = await arrivals.between(sequence(0), last, 10_000);
        expect(all.filter((arrival) => arrival.brief === brief && arrival.hash === hash)).toHaveLength(1);
      }),
      { numRuns: 40 },
    );
  });
});
