import type { types } from '@slack/bolt';
import { cleanForeign } from '../../../kernel/clean-text.ts';
import { ELLIPSIS } from '../../../kernel/text.ts';
import type { Block, Item, Span, Spans } from '../../../message/model.ts';
import { plainSpans } from '../../../message/plain-text.ts';
import { limits } from '../limits.ts';
import { richSpans, section, type CiteAddress } from './rich-text.ts';

type Table = Block & { kind: 'table' };
type Cell = types.RawTextElement | types.RichTextBlock;

/**
 * The table as a block of its own, whose last column is prose and wraps; undefined where it has more rows, columns or text
 * than one may have. https://docs.slack.dev/reference/block-kit/blocks/table-block
 */
export function tableBlock({ columns, rows }: Table, addressOf?: CiteAddress): types.TableBlock | undefined {
  if (columns.length === 0 || columns.length > limits.tableColumns.most) return undefined;
  if (rows.length + 1 > limits.tableRows.most) return undefined;
  const cells = [columns.map((name) => rawCell(cleanForeign(name))), ...rows.map((row) => row.map(cellOf(addressOf)))];
  const text = cells.flat().reduce((sum, cell) => sum + JSON.stringify(cell).length, 0);
  if (text > limits.tableText.most) return undefined;
  const last = columns.length - 1;
  return {
    type: 'table',
    column_settings: columns.map((_, column) => ({ is_wrapped: column === last })),
    rows: cells,
  };
}

/** The table as a list: the first cell in bold, the others after the names of their columns, the prose of the last below. */
export function tableItems({ columns, rows }: Table): readonly Item[] {
  const last = columns.length - 1;
  return rows.map((row) => {
    const cells = row.map((cell, column): Spans => {
      if (plainSpans(cell).trim() === '') return [];
      const name = (columns[column] ?? '').trim();
      if (column === 0) return cell.map(asStrong);
      return column === last || name === '' ? cell : [{ kind: 'plain', text: `${name}: ` }, ...cell];
    });
    const head = cells.slice(0, Math.max(1, last)).filter((cell) => cell.length > 0);
    const prose = last > 0 ? (cells[last] ?? []) : [];
    return {
      spans: head.flatMap((cell, index): Spans => (index === 0 ? cell : [{ kind: 'plain', text: ' · ' }, ...cell])),
      ...(prose.length > 0 ? { under: [prose] } : {}),
    };
  });
}

function cellOf(addressOf: CiteAddress | undefined): (spans: Spans) => Cell {
  return (spans) => {
    const elements = richSpans(spans, addressOf);
    const [only] = elements;
    if (elements.length === 0) return rawCell('');
    if (elements.length === 1 && only?.type === 'text' && only.style === undefined) return rawCell(only.text);
    return { type: 'rich_text', elements: [section(elements)] };
  };
}

/** No cell may be empty. */
function rawCell(text: string): types.RawTextElement {
  const shown = text.trim();
  return { type: 'raw_text', text: shown === '' ? ELLIPSIS : shown };
}

function asStrong(span: Span): Span {
  return span.kind === 'plain' ? { kind: 'strong', text: span.text } : span;
}
