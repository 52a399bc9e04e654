import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Focus } from '../../src/command.ts';
import { commands } from '../../src/commands/all.ts';
import type { Brief } from '../../src/corpus/model.ts';
import { BRIEFS_READ, gather } from '../../src/inquiry/gather.ts';
import type { Day } from '../../src/kernel/partial-date.ts';
import { createNames } from '../../src/names/create-names.ts';
import { createUnderstanding } from '../../src/understanding/understand.ts';
import { generateCorpus, subjectsOf } from '../bench/generate-corpus.ts';
import { NOW, openDesk, type TestDesk } from '../fixtures/desk.ts';
import { noServices } from '../fixtures/services.ts';
import { actionLines } from '../fixtures/reading.ts';

const CORPUS = { briefs: 700, seed: 4 };
const TODAY = '2026-07-01' as Day;
/** Several briefs on most days, as many as an answer reads on one of them, and more than it reads on another. */
const CROWDED = new Map([
  [20, BRIEFS_READ],
  [40, BRIEFS_READ + 30],
]);

/** Everything but what is written about a brief whose file it names. */
const anyBrief = z.looseObject({ published: z.unknown() });

let folder: string;
let office: TestDesk;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dossier-crowded-'));
  const days = crowdedDays();
  for (const { path, text } of generateCorpus(CORPUS)) {
    if (!path.includes('/')) {
      writeFileSync(join(folder, path), text);
      continue;
    }
    const day = days.next().value;
    const moved = join(folder, path.replaceAll(/\d{4}-\d{2}-\d{2}/g, day));
    mkdirSync(dirname(moved), { recursive: true });
    writeFileSync(
      moved,
      JSON.stringify({ ...anyBrief.parse(JSON.parse(text)), published: day } satisfies z.infer<typeof anyBrief>),
    );
  }
  office = await openDesk({ briefsDir: folder, now: '2026-07-01T12:00:00Z' });
}, 60_000);
afterAll(async () => {
  await office.close();
  rmSync(folder, { recursive: true, force: true });
});

function* crowdedDays(): Generator<string, never> {
  const start = Temporal.PlainDate.from('2016-01-01');
  for (let day = 0; ; day += 1) {
    for (let count = CROWDED.get(day) ?? 3 + (day % 5); count > 0; count -= 1)
      yield start.add({ days: day }).toString();
  }
}

/** What a line gathers, understood as the desk understands it. */
async function gathered(line: string) {
  const { corpus } = office;
  const names = createNames(corpus.names, { inTheNews: () => [] });
  const understood = await createUnderstanding({ corpus, names, commands }).understand(line, TODAY);
  if (understood.kind === 'reply') throw new Error(`${line}: ${understood.message.summary}`);
  const { values } = understood;
  const focus = values['subject'] as Focus | undefined; // the lines of this test have no other subject
  const spans = values as Parameters<typeof gather>[2]; // made from the same filters
  const here = {
    now: Temporal.Instant.from(NOW),
    zone: 'UTC',
    isZoneTold: false,
    asker: undefined,
    services: noServices,
  };
  const context = { corpus, today: TODAY, line: understood.line, commands, ...here };
  return gather(context, focus ? [focus] : [], spans);
}

/** Follows `earlier` to its end. */
async function paged(line: string) {
  const pages = [await gathered(line)];
  for (let next = pages[0]?.earlier; next !== undefined; next = pages.at(-1)?.earlier) {
    expect(pages.length, 'paging comes to an end').toBeLessThan(100);
    pages.push(await gathered(next));
  }
  return pages;
}

const idsOf = (briefs: readonly Brief[]) => briefs.map((brief) => brief.id);
const often = () => {
  const { actors, places, topics } = subjectsOf(CORPUS);
  return [actors[0], places[0], topics[0], topics[1]].flatMap((made) => (made ? [made.id] : []));
};

