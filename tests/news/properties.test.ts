import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { News } from '../../src/news/news.ts';
import { articleKey } from '../../src/corpus/shared-keys.ts';
import { brief } from '../corpus/index/folder.ts';
import { OPEN_FILTER, START } from './newsroom.ts';
import { QuickRoom } from './quick-room.ts';

/** A step takes milliseconds, so that looking for a smaller example would take longer than a test may. */
const RUNS = { numRuns: 15, endOnFailure: true };

const IDS = ['a', 'b', 'c', 'd', 'e'];
const EVENTS = ['rain', 'snow'];
const WORDS = ['It rained', 'It snowed', 'It hailed', 'It froze'];
const SPEAKERS = ['russia', 'john-kerry'];
const SIDES = ['asserts', 'denies'];
const URLS = ['https://news.example/1', 'https://news.example/2'];

const event = fc.option(fc.constantFrom(...EVENTS), { nil: undefined, freq: 2 });
const words = fc.constantFrom(...WORDS);
/** No brief says the same twice. */
const lines = <T>(line: fc.Arbitrary<T>, key: (made: T) => string) =>
  fc.uniqueArray(line, { maxLength: 3, selector: key });

interface Content {
  readonly points: readonly { readonly text: string; readonly event: string | undefined }[];
  readonly statements: readonly { readonly by: string; readonly said: string; readonly event: string | undefined }[];
  readonly sides: readonly { readonly claim: string; readonly by: string; readonly stance: string }[];
  readonly figures: readonly { readonly value: number; readonly by: string | undefined }[];
  readonly url: string | undefined;
}

const content: fc.Arbitrary<Content> = fc.record({
  points: lines(fc.record({ text: words, event }), (made) => made.event ?? made.text),
  statements: lines(
    fc.record({ by: fc.constantFrom(...SPEAKERS), said: words, event }),
    (made) => made.event ?? `${made.by}${made.said}`,
  ),
  sides: lines(
    fc.record({
      claim: fc.constantFrom('swap', 'truce'),
      by: fc.constantFrom(...SPEAKERS),
      stance: fc.constantFrom(...SIDES),
    }),
    (made) => made.claim,
  ),
  figures: lines(
    fc.record({ value: fc.nat(3), by: fc.option(fc.constantFrom(...SPEAKERS), { nil: undefined }) }),
    (made) => `${made.value}`,
  ),
  url: fc.option(fc.constantFrom(...URLS), { nil: undefined }),
});

const edit = fc.record({ id: fc.constantFrom(...IDS), to: fc.option(content, { nil: undefined, freq: 5 }) });
const steps = fc.array(fc.array(edit, { maxLength: 3 }), { minLength: 1, maxLength: 5 });

function fileOf({ points, statements, sides, figures, url }: Content) {
  return brief({
    source: { title: 'T', ...(url !== undefined && { url }) },
    points,
    statements,
    claims: sides.map(({ claim, ...stance }) => ({ id: claim, claim: 'It is so', stances: [stance] })),
    figures: figures.map((figure) => ({ metric: 'deaths', text: 'Some died.', ...figure })),
  });
}

/** What makes each line of a brief the same as another one, as the contract says, and its words. */
function linesOf(id: string, { points, statements, sides, figures, url }: Content) {
  const own = url === undefined ? id : articleKey(url);
  return [
    ...points.map(({ event: of, text }) => ({ key: `p ${of ?? `${own} ${text}`}`, words: `p ${text}` })),
    ...statements.map(({ event: of, by, said }) => ({
      key: `s ${of ?? `${own} ${by} ${said}`}`,
      words: `s ${by} ${said}`,
    })),
    ...sides.map((side) => ({ key: `c ${side.claim} ${side.by} ${side.stance}`, words: undefined })),
    ...figures.map(({ value, by }) => ({ key: `f ${value} ${by}`, words: undefined })),
  ];
}

function keysOf(id: string, text: Content): readonly string[] {
  return linesOf(id, text).map(({ key }) => key);
}

function keysIn({ stories, corrections, disputes, claims, figures }: News): readonly string[] {
  const ownOf = (of: { readonly id: string; readonly source: { readonly url?: string | undefined } }) =>
    of.source.url === undefined ? of.id : articleKey(of.source.url);
  return [
    ...stories.flatMap((story) =>
      story.points.map(({ item, briefs: [of] }) => `p ${item.event ?? `${ownOf(of)} ${item.text}`}`),
    ),
    ...stories.flatMap((story) =>
      story.statements.map(({ item, briefs: [of] }) => `s ${item.event ?? `${ownOf(of)} ${item.by} ${item.said}`}`),
    ),
    ...[...disputes, ...claims].flatMap(({ record, added }) =>
      added.map(({ stance }) => `c ${record.id} ${stance.by} ${stance.stance}`),
    ),
    ...figures.map(({ figure: { item } }) => `f ${item.value} ${item.by}`),
    ...corrections.flatMap((one) => [
      ...one.points.map((item) => `p ${item.event ?? `${ownOf(one.brief)} ${item.text}`}`),
      ...one.statements.map((item) => `s ${item.event ?? `${ownOf(one.brief)} ${item.by} ${item.said}`}`),
      ...one.figures.map((item) => `f ${item.value} ${item.by}`),
    ]),
  ];
}

