import { cleanForeign } from '../kernel/clean-text.ts';
import { unreachable } from '../kernel/errors.ts';
import type { Action, Block, Message, Omitted, SourceEntry, Span, Spans } from './model.ts';
import { channelText, instantText, omittedText, spaceBeforeCite, webAddress } from './spans.ts';

/**
 * All that a message holds as text without colours, links or wrapping, for notifications and pipes: blocks parted by an
 * empty line, and at the end the numbered sources.
 */
export function plainText(message: Pick<Message, 'blocks' | 'sources'>): string {
  const parts = message.blocks.map((block) => {
    const text = blockLines(block).join('\n');
    return text === '' ? '' : text + (block.kind === 'heading' ? '\n' : '\n\n');
  });
  if (message.sources.length > 0) parts.push(['Sources', ...message.sources.map(plainSource)].join('\n'));
  return parts.join('').trimEnd();
}

function blockLines(block: Block): readonly string[] {
  switch (block.kind) {
    case 'heading':
    case 'text':
      return [plainSpans(block.spans)];
    case 'list':
      return [
        ...block.items.flatMap((item, index) => {
          const mark = block.ordered ? `${(block.start ?? 1) + index}. ` : '- ';
          const under = (item.under ?? []).map((spans) => `${' '.repeat(mark.length)}${plainSpans(spans)}`);
          return [mark + plainSpans(item.spans), ...under];
        }),
        ...plainOmitted(block.omitted),
      ];
    case 'quote':
      return [`“${cleanForeign(block.words)}”`, `   ${plainSpans(block.by)}`];
    case 'facts':
      return block.facts.map((fact) => `${cleanForeign(fact.label)}: ${plainSpans(fact.spans)}`);
    case 'table':
      return [
        block.columns.map(cleanForeign).join(' | '),
        ...block.rows.map((row) => row.map(plainSpans).join(' | ')),
        ...plainOmitted(block.omitted),
      ];
    case 'note':
      return [`Note: ${plainSpans(block.spans)}`];
    case 'divider':
      return ['---'];
    case 'actions':
      return block.actions.flatMap(actionLines);
    default:
      return unreachable(block);
  }
}

/** Spans as one line: citations as [1], quoted words in quotation marks, code in backticks, an address after its text. */
export function plainSpans(spans: Spans): string {
  return spans
    .map((span, index) => (span.kind === 'cite' && spaceBeforeCite(spans[index - 1]) ? ' ' : '') + spanText(span))
    .join('');
}

function spanText(span: Span): string {
  switch (span.kind) {
    case 'plain':
    case 'strong':
    case 'emphasis':
    case 'found':
      return cleanForeign(span.text);
    case 'code':
      return `\`${cleanForeign(span.text)}\``;
    case 'quoted':
      return `“${cleanForeign(span.text)}”`;
    case 'link': {
      const url = webAddress(span.url);
      return url === undefined || span.text === span.url
        ? cleanForeign(span.text)
        : `${cleanForeign(span.text)} (${url})`;
    }
    case 'cite':
      return `[${span.n}]`;
    case 'channel':
      return channelText(span.id);
    case 'time':
      return instantText(span, 'UTC');
    default:
      return unreachable(span);
  }
}

function plainOmitted(omitted: Omitted | undefined): readonly string[] {
  if (!omitted) return [];
  return [omittedText(omitted) + (omitted.line === undefined ? '' : `: \`${cleanForeign(omitted.line)}\``)];
}

function actionLines(action: Action): readonly string[] {
  if (action.kind === 'button') return [`> ${cleanForeign(action.label)}: \`${cleanForeign(action.line)}\``];
  return [
    `${cleanForeign(action.prompt)}:`,
    ...action.options.map(({ label, hint, line }) => {
      const name = cleanForeign(label) + (hint === undefined ? '' : ` (${cleanForeign(hint)})`);
      return `> ${name}: \`${cleanForeign(line)}\``;
    }),
  ];
}

/** `[1] Headline · The Washington Post · 28 Nov 2016 · https://… · `brief …`` */
function plainSource(source: SourceEntry): string {
  const url = webAddress(source.url);
  const parts = [source.headline, source.outlet, source.published].map(cleanForeign);
  return [
    `[${source.n}] ${parts.join(' · ')}`,
    ...(url === undefined ? [] : [url]),
    `\`${cleanForeign(source.line)}\``,
  ].join(' · ');
}
