import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { definitionOf } from '../../src/commands/digest/definition-of.ts';
import type { Definition } from '../../src/digests/definition.ts';
import type { Digest, Draft } from '../../src/digests/office.ts';
import { UTC } from '../../src/kernel/zone.ts';
import type { State } from '../../src/state/open-state.ts';
import { openDesk, type TestDesk } from '../fixtures/desk.ts';
import { openDigestDesk, type DigestDesk } from '../fixtures/digest-desk.ts';
import { describeOverEach } from '../state/databases.ts';

let briefs: TestDesk;
beforeAll(async () => {
  briefs = await openDesk();
});
afterAll(() => briefs.close());

const HERE = { platform: 'chat', tenant: 'T1' };
const OTHERS = [
  { platform: 'chat', tenant: 'T2' },
  { platform: 'other', tenant: 'T1' },
];
const BY = { person: 'U1' };
const time = (text: string) => Temporal.Instant.from(text);
/** A Tuesday. */
const NOW = time('2026-03-03T09:00:00Z');
const WHY = 'Ann left it out.';

const daily = (at: string): Definition => definitionOf({ at }, { base: undefined, zone: UTC, madeByName: 'Ann' });

const words = (more: Partial<Draft> = {}) => ({ name: 'Morning', channel: 'C1', definition: daily('8:00'), ...more });