/** All that was ever in service, by the step after which it was. */
class Model {
  readonly #steps: ReadonlyMap<string, Content>[] = [];

  add(edits: readonly { readonly id: string; readonly to: Content | undefined }[]): void {
    const now = new Map(this.#steps.at(-1));
    for (const { id, to } of edits) {
      if (to) now.set(id, to);
      else now.delete(id);
    }
    this.#steps.push(now);
  }

  get now(): ReadonlyMap<string, Content> {
    return this.#steps.at(-1) ?? new Map<string, Content>();
  }

  /** Whether a brief in service had told its line after the first so many steps, as the same line or in the same words. */
  wasTold(wanted: string, after: number): boolean {
    return [...this.now].some(([id, text]) =>
      linesOf(id, text)
        .filter(({ key }) => key === wanted)
        .some(({ words: inWords }) =>
          this.#steps.slice(0, after).some((step) => {
            const then = step.get(id);
            const had = then ? linesOf(id, then) : [];
            return had.some(({ key, words: other }) => key === wanted || (other !== undefined && other === inWords));
          }),
        ),
    );
  }

  wasThere(id: string, after: number): boolean {
    return this.#steps.slice(0, after).some((step) => step.has(id));
  }
}

async function play(made: readonly (readonly { readonly id: string; readonly to: Content | undefined }[])[]) {
  const room = await QuickRoom.open();
  const model = new Model();
  const marks = [START];
  for (const edits of made) {
    for (const { id, to } of edits) room.put(id, to && fileOf(to));
    model.add(edits);
    marks.push(await room.mark());
  }
  const between = (from: number, to: number) => {
    const [after, through] = [marks[from], marks[to]];
    if (!after || !through) throw new Error('no such step');
    return room.news.between({ after, through }, OPEN_FILTER);
  };
  return { room, model, between, last: made.length };
}

describe('whatever is written, edited and taken out', () => {
  it('each line of each new brief is in the news, or was told before by a brief that is still there', async () => {
    await fc.assert(
      fc.asyncProperty(steps, fc.nat(4), async (made, at) => {
        const { room, model, between, last } = await play(made);
        try {
          const from = Math.min(at, last);
          const told = new Set(keysIn(await between(from, last)));
          for (const [id, text] of model.now) {
            if (model.wasThere(id, from)) continue;
            for (const key of keysOf(id, text)) {
              if (!told.has(key)) expect(model.wasTold(key, from), `${id}: ${key}`).toBe(true);
            }
          }
        } finally {
          await room.end();
        }
      }),
      RUNS,
    );
  });

  it('no line stands in two stories, and none that was told before stands in one', async () => {
    await fc.assert(
      fc.asyncProperty(steps, fc.nat(4), async (made, at) => {
        const { room, model, between, last } = await play(made);
        try {
          const from = Math.min(at, last);
          const news = await between(from, last);
          const keys = keysIn({ ...news, corrections: [] });
          expect(new Set(keys).size).toBe(keys.length);
          for (const key of keys) expect(model.wasTold(key, from), key).toBe(false);
        } finally {
          await room.end();
        }
      }),
      RUNS,
    );
  });

  it('windows that are split say in sum what one window says', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (made) => {
        const { room, model, between, last } = await play(made);
        try {
          const whole = new Set(keysIn(await between(0, last)));
          const parts = await Promise.all(made.map((_, at) => between(at, at + 1)));
          expect(new Set(parts.flatMap(keysIn))).toEqual(whole);
          expect(model.now.size > 0 || whole.size === 0).toBe(true);
        } finally {
          await room.end();
        }
      }),
      RUNS,
    );
  });

  it('the same briefs make the same stories, in whatever order they come', async () => {
    const some = fc.uniqueArray(fc.tuple(fc.constantFrom(...IDS), content), { selector: ([id]) => id, minLength: 1 });
    await fc.assert(
      fc.asyncProperty(
        some.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        async ([one, other]) => {
          const grouped = async (order: typeof one) => {
            const { room, between, last } = await play(order.map(([id, to]) => [{ id, to }]));
            try {
              const news = await between(0, last);
              const groups = news.stories.map(({ briefs }) =>
                briefs
                  .map(({ id }) => id)
                  .toSorted()
                  .join(' '),
              );
              return { groups: groups.toSorted(), keys: keysIn(news).toSorted() };
            } finally {
              await room.end();
            }
          };
          const [a, b] = [await grouped(one), await grouped(other)];
          expect(a.keys).toEqual(b.keys);
          // A brief of which all was told by another one makes no story: which of two comes first decides.
          const joined = new Set(b.groups.flatMap((group) => group.split(' ')));
          for (const group of a.groups) {
            if (group.split(' ').every((id) => joined.has(id))) expect(b.groups).toContain(group);
          }
        },
      ),
      RUNS,
    );
  });
});
