import { expect, it } from 'vitest';
import { problemsOf } from './check-history.ts';
import type { History, Post, ToldDelivery, ToldDigest, ToldPage, WrittenBrief } from './history.ts';

/** The judge of every other test here: each history that breaks a promise has to be seen through. */

const page = (key: string, parts: Partial<ToldPage> = {}): ToldPage => ({
  key,
  state: 'posted',
  reference: `m-${key}`,
  ...parts,
});

const delivery = (slot: string, after: number, through: number, parts: Partial<ToldDelivery> = {}): ToldDelivery => ({
  slot,
  state: 'delivered',
  note: undefined,
  window: { after, through },
  pages: [page(`k-${slot}`)],
  ...parts,
});

const brief = (n: number, parts: Partial<WrittenBrief> = {}): WrittenBrief => ({
  id: `b${n}`,
  codes: [`c${n}`],
  isThere: true,
  arrivals: [n],
  ...parts,
});

const post = (key: string, codes: readonly string[], parts: Partial<Post> = {}): Post => ({
  channel: 'C1',
  reference: `m-${key}`,
  key,
  codes: new Set(codes),
  ...parts,
});

interface Told {
  readonly digest?: Partial<ToldDigest>;
  readonly deliveries?: readonly ToldDelivery[];
  readonly posts?: readonly Post[];
  readonly briefs?: readonly WrittenBrief[];
}

/** Two briefs, each in a delivery of its own, but for what is given. */
function history({ digest, deliveries, posts, briefs }: Told = {}): History {
  return {
    briefs: briefs ?? [brief(1), brief(2)],
    posts: posts ?? [post('k-8h', ['c1']), post('k-9h', ['c2'])],
    digests: [
      {
        id: 'd',
        channel: 'C1',
        start: 0,
        covered: 2,
        about: new Set(['b1', 'b2']),
        deliveries: deliveries ?? [delivery('8h', 0, 1), delivery('9h', 1, 2)],
        ...digest,
      },
    ],
  };
}

const [first, second] = [delivery('8h', 0, 1), delivery('9h', 1, 2)];

it('finds nothing wrong with a history in which all came once', () => {
  expect(problemsOf(history())).toEqual([]);
});

it('takes what is honestly recorded: silence, a refusal with its reason, a doubt that is told', () => {
  const silent = delivery('7h', 0, 0, { state: 'skipped', window: undefined, pages: [] });
  expect(problemsOf(history({ deliveries: [silent, first, second] }))).toEqual([]);

  const refused = page('k-7h', { state: 'rejected', reference: undefined });
  const failed = delivery('7h', 0, 1, { state: 'failed', note: 'The channel is gone.', pages: [refused] });
  expect(problemsOf(history({ deliveries: [failed, first, second] }))).toEqual([]);

  const unsure = page('k-8h', { state: 'unknown', reference: undefined });
  const doubted = { ...first, state: 'unknown', note: 'Look into the channel.', pages: [unsure] } as const;
  expect(problemsOf(history({ deliveries: [doubted, second], posts: [post('k-9h', ['c2'])] }))).toEqual([]);
  expect(problemsOf(history({ deliveries: [doubted, second] }))).toEqual([]);
});

it('takes a text that was replaced or removed before anybody told of it', () => {
  const edited = brief(1, { codes: ['c1', 'c1b'], arrivals: [1, 2] });
  const told = { deliveries: [delivery('8h', 0, 2)], posts: [post('k-8h', ['c1b'])] };
  expect(problemsOf(history({ briefs: [edited], ...told }))).toEqual([]);
  const removed = brief(2, { isThere: false });
  expect(problemsOf(history({ briefs: [edited, removed], ...told }))).toEqual([]);
});

it.each<[string, Told, RegExp]>([
  [
    'a message that stands there twice',
    { posts: [...history().posts, post('k-8h', ['c1'], { reference: 'm2' })] },
    /posted 2 times/,
  ],
  [
    'a message of which the database knows nothing',
    { posts: [...history().posts, post('k-x', [])] },
    /no delivery has/,
  ],
  ['a message without a key', { posts: [...history().posts, post('k', [], { key: undefined })] }, /no delivery has/],
  ['a message that is recorded and not there', { posts: [post('k-8h', ['c1'])] }, /recorded as posted, and not there/],
  [
    'a message that is recorded as another one',
    { deliveries: [{ ...first, pages: [page('k-8h', { reference: 'm-of-others' })] }, second] },
    /is m-k-8h, and recorded as m-of-others/,
  ],
  ['a message in the wrong channel', { digest: { channel: 'C2' } }, /went to C1/],
  ['a brief that never arrived', { briefs: [brief(1), brief(2), brief(3, { arrivals: [] })] }, /b3 never arrived/],
  ['a brief in no window', { deliveries: [first], posts: [post('k-8h', ['c1'])] }, /never told of b2 \(2\)/],
  [
    'a brief in two windows',
    { deliveries: [delivery('8h', 0, 2), second], posts: [post('k-8h', ['c1', 'c2']), post('k-9h', ['c2'])] },
    /2 to 2 in two windows/,
  ],
  [
    'a text that readers see twice',
    { posts: [post('k-8h', ['c1']), post('k-9h', ['c2', 'c1'])] },
    /shows c1 at 9h, where nothing of b1 was new/,
  ],
  ['a text that no reader sees', { posts: [post('k-8h', ['c1']), post('k-9h', [])] }, /ever saw c2/],
  [
    'a text that the filter does not let through',
    { digest: { about: new Set(['b1']) } },
    /shows c2, which it is not about/,
  ],
  ['a mark that lags behind what was told', { digest: { covered: 1 } }, /covered up to 1, and told up to 2/],
  ['a delivery that did not end', { deliveries: [first, { ...second, state: 'posting' }] }, /still posting/],
  [
    'a page that was left behind',
    { deliveries: [first, { ...second, pages: [...second.pages, page('k-2', { state: 'waiting' })] }] },
    /k-2 is still waiting/,
  ],
  [
    'a failure without a reason',
    { deliveries: [delivery('7h', 0, 1, { state: 'failed', pages: [] }), first, second] },
    /failed and says no why/,
  ],
  [
    'a refusal of what is there',
    { deliveries: [first, { ...second, pages: [page('k-9h', { state: 'rejected' })] }] },
    /is there, and recorded as rejected/,
  ],
  [
    'a doubt that is recorded as delivered',
    { deliveries: [first, { ...second, pages: [page('k-9h', { state: 'unknown' })] }] },
    /hides a doubt/,
  ],
])('sees %s', (_what, told, problem) => {
  expect(problemsOf(history(told)).join('\n')).toMatch(problem);
});
