import type { CorpusState } from '../corpus/corpus.ts';
import { carriersOf } from '../corpus/facts.ts';
import type { Evidence } from '../corpus/evidence.ts';
import type { SubjectId } from '../corpus/ids.ts';
import { isOutlet, type Brief, type Subject } from '../corpus/model.ts';
import type { Target } from '../corpus/target.ts';
import type { Block, Item, Message } from '../message/model.ts';
import { writeLine } from '../line/write-line.ts';
import { nothingFound } from './kit/empty.ts';
import { headlineItem, marks } from './kit/items.ts';
import { createPage, type Page } from './kit/page.ts';
import { earlierAction, scope } from './kit/scope.ts';
import { actions, button, section } from './kit/section.ts';
import { count, heading, note, plain, strong } from './kit/spans.ts';
import { describe, type Lookup } from './kit/subjects.ts';

const OUTLETS = 20;
const MARKS = 3;

export interface SourcesView {
  readonly target?: Target | undefined;
  readonly evidence: Evidence;
  readonly state: CorpusState;
}

/** Which outlets and agencies carried it, between which days, and the briefs themselves. */
export function sourcesView({ target, evidence, state }: SourcesView, lookup: Lookup): Message {
  const page = createPage(lookup);
  const { briefs } = evidence;
  if (briefs.length === 0)
    return nothingFound({ words: `No brief${target ? ` about ${target.title}` : ''}`, evidence, state }, lookup);
  const nameless = briefs.filter((brief) => brief.source.outlet === undefined).length;
  const outlets = outletShares(briefs, lookup);
  const blocks: readonly Block[] = [
    heading(target ? `Sources: ${target.title}` : 'Sources', 1),
    scope(evidence, page),
    note(
      plain(
        'An outlet counts where it published the article, where the article repeats its reporting, ' +
          `or where it carried a line of it. ${namelessText(nameless, briefs.length)}`,
      ),
    ),
    ...section('Outlets and agencies', outlets, (share) => outletItem(share, page), { max: OUTLETS }),
    ...section('Briefs', briefs, (brief) => ({ ...headlineItem(brief, page), under: [] }), {
      max: briefs.length,
      total: evidence.total,
    }),
    ...actions(...(target ? [button('Brief', writeLine('brief', [target.ask]))] : []), ...earlierAction(evidence)),
  ];
  const summary = `${target ? `Sources on ${target.title}` : 'Sources'}: ${count(outlets.length, 'outlet')} in ${count(evidence.total, 'brief')}`;
  return page.message('sources', summary, blocks);
}

function namelessText(nameless: number, all: number): string {
  if (nameless === 0) return 'Every article here names the outlet that published it.';
  const who =
    nameless === all ? (all === 1 ? 'The article' : `None of the ${all} articles`) : `${nameless} of ${all} articles`;
  if (nameless === all)
    return all === 1
      ? `${who} does not name the outlet that published it.`
      : `${who} names the outlet that published it.`;
  return `${who} ${nameless === 1 ? 'does' : 'do'} not name the outlet that published ${nameless === 1 ? 'it' : 'them'}.`;
}

interface OutletShare {
  readonly outlet: Subject;
  /** Newest first. */
  readonly briefs: readonly [Brief, ...Brief[]];
}

/** Most briefs first, then by name. Who is no outlet may pass words on too, and is left out here. */
function outletShares(briefs: readonly Brief[], lookup: Lookup): readonly OutletShare[] {
  const shares = new Map<SubjectId, OutletShare>();
  for (const brief of briefs) {
    for (const id of carriersOf(brief)) {
      const outlet = lookup.subject(id);
      if (!outlet || !mayBeOutlet(outlet)) continue;
      const known = shares.get(id);
      shares.set(id, { outlet, briefs: known ? [...known.briefs, brief] : [brief] });
    }
  }
  return [...shares.values()].toSorted(
    (a, b) => b.briefs.length - a.briefs.length || a.outlet.name.localeCompare(b.outlet.name),
  );
}

/** An outlet, or a plain name of which no register says what it is. */
function mayBeOutlet(subject: Subject): boolean {
  return isOutlet(subject) || (subject.kind === 'actor' && !subject.registered);
}

function outletItem({ outlet, briefs }: OutletShare, page: Page): Item {
  return {
    spans: [
      strong(outlet.name),
      plain(
        `, ${describe(outlet, page.lookup)} · ${count(briefs.length, 'brief')}, published ${page.published(briefs)}`,
      ),
      ...marks(briefs.slice(0, MARKS), page),
    ],
  };
}
