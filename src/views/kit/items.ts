import { numberText } from './number-text.ts';
import type { Cited } from '../../corpus/facts.ts';
import type { SubjectId } from '../../corpus/ids.ts';
import type { Dated } from '../../corpus/fields.ts';
import type { Brief, Figure, Point, Statement } from '../../corpus/model.ts';
import type { Item, Span, Spans } from '../../message/model.ts';
import { dateKey } from './dates.ts';
import { emphasis, plain, quoted, sentence, strong } from './spans.ts';
import type { Page } from './page.ts';

/** When a line happened; the day of its article stands in where the article does not tell. */
export function whenOf(cited: Cited<Point | Statement>): Dated {
  return cited.item.on ?? cited.briefs[0].published;
}

export function byTime(a: Cited<Point | Statement>, b: Cited<Point | Statement>): number {
  return dateKey(whenOf(a)).localeCompare(dateKey(whenOf(b)));
}

export function pointItem(cited: Cited<Point>, page: Page): Item {
  const { item } = cited;
  return {
    spans: [
      ...lead(cited, page),
      plain(sentence(item.text)),
      ...carried(item.via, item.text, page, ' Reported by '),
      ...told(cited, page),
    ],
    under: notes(item.note),
  };
}

/** `speaker: false` where the heading says who spoke. */
export function statementItem(cited: Cited<Statement>, page: Page, { speaker }: { readonly speaker: boolean }): Item {
  const { item } = cited;
  const name = page.lookup.name(item.by);
  const to = item.to.length > 0 ? [plain(` To: ${names(item.to, page)}.`)] : [];
  return {
    spans: [
      ...lead(cited, page),
      ...(speaker ? [strong(name), plain(': ')] : []),
      plain(sentence(item.said)),
      ...to,
      ...carried(item.via, item.said, page, ' Via '),
      ...told(cited, page),
    ],
    under: [
      ...(item.quote === undefined ? [] : [[plain('In their words: '), quoted(item.quote)]]),
      ...notes(item.note),
    ],
  };
}

/**
 * At most `max` lines for an overview. An article tells what matters most first, so the first line of each brief is taken,
 * then the second of each, newest briefs first; what is taken is then put in order of time.
 */
export function overview<T extends Point | Statement>(lines: readonly Cited<T>[], max: number): readonly Cited<T>[] {
  const ranks = new Map<Brief, number>();
  const ranked = lines.map((cited) => {
    const [brief] = cited.briefs;
    const rank = ranks.get(brief) ?? 0;
    ranks.set(brief, rank + 1);
    return { cited, rank };
  });
  return ranked
    .toSorted((a, b) => a.rank - b.rank)
    .slice(0, max)
    .map(({ cited }) => cited)
    .toSorted(byTime);
}

/** "almost 400 people", as the article has it. */
function amountText(figure: Figure): string {
  const value = typeof figure.value === 'number' ? numberText(figure.value) : figure.value;
  // "hundreds of civilians"
  const of =
    typeof figure.value === 'string' && figure.value.endsWith('s') && figure.unit !== undefined ? 'of' : undefined;
  return [figure.qualifier, value, of, figure.unit].filter((part) => part !== undefined).join(' ');
}

export function figureItem(cited: Cited<Figure>, page: Page): Item {
  const { item, briefs } = cited;
  return {
    spans: [...figureFacts(item, briefs[0], page), plain(' '), plain(sentence(item.text)), ...told(cited, page)],
    under: notes(item.note),
  };
}

/** A number without its sentence: how much, for when, and who gave it. */
export function figureFacts(item: Figure, brief: Brief, page: Page): Spans {
  const when = item.period ? page.when(item.period) : `published ${page.when(brief.published)}`;
  const who = item.by === undefined ? 'by the article' : `by ${page.lookup.name(item.by)}`;
  const via = item.via.length > 0 ? `, via ${names(item.via, page)}` : '';
  return [strong(amountText(item)), plain(` · ${when} · ${who}${via}.`)];
}

export function marks(briefs: readonly Brief[], page: Page): readonly Span[] {
  return [plain(' '), ...page.citations.citeAll(briefs)];
}

/** The brief whose words these are, then apart from it those that tell of the same in theirs. */
function told(cited: Cited<unknown>, page: Page): readonly Span[] {
  const [first, ...others] = cited.briefs;
  const words = marks([first], page);
  return others.length === 0 ? words : [...words, plain(' also'), ...marks(others, page)];
}

export function names(ids: readonly SubjectId[], page: Page): string {
  const all = ids.map((id) => page.lookup.name(id));
  const last = all.pop();
  if (last === undefined) return '';
  return all.length === 0 ? last : `${all.join(', ')} and ${last}`;
}

/** What the editor of a brief says about the article, never mistaken for what the article says. */
export function notes(note: string | undefined): readonly Spans[] {
  return note === undefined ? [] : [[emphasis('Editor’s note: '), plain(sentence(note))]];
}

function lead(cited: Cited<Point | Statement>, page: Page): readonly Span[] {
  return cited.item.on
    ? [strong(page.when(cited.item.on)), plain(' · ')]
    : [emphasis(`reported ${page.when(cited.briefs[0].published)}`), plain(' · ')];
}

/** Who passed it on, unless the words before say so already. */
function carried(via: readonly SubjectId[], said: string, page: Page, words: string): readonly Span[] {
  const unsaid = via.filter((id) => !said.includes(page.lookup.name(id)));
  return unsaid.length === 0 ? [] : [plain(`${words}${names(unsaid, page)}.`)];
}

/** A brief as one line of a list: its headline, with its summary under it. */
export function headlineItem(brief: Brief, page: Page): Item {
  return {
    spans: [strong(page.when(brief.published)), plain(` · ${brief.headline}`), ...marks([brief], page)],
    under: [[plain(brief.summary)]],
  };
}
