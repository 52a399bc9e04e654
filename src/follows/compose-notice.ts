import type { Corpus } from '../corpus/corpus.ts';
import type { BriefId, SubjectId } from '../corpus/ids.ts';
import { asBriefId } from '../corpus/typed-id.ts';
import { dayAnywhere } from '../kernel/day-anywhere.ts';
import { fitActions } from '../message/fit-actions.ts';
import type { Message } from '../message/model.ts';
import type { News, NewsDesk } from '../news/news.ts';
import type { Audience } from '../state/audience.ts';
import type { Mark } from '../state/arrivals.ts';
import type { HeldNotice } from '../state/held-notices.ts';
import { BEFORE_ALL, sequenceSchema, type Sequence } from '../state/ids.ts';
import type { State } from '../state/open-state.ts';
import type { Window } from '../state/delivery.ts';
import { pickNews } from '../views/kit/picked-news.ts';
import { lookupIn } from '../views/kit/subjects.ts';
import { noticeTitle, noticeView } from '../views/notice.ts';
import { newsAbout } from './news-about.ts';

export type Composed =
  | { readonly kind: 'message'; readonly message: Message; readonly title: string; readonly through: Sequence }
  /** All of it was taken out again, or is of what they do not follow any more. */
  | { readonly kind: 'nothing'; readonly through: Sequence }
  /** This copy of the bot has not read a brief of it yet. */
  | { readonly kind: 'not yet' };

export interface ComposingParts {
  readonly state: State;
  readonly news: Pick<NewsDesk, 'between' | 'last'>;
  readonly corpus: Corpus;
}

/** Works out what an audience is told of what is held for them. Keeps what it found: many follow the same. */
export function noticeComposer({ state, news, corpus }: ComposingParts) {
  const found = new Map<string, Promise<News>>();
  const lookup = lookupIn(corpus);
  let readOfAll: Sequence | undefined;

  function read(about: readonly SubjectId[], window: Window): Promise<News> {
    const key = JSON.stringify([window.after.seq, window.through.seq, corpus.revision(), about]);
    const known = found.get(key) ?? news.between(window, newsAbout(about));
    found.set(key, known);
    return known;
  }

  async function readUpTo(after: Sequence, through: Sequence, now: Temporal.Instant): Promise<Sequence> {
    readOfAll ??= (await news.last(now)).seq;
    return through <= readOfAll ? through : (await news.last(now, after)).seq;
  }

  return async function compose(
    audience: Audience,
    held: readonly HeldNotice[],
    now: Temporal.Instant,
  ): Promise<Composed> {
    const last = held.at(-1);
    if (!last) return { kind: 'nothing', through: BEFORE_ALL };
    const followed = new Set((await state.follows.of(audience)).map(({ subject }) => subject));
    const all = held.filter(({ subject }) => followed.has(subject));
    const [first] = all;
    if (!first) return { kind: 'nothing', through: last.seq };

    const before = sequenceSchema.parse(first.seq - 1);
    const upTo = await readUpTo(before, last.seq, now);
    // What this copy has not read yet waits, or is told by another one.
    const still = all.filter(({ seq }) => seq <= upTo);
    const newestHeld = still.at(-1);
    if (!newestHeld) return { kind: 'not yet' };
    const through = still.length === all.length ? last.seq : newestHeld.seq;
    const start = sequenceSchema.parse(Math.max(BEFORE_ALL, before - 1));
    const arrivals = await state.arrivals.between(start, through, through - start);
    const seqs = new Set(still.map(({ seq }) => seq));
    const theirs = arrivals.filter(({ seq }) => seqs.has(seq));
    const [oldest, newest] = [theirs[0], theirs.at(-1)];
    if (!oldest || !newest) return { kind: 'nothing', through };

    const after: Mark = arrivals.find(({ seq }) => seq === before) ?? { seq: before, at: oldest.at };
    const about = mostFirst(still);
    const window = { after: { seq: after.seq, at: after.at }, through: { seq: newest.seq, at: newest.at } };
    const briefs = new Set<BriefId>(theirs.flatMap(({ brief }) => asBriefId(brief) ?? []));
    const picked = pickNews(await read(about, window), briefs);
    if (!picked) return { kind: 'nothing', through };
    const message = noticeView({ picked, about, reader: audience.kind, since: dayAnywhere(oldest.at) }, lookup);
    return { kind: 'message', message: fitActions(message), title: noticeTitle(picked, about, lookup), through };
  };
}

/** What most of the briefs are about comes first, then by the id. */
function mostFirst(held: readonly HeldNotice[]): readonly SubjectId[] {
  const bySubject = [...Map.groupBy(held, ({ subject }) => subject)];
  return bySubject
    .toSorted(([a, some], [b, others]) => others.length - some.length || (a < b ? -1 : 1))
    .map(([subject]) => subject as SubjectId); // as it was when it was followed
}
