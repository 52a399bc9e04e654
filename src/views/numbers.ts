import type { CorpusState } from '../corpus/corpus.ts';
import type { Evidence } from '../corpus/evidence.ts';
import { figuresIn, type Cited } from '../corpus/facts.ts';
import type { Figure } from '../corpus/model.ts';
import type { Target } from '../corpus/target.ts';
import type { Block, Message } from '../message/model.ts';
import { writeLine } from '../line/write-line.ts';
import { dateKey } from './kit/dates.ts';
import { nothingFound } from './kit/empty.ts';
import { figureItem } from './kit/items.ts';
import { createPage } from './kit/page.ts';
import { earlierAction, scope } from './kit/scope.ts';
import { actions, button, section } from './kit/section.ts';
import { capital, count, heading } from './kit/spans.ts';
import type { Lookup } from './kit/subjects.ts';

const PER_METRIC = 15;
const SINGLE = 20;

export interface NumbersView {
  readonly target: Target;
  readonly evidence: Evidence;
  readonly state: CorpusState;
}

/** Each metric with every number that the briefs have for it, over time. Numbers stand side by side: none is averaged. */
export function numbersView({ target, evidence, state }: NumbersView, lookup: Lookup): Message {
  const page = createPage(lookup);
  const metrics = byMetric(figuresIn(evidence.briefs, evidence.concern));
  if (metrics.length === 0) {
    const near = { subjects: target.near, command: 'numbers' };
    return nothingFound({ words: `No number about ${target.title} in these briefs`, evidence, state, near }, lookup);
  }
  const item = (cited: Cited<Figure>) => figureItem(cited, page);
  const repeated = metrics.filter(([, figures]) => figures.length > 1);
  const single = metrics.filter(([, figures]) => figures.length === 1).flatMap(([, figures]) => figures);
  const blocks: readonly Block[] = [
    heading(`Numbers: ${target.title}`, 1),
    scope(evidence, page),
    ...repeated.flatMap(([metric, figures]) =>
      section(metricLabel(metric, figures, lookup), figures, item, { max: PER_METRIC, keep: 'last' }),
    ),
    ...section(repeated.length > 0 ? 'Measured once' : 'Each measured once', single, item, { max: SINGLE }),
    ...actions(button('Brief', writeLine('brief', [target.ask])), ...earlierAction(evidence)),
  ];
  const total = metrics.reduce((sum, [, figures]) => sum + figures.length, 0);
  const summary = `Numbers about ${target.title}: ${count(total, 'number')} for ${count(metrics.length, 'metric')}`;
  return page.message('figures', summary, blocks);
}

/** `civilian-deaths` as readers read it, with the capitals of the names that it is about. */
function metricLabel(metric: string, figures: readonly Cited<Figure>[], lookup: Lookup): string {
  const named = figures.flatMap(({ item }) => item.about.flatMap((id) => lookup.name(id).split(' ')));
  const spelling = new Map(named.map((word) => [word.toLowerCase(), word]));
  return capital(
    metric
      .split('-')
      .map((word) => spelling.get(word) ?? word)
      .join(' '),
  );
}

function byMetric(figures: readonly Cited<Figure>[]): readonly (readonly [string, readonly Cited<Figure>[]])[] {
  const metrics = new Map<string, Cited<Figure>[]>();
  for (const cited of figures) metrics.set(cited.item.metric, [...(metrics.get(cited.item.metric) ?? []), cited]);
  const when = (cited: Cited<Figure>) => dateKey(cited.item.period ?? cited.briefs[0].published);
  return [...metrics].map(([metric, all]) => [metric, all.toSorted((a, b) => when(a).localeCompare(when(b)))] as const);
}
