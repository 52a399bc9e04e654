import { expect, it } from 'vitest';
import { readinessOf, type ReadinessParts } from '../../src/operations/readiness.ts';

const well: ReadinessParts = {
  isIndexComplete: () => true,
  checkDatabase: async () => undefined,
  platforms: () => new Map([['chat', true]]),
};
const missing = async (parts: Partial<ReadinessParts>, withinMs?: number) =>
  [...(await readinessOf({ ...well, ...parts }, withinMs)())].filter(([, isReady]) => !isReady).map(([part]) => part);

it('is whole where the index, the database and each platform are there', async () => {
  expect([...(await readinessOf(well)())]).toEqual([
    ['index', true],
    ['database', true],
    ['chat', true],
  ]);
});

it.each<[string, Partial<ReadinessParts>, readonly string[]]>([
  ['an index that was never whole', { isIndexComplete: () => false }, ['index']],
  [
    'an index that cannot be read',
    {
      isIndexComplete: () => {
        throw new Error('damaged');
      },
    },
    ['index'],
  ],
  ['a database that refuses', { checkDatabase: () => Promise.reject(new Error('away')) }, ['database']],
  [
    'one platform of two',
    {
      platforms: () =>
        new Map([
          ['chat', false],
          ['terminal', true],
        ]),
    },
    ['chat'],
  ],
])('names what is missing: %s', async (_, parts, names) => {
  expect(await missing(parts)).toEqual(names);
});

it('does not wait for a database that says nothing, and does not ask it again before it has answered', async () => {
  const answers: PromiseWithResolvers<void>[] = [];
  const checkDatabase = async () => {
    const answer = Promise.withResolvers<void>();
    answers.push(answer);
    return answer.promise;
  };
  const readiness = readinessOf({ ...well, checkDatabase }, 1);
  expect((await readiness()).get('database')).toBe(false);
  expect((await readiness()).get('database')).toBe(false);
  expect(answers).toHaveLength(1);
  answers[0]?.resolve();
  const both = [readiness(), readiness()];
  await Promise.resolve();
  answers[1]?.resolve();
  for (const one of await Promise.all(both)) expect([...one.keys()]).toEqual(['index', 'database', 'chat']);
  expect(answers.length).toBeLessThanOrEqual(2);
});
