import type { Corpus } from '../../src/corpus/corpus.ts';
import {
  both,
  claimsIn,
  concernOf,
  everything,
  figuresIn,
  isDisputed,
  pointsIn,
  statementsIn,
  type Concern,
} from '../../src/corpus/facts.ts';
import type { SubjectId } from '../../src/corpus/ids.ts';
import type { Brief } from '../../src/corpus/model.ts';
import type { Correction, DisputeNews, FigureNews, News, NewsDesk, NewsFilter, Story } from '../../src/news/news.ts';
import type { Mark } from '../../src/state/arrivals.ts';
import type { Window } from '../../src/state/delivery.ts';
import { BEFORE_ALL } from '../../src/state/ids.ts';
import type { State } from '../../src/state/open-state.ts';

/**
 * News by the contract, in few words: a brief that arrived is a story of its own, with the lines whose event no earlier brief
 * told; another text of one is a correction. Texts by what was recorded of them: the id and the hash.
 */
export class StandInNews implements NewsDesk {
  readonly #state: State;
  readonly #corpus: Pick<Corpus, 'covers'>;
  readonly #texts: ReadonlyMap<string, Brief>;
  /** How often it was asked: an answer for many is worked out once. */
  asked = 0;

  constructor(state: State, corpus: Pick<Corpus, 'covers'>, texts: ReadonlyMap<string, Brief>) {
    this.#state = state;
    this.#corpus = corpus;
    this.#texts = texts;
  }

  async last(now: Temporal.Instant): Promise<Mark> {
    return { seq: await this.#state.arrivals.last(), at: now };
  }

  async lastAt(at: Temporal.Instant): Promise<Mark> {
    return { seq: await this.#state.arrivals.lastAt(at), at };
  }

  async between(window: Window, { about }: NewsFilter): Promise<News> {
    this.asked += 1;
    const arrivals = await this.#state.arrivals.between(window.after.seq, window.through.seq, 10_000);
    const past = await this.#state.arrivals.between(BEFORE_ALL, window.after.seq, 10_000);
    const known = new Map(past.map(({ brief, hash }) => [brief, this.#texts.get(textKey(brief, hash))]));
    const earlier = [...known.values()].filter((brief) => brief !== undefined);
    const concern = concernOfAll(about, this.#corpus);

    const stories: Story[] = [];
    const corrections: Correction[] = [];
    const arrived = new Map(arrivals.map(({ brief, hash }) => [brief, this.#texts.get(textKey(brief, hash))]));
    const added: Brief[] = [];
    for (const [id, brief] of arrived) {
      if (!brief) continue; // taken out again
      const old = known.get(id);
      if (old) corrections.push(correctionOf(old, brief, concern));
      else {
        added.push(brief);
        stories.push(storyOf(brief, earlier, concern));
      }
    }
    return {
      window,
      arrived: arrived.size,
      stories: stories.filter(({ points, statements }) => points.length + statements.length > 0).toReversed(),
      corrections: corrections.filter((one) => one.points.length + one.statements.length + one.figures.length > 0),
      disputes: disputesOf(added, earlier, concern),
      figures: figuresOf(added, earlier, concern),
      actors: [],
    };
  }
}

export function textKey(brief: string, hash: string): string {
  return `${brief} ${hash}`;
}

function concernOfAll(about: readonly SubjectId[], corpus: Pick<Corpus, 'covers'>): Concern {
  return about.length === 0 ? everything : concernOf(new Set(about.flatMap((id) => [...corpus.covers(id)])));
}

function storyOf(brief: Brief, earlier: readonly Brief[], concern: Concern): Story {
  const told = new Set(
    earlier.flatMap(({ points, statements }) => [...points, ...statements].map(({ event }) => event)),
  );
  told.delete(undefined);
  const isNew: Concern = {
    ...everything,
    point: ({ event }) => !told.has(event),
    statement: ({ event }) => !told.has(event),
  };
  return {
    briefs: [brief],
    earlier: [],
    points: pointsIn([brief], both(concern, isNew)),
    statements: statementsIn([brief], both(concern, isNew)),
  };
}

function correctionOf(old: Brief, brief: Brief, concern: Concern): Correction {
  const keys = new Set([...old.points, ...old.statements, ...old.figures].map((line) => JSON.stringify(line)));
  const now = new Set([...brief.points, ...brief.statements, ...brief.figures].map((line) => JSON.stringify(line)));
  const isNew = (line: unknown) => !keys.has(JSON.stringify(line));
  return {
    brief,
    points: brief.points.filter((line) => isNew(line) && concern.point(line)),
    statements: brief.statements.filter((line) => isNew(line) && concern.statement(line)),
    figures: brief.figures.filter((line) => isNew(line) && concern.figure(line)),
    removed: [...keys].filter((key) => !now.has(key)).length,
    isReworded: old.headline !== brief.headline || old.summary !== brief.summary,
  };
}

function disputesOf(fresh: readonly Brief[], earlier: readonly Brief[], concern: Concern): readonly DisputeNews[] {
  const before = new Map(claimsIn(earlier, everything).map((record) => [record.id, record]));
  return claimsIn([...fresh, ...earlier], concern)
    .filter(isDisputed)
    .flatMap((record): readonly DisputeNews[] => {
      const added = record.stances.filter(({ brief }) => fresh.includes(brief));
      const old = before.get(record.id);
      return added.length === 0 ? [] : [{ kind: old && isDisputed(old) ? 'changed' : 'new', record, added }];
    });
}

function figuresOf(fresh: readonly Brief[], earlier: readonly Brief[], concern: Concern): readonly FigureNews[] {
  return figuresIn(fresh, concern).map((figure) => {
    const brief = earlier.findLast(({ figures }) => figures.some(({ metric }) => metric === figure.item.metric));
    const old = brief?.figures.find(({ metric }) => metric === figure.item.metric);
    return { figure, earlier: brief && old && { figure: old, brief } };
  });
}
