import { cleanForeign } from '../../../kernel/clean-text.ts';
import { textWidth } from '../../../kernel/text-width.ts';
import type { Block, Span } from '../../../message/model.ts';
import { plainSpans } from '../../../message/plain-text.ts';
import { escapeText } from './escape.ts';
import { spansText, type CiteAddress } from './span-text.ts';

type Table = Block & { kind: 'table' };

/** What a phone shows of monospaced text before it wraps. */
const PHONE_COLUMNS = 36;
const GAP = '  ';

/** Scripts that run from the right would put the columns in disorder. */
const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** A table that reads on a phone: columns in monospace where they are narrow and plain, and else each row as an item. */
export function tableText(table: Table, addressOf?: CiteAddress): string {
  return inColumns(table) ?? stacked(table, addressOf);
}

/** As much as the table takes, or a table with some of its rows, which may be laid out the other way. */
export function longestTableText(table: Table): string {
  const columns = inColumns(table) ?? '';
  const rows = stacked(table);
  return columns.length > rows.length ? columns : rows;
}

function inColumns(table: Table): string | undefined {
  const needsMarkup = table.rows.flat(2).some((span) => ['link', 'time', 'quoted', 'code'].includes(span.kind));
  if (needsMarkup || table.rows.length === 0) return undefined;
  const rows = [table.columns.map(cleanForeign), ...table.rows.map((row) => row.map(plainSpans))];
  const widths = table.columns.map((_, column) => Math.max(...rows.map((row) => textWidth(row[column] ?? ''))));
  if (widths.reduce((sum, width) => sum + width + GAP.length, -GAP.length) > PHONE_COLUMNS) return undefined;
  if (rows.flat().some((cell) => cell.includes('`') || rightToLeft.test(cell))) return undefined;
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - textWidth(cell)))
      .join(GAP)
      .trimEnd(),
  );
  return lines.every((line) => line === '') ? undefined : ['```', ...lines, '```'].join('\n');
}

/** The first cell in bold, the others after the names of their columns, and the prose of the last one below. */
function stacked(table: Table, addressOf?: CiteAddress): string {
  const last = table.columns.length - 1;
  return table.rows
    .map((row) => {
      const cells = row.map((cell, column) => {
        const text = spansText(column === 0 ? cell.map(asStrong) : cell, addressOf).trim();
        const name = escapeText(table.columns[column] ?? '').trim();
        if (text === '') return '';
        return column === 0 || column === last || name === '' ? text : `${name}: ${text}`;
      });
      const head = cells.slice(0, Math.max(1, last)).filter((text) => text !== '');
      const prose = last > 0 ? (cells[last] ?? '') : '';
      const lines = [head.join(' · '), prose].filter((text) => text !== '');
      return `- ${lines.join('\n  ')}`;
    })
    .filter((text) => text !== '- ')
    .join('\n');
}

function asStrong(span: Span): Span {
  return span.kind === 'plain' ? { kind: 'strong', text: span.text } : span;
}
