import type { Corpus, CorpusState } from '../corpus.ts';
import type { BriefId, ClaimId, SubjectId } from '../ids.ts';
import type { Brief } from '../model.ts';
import type { Problem } from '../problem.ts';
import { claimBriefs, claimIds, disputesIn } from './disputes.ts';
import { namesOver } from './named.ts';
import { listBriefs } from './query-briefs.ts';
import { isNamedBeside, sharedBriefs } from './shared.ts';
import type { IndexReader, View } from './reader.ts';
import { dayOfRow } from './row-id.ts';
import { searchBriefs } from './search.ts';
import { coveredBy, subjectOf } from './subjects.ts';
import { companionsOf, newsOf, outletsOf } from './tallies.ts';

/** What is known of the work on the index beside what is in it. */
export interface Work {
  readonly catchingUp?: CorpusState['catchingUp'];
  readonly checkedAt?: string | undefined;
  /** What keeps the index from being brought up to date. */
  readonly problems: readonly Problem[];
}

export function corpusOver(reader: IndexReader, work: () => Work): Corpus {
  return {
    revision: () => reader.read(({ revision }) => revision),
    state: () => reader.read((view) => stateOf(view, work())),
    brief: (id) => reader.read((view) => briefOf(view, id)),
    subject: (id) => reader.read((view) => subjectOf(view, id)),
    covers: (id: SubjectId) => reader.read((view) => coveredBy(view, id)),
    briefs: (query) => reader.read((view) => listBriefs(view, query)),
    search: (text, query) => reader.read((view) => searchBriefs(view, text, query)),
    disputes: (query) => reader.read((view) => disputesIn(view, query)),
    claim: (id: ClaimId) => reader.read((view) => claimBriefs(view, id)),
    claimIds: (id) => reader.read((view) => claimIds(view, id)),
    sharing: (key) => reader.read((view) => sharedBriefs(view, key)),
    isNamedBeside: (id, briefs) => reader.read((view) => isNamedBeside(view, id, briefs)),
    companions: (id, query) => reader.read((view) => companionsOf(view, id, query)),
    inTheNews: (query) => reader.read((view) => newsOf(view, query)),
    outlets: (query) => reader.read((view) => outletsOf(view, query)),
    names: namesOver(reader),
  };
}

function briefOf(view: View, id: BriefId): Brief | undefined {
  const json = view.get('select json from brief where id = ?', id)?.['json'];
  return json === undefined ? undefined : (JSON.parse(json as string) as Brief); // written by `prepare` from a `Brief`
}

function stateOf(view: View, { catchingUp, checkedAt, problems }: Work): CorpusState {
  const kept = view.cached('state', () => {
    const subjects = new Map(
      view
        .all('select kind, count(*) as n from subject where briefs > 0 group by kind')
        .map((row) => [row['kind'], Number(row['n'])]),
    );
    // Apart, so that neither end is looked for by walking through all; of the tables with a row a brief the smallest is counted.
    const { n, first, last } =
      view.get(
        `select (select count(*) from words_docsize) as n, (select min(row) from spine) as first,
                (select max(row) from spine) as last`,
      ) ?? {};
    return {
      briefs: Number(n),
      actors: subjects.get('actor') ?? 0,
      places: subjects.get('place') ?? 0,
      topics: subjects.get('topic') ?? 0,
      ...(first != null && { first: dayOfRow(Number(first)), last: dayOfRow(Number(last)) }),
      problems: view
        .all('select json from problem order by path, n')
        .map((row) => JSON.parse(row['json'] as string) as Problem), // written from a `Problem`
    };
  });
  return { ...kept, problems: [...problems, ...kept.problems], catchingUp, checkedAt };
}