describeOverEach('the office of digests', (databases) => {
  let state: State;
  let desk: DigestDesk;
  async function open() {
    state = await databases.fresh();
    desk = openDigestDesk(briefs, state);
    return desk.office;
  }

  async function made(more: Partial<Draft> = {}, at = NOW): Promise<Digest> {
    const draft = await desk.office.saveDraft(HERE, words(more), at);
    const outcome = await desk.office.save(HERE, draft, BY, at);
    if (outcome.kind !== 'saved') throw new Error(outcome.kind);
    return outcome.digest;
  }

  async function edited(of: Digest, more: Partial<Draft>, at: Temporal.Instant) {
    const { office } = desk;
    const { id, revision, name, channel, definition } = of;
    const draft = await office.saveDraft(HERE, { of: { id, revision }, name, channel, definition, ...more }, at);
    return office.save(HERE, draft, BY, at);
  }

  describe('a draft', () => {
    it('is kept for a day as it was written, and found only in its community', async () => {
      const office = await open();
      const draft = await office.saveDraft(HERE, words({ name: 'a "b" `c` – Алеппо' }), NOW);
      const nearlyADay = NOW.add({ hours: 23, minutes: 59 });
      expect(await office.findDraft(HERE, draft.id, nearlyADay)).toEqual(draft);
      for (const other of OTHERS) expect(await office.findDraft(other, draft.id, NOW)).toBeUndefined();
      expect(await office.findDraft(HERE, draft.id, NOW.add({ hours: 24 }))).toBeUndefined();
      expect(await office.findDraft(HERE, 'ffffffffff', NOW)).toBeUndefined();
    });

    it('is forgotten by the database when another one is written two days later', async () => {
      const office = await open();
      const draft = await office.saveDraft(HERE, words(), NOW);
      await office.saveDraft(HERE, words(), NOW.add({ hours: 48 }));
      expect(await office.findDraft(HERE, draft.id, NOW)).toBeUndefined();
    });

    it('is gone once it is saved, so that it is not saved twice', async () => {
      const office = await open();
      const draft = await office.saveDraft(HERE, words(), NOW);
      await office.save(HERE, draft, BY, NOW);
      expect(await office.findDraft(HERE, draft.id, NOW)).toBeUndefined();
    });
  });

  describe('saving', () => {
    it('makes a digest that waits for its next time, and that begins with what comes from now on', async () => {
      await open();
      const digest = await made();
      expect(digest).toMatchObject({ ...HERE, name: 'Morning', channel: 'C1', createdBy: 'U1', status: 'active' });
      expect(String(digest.nextAt)).toBe('2026-03-04T08:00:00Z');
      expect(String(digest.covered.at)).toBe(String(NOW));
      expect(digest.definition).toEqual(daily('8:00'));
    });

    it('is refused for a name that another digest of the community has, in any case, and keeps the draft', async () => {
      const office = await open();
      await made();
      const draft = await office.saveDraft(HERE, words({ name: ' MORNING ' }), NOW);
      expect(await office.save(HERE, draft, BY, NOW)).toEqual({ kind: 'name taken' });
      expect(await office.findDraft(HERE, draft.id, NOW)).toEqual(draft);
      const elsewhere = await office.saveDraft({ ...HERE, tenant: 'T2' }, words(), NOW);
      expect(await office.save({ ...HERE, tenant: 'T2' }, elsewhere, BY, NOW)).toMatchObject({ kind: 'saved' });
    });

    it('of two who make the same at once lets one through', async () => {
      const office = await open();
      const drafts = await Promise.all([0, 1, 2].map(async () => office.saveDraft(HERE, words(), NOW)));
      const outcomes = await Promise.all(drafts.map(async (draft) => office.save(HERE, draft, BY, NOW)));
      expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(['name taken', 'name taken', 'saved']);
    });

    it('of a change that began before somebody else changed or deleted it changes nothing', async () => {
      const office = await open();
      const digest = await made();
      expect(await edited(digest, { name: 'Noon' }, NOW)).toMatchObject({ kind: 'saved' });
      expect(await edited(digest, { name: 'Evening' }, NOW)).toEqual({ kind: 'outdated' });
      expect((await office.list(HERE)).map(({ name }) => name)).toEqual(['Noon']);
      await office.remove(digest);
      expect(await edited(digest, { name: 'Night' }, NOW)).toEqual({ kind: 'outdated' });
    });

    it('of a change that another community wrote down changes nothing', async () => {
      const office = await open();
      const { id, revision } = await made();
      for (const other of OTHERS) {
        const draft = await office.saveDraft(other, words({ of: { id, revision }, channel: 'theirs' }), NOW);
        expect(await office.save(other, draft, BY, NOW)).toEqual({ kind: 'outdated' });
      }
      expect(await office.find(HERE, id)).toMatchObject({ channel: 'C1', revision });
    });

    it('of another name leaves the slot that has come, as somebody may be delivering it', async () => {
      await open();
      const digest = await made();
      const late = time('2026-03-04T08:00:30Z');
      const outcome = await edited(digest, { name: 'Dawn' }, late);
      expect(outcome).toMatchObject({ kind: 'saved', digest: { name: 'Dawn' } });
      if (outcome.kind === 'saved') expect(String(outcome.digest.nextAt)).toBe('2026-03-04T08:00:00Z');
    });

    it('of other times waits for the next of these, and keeps what readers have', async () => {
      await open();
      const digest = await made();
      const outcome = await edited(digest, { definition: daily('18:00') }, NOW.add({ hours: 1 }));
      if (outcome.kind !== 'saved') throw new Error(outcome.kind);
      expect(String(outcome.digest.nextAt)).toBe('2026-03-03T18:00:00Z');
      expect(outcome.digest.covered).toEqual(digest.covered);
      expect(outcome.digest.createdBy).toBe('U1');
    });
  });

  describe('finding', () => {
    it('goes by name in any case and by id, and never beyond the community', async () => {
      const office = await open();
      const digest = await made({ name: 'Größe & Co' });
      for (const text of ['größe & co', 'GROSSE CO', ` ${digest.id} `]) {
        expect(await office.find(HERE, text), text).toMatchObject({ id: digest.id });
        for (const other of OTHERS) expect(await office.find(other, text), text).toBeUndefined();
      }
      for (const other of OTHERS) expect(await office.list(other)).toEqual([]);
    });

    it('of a name that looks like an id finds the digest of that name', async () => {
      const office = await open();
      const digest = await made({ name: 'breakingnews' });
      expect(await office.find(HERE, 'breakingnews')).toMatchObject({ id: digest.id });
    });
  });

  describe('what somebody does with it', () => {
    it('pauses it, says why, and resumes it with its next slot and all that came meanwhile', async () => {
      const office = await open();
      const digest = await made();
      expect(await office.pause(digest, 'Ann paused it.', NOW)).toBe('changed');
      const paused = await office.find(HERE, digest.id);
      expect(paused).toMatchObject({ status: 'paused', reason: 'Ann paused it.' });
      if (!paused) throw new Error('gone');
      expect(await state.digests.due(NOW.add({ hours: 72 }), 9)).toEqual([]);
      expect(await office.resume(paused, NOW.add({ hours: 72 }))).toBe('changed');
      const resumed = await office.find(HERE, digest.id);
      expect(resumed).toMatchObject({ status: 'active', reason: undefined, covered: digest.covered });
      expect(String(resumed?.nextAt)).toBe('2026-03-07T08:00:00Z');
    });

    it('leaves out the next slot, and another one each time', async () => {
      const office = await open();
      let digest = await made();
      for (const next of ['2026-03-05T08:00:00Z', '2026-03-06T08:00:00Z']) {
        expect(await office.skip(digest, WHY, NOW)).toBe('changed');
        digest = (await office.find(HERE, digest.id)) ?? digest;
        expect(String(digest.nextAt)).toBe(next);
      }
      expect(await office.skip(digest, WHY, time('2026-03-09T12:00:00Z')), 'after a long downtime').toBe('changed');
      expect(String((await office.find(HERE, digest.id))?.nextAt)).toBe('2026-03-10T08:00:00Z');
      expect(
        (await office.history(digest, 9)).map(({ slot, state: became, note }) => [String(slot), became, note]),
      ).toEqual(
        ['2026-03-06T08:00:00Z', '2026-03-05T08:00:00Z', '2026-03-04T08:00:00Z'].map((slot) => [slot, 'skipped', WHY]),
      );
    });

    it('leaves out what it was told to, also where it stood still in between', async () => {
      const office = await open();
      await office.skip(await made(), WHY, NOW);
      for (const change of [
        async (one: Digest) => office.pause(one, 'Ann paused it.', NOW),
        async (one: Digest) => office.resume(one, NOW),
      ]) {
        const digest = await office.find(HERE, 'Morning');
        expect(digest && (await change(digest))).toBe('changed');
      }
      expect(String((await office.find(HERE, 'Morning'))?.nextAt)).toBe('2026-03-05T08:00:00Z');
    });

    it('is refused to who has read it before somebody else changed it', async () => {
      const office = await open();
      const digest = await made();
      await office.pause(digest, 'Ann paused it.', NOW);
      expect(await office.skip(digest, WHY, NOW)).toBe('outdated');
      expect(await office.history(digest, 9), 'nothing is left out then').toEqual([]);
      expect(await office.resume(digest, NOW)).toBe('outdated');
      expect(await office.pause(digest, 'Ben paused it.', NOW)).toBe('outdated');
    });

    it('runs it through who delivers, and tells what became of each slot, the latest first', async () => {
      const office = await open();
      const digest = await made();
      desk.running = async (one, now) => {
        const who = { holder: 'here', now, leaseMs: 60_000 };
        const claim = await state.deliveries.claim({ digest: one.id, slot: now }, who);
        if (claim.kind !== 'claimed') return 'busy';
        await state.deliveries.finish(claim.lease, { state: 'skipped', note: 'Nothing new.' }, now);
        const [last] = await state.deliveries.history(one.id, 1);
        return last ?? 'busy';
      };
      expect(await office.run(digest, NOW)).toMatchObject({ state: 'skipped' });
      await office.run(digest, NOW.add({ minutes: 5 }));
      const history = await office.history(digest, 9);
      expect(history.map(({ slot }) => String(slot))).toEqual(['2026-03-03T09:05:00Z', '2026-03-03T09:00:00Z']);
      await office.remove(digest);
      expect(await office.find(HERE, digest.id)).toBeUndefined();
      expect(await office.history(digest, 9)).toEqual([]);
    });
  });

  describe('a preview', () => {
    it('of a digest shows what readers do not have yet, of a draft the last seven days', async () => {
      const office = await open();
      const arrive = async (brief: string, at: Temporal.Instant) =>
        state.arrivals.record([{ brief, hash: 'a'.repeat(64) }], at);
      await arrive('eight-days-old', NOW.subtract({ hours: 192 }));
      await arrive('two-days-old', NOW.subtract({ hours: 48 }));
      const digest = await made();
      await arrive('new', NOW.add({ hours: 1 }));
      await office.preview(digest, NOW.add({ hours: 2 }));
      const draft = await office.saveDraft(HERE, words({ name: 'Other' }), NOW);
      await office.preview(draft, NOW.add({ hours: 2 }));
      expect(desk.windows.map(({ after, through }) => [after.seq, through.seq])).toEqual([
        [2, 3],
        [1, 3],
      ]);
    });
  });

  describe('whether it can be posted in a channel', () => {
    it('is told by the platform, in its own words', async () => {
      const office = await open();
      expect(await office.whyNot(HERE, 'C1')).toBeUndefined();
      desk.looks.set('C2', { kind: 'closed', why: 'Invite the bot there first.' });
      expect(await office.whyNot(HERE, 'C2')).toBe('Invite the bot there first.');
      desk.looks.set('C3', { kind: 'unknown' });
      expect(await office.whyNot(HERE, 'C3')).toMatch(/cannot be found out just now/);
      expect(await office.whyNot({ platform: 'other', tenant: 'T1' }, 'C1')).toMatch(/not connected/);
    });
  });
});