describe('paging by earlier briefs', () => {
  it('shows every brief of a subject once', async () => {
    let several = 0;
    for (const id of often()) {
      const subject = office.corpus.names.named(id.replaceAll('-', ' '), 1)[0];
      const all = office.corpus.briefs({ subjects: subject ? [subject.id] : [], limit: 10_000 });
      const pages = await paged(`brief ${id}`);
      const seen = pages.flatMap((page) => idsOf(page.briefs));
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen.toSorted()).toEqual(idsOf(all.briefs).toSorted());
      expect(pages[0]?.total).toBe(all.total);
      several += pages.length > 1 ? 1 : 0;
    }
    expect(several, 'some subject needs several pages').toBeGreaterThan(0);
  });

  it('cuts between days, so that no day is told in part', async () => {
    const [first, second] = await paged('latest');
    const days = new Set(first?.briefs.map((brief) => brief.published.date));
    expect(first?.briefs.length).toBeLessThanOrEqual(BRIEFS_READ);
    expect(second?.briefs.filter((brief) => days.has(brief.published.date))).toEqual([]);
  });

  it('loses no brief of all, because a day with more than one answer reads is read whole', async () => {
    const pages = await paged('latest');
    const seen = pages.flatMap((page) => idsOf(page.briefs));
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBe(CORPUS.briefs);
    const crowdedDay = Temporal.PlainDate.from('2016-01-01').add({ days: 40 }).toString();
    const crowded = pages.find((page) => page.briefs.some((brief) => brief.published.date === crowdedDay));
    expect(crowded?.briefs).toHaveLength(BRIEFS_READ + 30);
  });

  it('keeps the filters of the question', async () => {
    const [id = ''] = often();
    const pages = await paged(`brief ${id} since:2016-02-01`);
    for (const page of pages) {
      expect(page.filters.since).toBe('2016-02-01');
      expect(page.briefs.every((brief) => brief.published.date >= '2016-02-01')).toBe(true);
    }
  });

  it('is not offered where all was read, nor where the best of a search come first', async () => {
    const [id = ''] = often();
    expect((await gathered(`brief ${id} since:2016-03-25`)).earlier).toBeUndefined();
    const word = (await gathered('latest')).briefs[0]?.headline.split(' ')[0]?.toLowerCase() ?? '';
    const found = await gathered(`brief "${word} zzyzx"`);
    expect(found.order).toBe('rank');
    expect(found.someWords).toBe(true);
    expect(found.earlier).toBeUndefined();
  });

  it('works by the buttons of an answer, whose lists are whole', async () => {
    const [id = ''] = often();
    const seen = new Set<string>();
    let line: string | undefined = `timeline ${id}`;
    for (let page = 0; line !== undefined && page < 100; page += 1) {
      const { message } = await office.ask(line);
      for (const source of message.sources) seen.add(source.line.replace('story ', ''));
      line = actionLines(message).find((action) => action.includes('before:'));
    }
    const subject = office.corpus.names.named(id.replaceAll('-', ' '), 1)[0];
    const covered = subject ? office.corpus.covers(subject.id) : new Set();
    const all = office.corpus.briefs({ subjects: subject ? [subject.id] : [], limit: 10_000 }).briefs;
    const telling = all.filter((brief) =>
      brief.points.some((point) =>
        [...point.actors, ...point.places, ...point.topics, ...point.via].some((one) => covered.has(one)),
      ),
    );
    expect(telling.length).toBeGreaterThan(BRIEFS_READ);
    expect([...seen].toSorted()).toEqual(idsOf(telling).toSorted());
    expect(office.faults).toEqual([]);
  });
});

describe('the newest briefs', () => {
  it('can be read back to the first one by the button of each answer', async () => {
    const seen: string[] = [];
    let line: string | undefined = 'latest until:2016-02-20';
    for (let page = 0; line !== undefined && page < 100; page += 1) {
      const { message } = await office.ask(line);
      seen.push(...message.sources.map((source) => source.line.replace('story ', '')));
      line = actionLines(message).find((action) => action.startsWith('latest until:'));
    }
    expect(new Set(seen).size).toBe(seen.length);
    const all = office.corpus.briefs({ until: '2016-02-20' as Day, limit: 10_000 });
    expect(seen.toSorted()).toEqual(idsOf(all.briefs).toSorted());
  });
});

describe('an answer over many briefs', () => {
  it('says how many of how many it rests on', async () => {
    const [id = ''] = often();
    const { message } = await office.ask(`brief ${id}`);
    const text = JSON.stringify(message.blocks);
    expect(text).toMatch(/The newest \d+ of \d+ briefs/);
  });

  it('cites a brief for everybody that it counts, however long ago they met', async () => {
    for (const id of often().slice(0, 1)) {
      for (const command of ['who', 'links']) {
        const { message } = await office.ask(`${command} ${id}`);
        expect(message.tone).toBe('person');
        const uncited = message.blocks.flatMap((block) =>
          block.kind === 'list'
            ? block.items.filter((item) =>
                [item.spans, ...(item.under ?? [])].every((spans) => spans.every((span) => span.kind !== 'cite')),
              )
            : [],
        );
        // The generated registers give offices without a source.
        expect(uncited.filter((item) => JSON.stringify(item).includes(' brief'))).toEqual([]);
      }
    }
  });
});
