import { cleanForeign } from '../kernel/clean-text.ts';
import type { Block, Message, Omitted, SourceEntry, Span, Spans } from './model.ts';

/** Every run of spans in a block, in reading order. Words of a quote, labels and actions are not spans. */
export function spansIn(block: Block): readonly Spans[] {
  switch (block.kind) {
    case 'heading':
    case 'text':
    case 'note':
      return [block.spans];
    case 'list':
      return block.items.flatMap((item) => [item.spans, ...(item.under ?? [])]);
    case 'quote':
      return [block.by];
    case 'facts':
      return block.facts.map((fact) => fact.spans);
    case 'table':
      return block.rows.flat();
    case 'divider':
    case 'actions':
      return [];
  }
}

/** The block with each of its spans replaced. */
export function mapSpans(block: Block, replace: (span: Span) => Span): Block {
  const all = (spans: Spans) => spans.map(replace);
  switch (block.kind) {
    case 'heading':
    case 'text':
    case 'note':
      return { ...block, spans: all(block.spans) };
    case 'list':
      return {
        ...block,
        items: block.items.map(({ spans, under }) => ({ spans: all(spans), under: under?.map(all) })),
      };
    case 'quote':
      return { ...block, by: all(block.by) };
    case 'facts':
      return { ...block, facts: block.facts.map(({ label, spans }) => ({ label, spans: all(spans) })) };
    case 'table':
      return { ...block, rows: block.rows.map((row) => row.map(all)) };
    case 'divider':
    case 'actions':
      return block;
  }
}

/** The sources that the blocks cite, in the order of their numbers. */
export function citedSources(blocks: readonly Block[], sources: Message['sources']): readonly SourceEntry[] {
  const cited = new Set<number>();
  for (const block of blocks) {
    for (const spans of spansIn(block)) for (const span of spans) if (span.kind === 'cite') cited.add(span.n);
  }
  return sources.filter((source) => cited.has(source.n));
}

/** The address as a link may carry it, or undefined where it is none of the web or cannot be read. */
export function webAddress(url: string | undefined): string | undefined {
  if (url === undefined || !URL.canParse(url)) return undefined;
  const { protocol, href } = new URL(url);
  return protocol === 'http:' || protocol === 'https:' ? href : undefined;
}

/** The word before a citation, where it stands close to it, wants a space; an opening bracket or another citation does not. */
export function spaceBeforeCite(before: Span | undefined): boolean {
  return before !== undefined && before.kind !== 'cite' && ('text' in before ? !/[\s([“]$/u.test(before.text) : true);
}

/** "+4 more", or "over 100 more" where counting stopped. */
export function omittedText(omitted: Omitted): string {
  return omitted.atLeast ? `over ${omitted.count} more` : `+${omitted.count} more`;
}

/** A channel as text, where nothing leads to it. */
export function channelText(id: string): string {
  return `#${cleanForeign(id).replaceAll(/\s+/g, '-')}`;
}

const dayFormat = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });

/**
 * An instant as text: "29 Nov 2016" or "29 Nov 2016, 08:30 UTC". A relative time is written like the latter, as this text
 * may be read at any time. What is no instant comes back as it is written.
 */
export function instantText(span: Span & { kind: 'time' }, zone: string): string {
  let moment: Temporal.ZonedDateTime;
  try {
    moment = Temporal.Instant.from(span.at).toZonedDateTimeISO(zone);
  } catch {
    return cleanForeign(span.at);
  }
  const day = dayFormat.format(moment.toPlainDate());
  if (span.style === 'date') return day;
  return `${day}, ${moment.toPlainTime().toString({ smallestUnit: 'minute' })} ${zone}`;
}
