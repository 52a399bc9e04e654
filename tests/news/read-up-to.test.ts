import { expect, it } from 'vitest';
import type { BriefId } from '../../src/corpus/ids.ts';
import { ReadUpTo } from '../../src/news/read-up-to.ts';
import { BEFORE_ALL } from '../../src/state/ids.ts';
import { after, databasesOf, sequence } from '../state/databases.ts';

const databases = databasesOf('sqlite');

it('is found out by few looks where a folder holds nothing but the latest of many briefs', async () => {
  const { arrivals } = await databases.fresh();
  const briefs = Array.from({ length: 3000 }, (_, at) => ({ brief: `2016-11-29-story-${at + 1}`, hash: 'h' }));
  await arrivals.record(briefs, after(0));
  let looks = 0;
  const counted: typeof arrivals = {
    ...arrivals,
    between: async (...given) => {
      looks += 1;
      return arrivals.between(...given);
    },
  };
  const latest = { brief: '2016-11-29-story-3000', hash: 'h', marks: '', revision: 1 };
  const contents = {
    index: () => 'index',
    after: () => [],
    of: (brief: BriefId) => (brief === latest.brief ? { ...latest, brief } : undefined),
  };
  const reading = { arrivals: counted, contents, checkedAt: () => after(60), isOwn: () => false };
  expect(await new ReadUpTo().behind(reading, BEFORE_ALL, sequence(3000))).toBeUndefined();
  expect(looks).toBeLessThan(15);
});
