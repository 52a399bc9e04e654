import { digestIdSchema, BEFORE_ALL } from '../../src/state/ids.ts';
import type { History, ToldDelivery, ToldDigest } from './history.ts';
import type { Scene, SetUp } from './scene.ts';
import type { Outcome } from './tally.ts';

const ALL = 100_000;

/** What happened in a scene, as its database and its platforms tell it. */
export async function historyOf(scene: Scene): Promise<History> {
  const { state, folder, platforms, digests } = scene;
  const arrivals = Map.groupBy(
    await state.arrivals.between(BEFORE_ALL, await state.arrivals.last(), ALL),
    ({ brief }) => brief,
  );
  const told = await Promise.all(digests.map((one) => digestOf(scene, one)));
  const keys = told.flatMap(({ deliveries }) => deliveries.flatMap(({ pages }) => pages.map(({ key }) => key)));
  return {
    digests: told,
    posts: platforms.flatMap((platform) => {
      const signed = new Map(keys.map((key) => [platform.signOf(key), key]));
      return platform.posts().map((post) => ({ ...post, key: signed.get(post.key ?? '') ?? post.key }));
    }),
    briefs: folder.briefs.map(({ id, codes, isThere }) => ({
      id,
      codes,
      isThere,
      arrivals: (arrivals.get(id) ?? []).map(({ seq }) => seq),
    })),
  };
}

async function digestOf({ state, folder }: Scene, { id, channel, about, start }: SetUp): Promise<ToldDigest> {
  const digest = digestIdSchema.parse(id);
  const history = await state.deliveries.history(digest, ALL);
  const deliveries = history.toReversed().map(async ({ slot, state: now, note, window }): Promise<ToldDelivery> => ({
    slot: slot.toString(),
    state: now,
    note,
    window: window && { after: window.after.seq, through: window.through.seq },
    pages: await state.deliveries.pages(digest, slot),
  }));
  const through = folder.briefs.filter((brief) => about.length === 0 || about.includes(brief.about));
  return {
    id,
    channel,
    start,
    covered: (await state.digests.find(digest))?.covered.seq ?? 0,
    about: new Set(through.map((brief) => brief.id)),
    deliveries: await Promise.all(deliveries),
  };
}

export function outcomeOf(what: string, { tally, copies, startedMs }: Scene, { digests, posts }: History): Outcome {
  const deliveries = digests.flatMap((digest) => digest.deliveries).filter(({ state }) => state !== 'skipped');
  const recorded = new Set(
    deliveries.flatMap(({ pages }) => pages.flatMap(({ state, reference }) => (state === 'posted' ? reference : []))),
  );
  const count = (state: 'unknown' | 'failed') => deliveries.filter((one) => one.state === state).length;
  return {
    ...tally,
    what,
    kills: copies.reduce((sum, copy) => sum + copy.kills, 0),
    starts: copies.reduce((sum, copy) => sum + copy.starts, 0),
    deliveries: deliveries.length,
    posts: posts.length,
    repeatsPrevented: [...tally.lostAnswers].filter((reference) => recorded.has(reference)).length,
    unknown: count('unknown'),
    failed: count('failed'),
    seconds: (performance.now() - startedMs) / 1000,
  };
}
