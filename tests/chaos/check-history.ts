import type { History, Post, ToldDelivery, ToldDigest, WrittenBrief } from './history.ts';

/** Delivered or not, nothing of its window is sent again. */
const ENDED = new Set(['delivered', 'unknown']);

/**
 * What is wrong with a history in which everything had its time to end: each promise that it breaks, as a sentence. A platform
 * that can be asked is never excused for a message that stands there twice.
 */
export function problemsOf(history: History): readonly string[] {
  const byKey = Map.groupBy(history.posts, ({ key }) => key);
  return [
    ...history.briefs.filter((one) => one.isThere && one.arrivals.length === 0).map(({ id }) => `${id} never arrived`),
    ...twice(byKey),
    ...strays(history),
    ...history.digests.flatMap((digest) => [
      ...open(digest),
      ...gaps(digest, history.briefs),
      ...digest.deliveries.flatMap((delivery) => pagesOf(digest, delivery, byKey)),
      ...readers(digest, history, byKey),
    ]),
  ];
}

type ByKey = ReadonlyMap<string | undefined, readonly Post[]>;

function twice(byKey: ByKey): readonly string[] {
  return [...byKey]
    .filter(([key, posts]) => key !== undefined && posts.length > 1)
    .map(
      ([key, posts]) =>
        `${key} was posted ${posts.length} times: ${posts.map(({ reference }) => reference).join(', ')}`,
    );
}

/** Posts of which the database knows nothing. */
function strays({ digests, posts }: History): readonly string[] {
  const known = new Set(
    digests.flatMap(({ deliveries }) => deliveries.flatMap(({ pages }) => pages.map(({ key }) => key))),
  );
  return posts
    .filter(({ key }) => key === undefined || !known.has(key))
    .map(({ key, reference }) => `${reference} was posted as ${key}, which no delivery has`);
}

function open({ id, deliveries }: ToldDigest): readonly string[] {
  return deliveries
    .filter(({ state }) => state === 'claimed' || state === 'posting')
    .map(({ slot, state }) => `${id} at ${slot} is still ${state}`);
}

/** Each window begins where the last one that was covered ended, and each arrival lies in one of them. */
function gaps(
  { id, start, covered, about, deliveries }: ToldDigest,
  briefs: readonly WrittenBrief[],
): readonly string[] {
  const problems: string[] = [];
  const windows = deliveries.filter(({ state }) => ENDED.has(state)).flatMap(({ window }) => window ?? []);
  let end = start;
  for (const { after, through } of windows) {
    if (after < end) problems.push(`${id} has the arrivals ${after + 1} to ${end} in two windows`);
    end = through;
  }
  if (covered < end) problems.push(`${id} is covered up to ${covered}, and told up to ${end}`);
  for (const brief of briefs) {
    if (!about.has(brief.id)) continue;
    for (const [index, seq] of brief.arrivals.entries()) {
      if (seq <= start || deliveries.some((one) => ENDED.has(one.state) && isIn(seq, one))) continue;
      // What was edited or taken out again before anybody told of it may have nothing that could be told.
      if (brief.isThere && index === brief.arrivals.length - 1)
        problems.push(`${id} never told of ${brief.id} (${seq})`);
    }
  }
  return problems;
}

function pagesOf(digest: ToldDigest, { slot, state, note, pages }: ToldDelivery, byKey: ByKey): readonly string[] {
  const at = `${digest.id} at ${slot}`;
  const problems: string[] = [];
  if ((state === 'failed' || state === 'unknown') && (note ?? '') === '')
    problems.push(`${at} is ${state} and says no why`);
  if (state === 'delivered' && pages.length === 0) problems.push(`${at} is delivered without a page`);
  if (state === 'delivered' && pages.some((page) => page.state === 'unknown')) problems.push(`${at} hides a doubt`);
  if (state === 'unknown' && pages.every((page) => page.state !== 'unknown'))
    problems.push(`${at} doubts without a reason`);
  for (const page of pages) {
    const posts = byKey.get(page.key) ?? [];
    const [post] = posts;
    if (page.state === 'waiting' || page.state === 'posting')
      problems.push(`${at}: ${page.key} is still ${page.state}`);
    if (page.state === 'rejected' && post) problems.push(`${at}: ${page.key} is there, and recorded as rejected`);
    if (post && post.channel !== digest.channel) problems.push(`${at}: ${page.key} went to ${post.channel}`);
    if (page.state !== 'posted') continue;
    if (!post) problems.push(`${at}: ${page.key} is recorded as posted, and not there`);
    else if (!posts.some(({ reference }) => reference === page.reference))
      problems.push(`${at}: ${page.key} is ${post.reference}, and recorded as ${page.reference}`);
  }
  return problems;
}

/** The same from the readers' side: what they see of each text, and in which delivery. */
function readers({ id, about, deliveries, start }: ToldDigest, { briefs }: History, byKey: ByKey): readonly string[] {
  const shown = deliveries.map((delivery) => ({
    delivery,
    codes: new Set(delivery.pages.flatMap(({ key }) => (byKey.get(key) ?? []).flatMap(({ codes }) => [...codes]))),
  }));
  // What is not known to have come may not be there for any reader.
  const mayMiss = (seq: number) =>
    deliveries.some(
      (one) => isIn(seq, one) && (one.state === 'unknown' || one.pages.some(({ state }) => state === 'rejected')),
    );
  const problems: string[] = [];
  for (const brief of briefs) {
    for (const { delivery, codes } of shown) {
      const code = brief.codes.find((one) => codes.has(one));
      if (code === undefined) continue;
      if (!about.has(brief.id)) problems.push(`${id} shows ${code}, which it is not about`);
      // A text that came while a digest of an older one was composed may stand there as well: it is a correction then.
      else if (!brief.arrivals.some((seq) => isIn(seq, delivery)))
        problems.push(`${id} shows ${code} at ${delivery.slot}, where nothing of ${brief.id} was new`);
    }
    const last = brief.arrivals.at(-1);
    const code = brief.codes.at(-1);
    if (!about.has(brief.id) || !brief.isThere || last === undefined || code === undefined) continue;
    if (last <= start || mayMiss(last)) continue;
    if (!shown.some(({ codes }) => codes.has(code))) problems.push(`no reader of ${id} ever saw ${code} (${last})`);
  }
  return problems;
}

function isIn(seq: number, { window }: ToldDelivery): boolean {
  return window !== undefined && window.after < seq && seq <= window.through;
}
