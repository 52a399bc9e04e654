import { cleanForeign } from '../../../kernel/clean-text.ts';
import { textWidth } from '../../../kernel/text-width.ts';
import type { Block, Fact } from '../../../message/model.ts';
import type { Screen } from '../limits.ts';
import { hung, padded, run, widthOf, type Line } from './runs.ts';
import { runsOf } from './span-runs.ts';
import { wrapped } from './wrap.ts';

const GAP = 2;
/** A last column that is narrower is no place for prose: the table is shown as facts. */
const LEAST_PROSE = 24;

/** Columns side by side where the prose of the last one has room, and else each row as a list of facts. */
export function tableLines(table: Block & { kind: 'table' }, screen: Screen): readonly Line[] {
  const columns = table.columns.map(cleanForeign);
  const rows = table.rows.map((row) => row.map((cell) => runsOf(cell, screen)));
  const widths = columns.slice(0, -1).map((name, index) => {
    const natural = Math.max(textWidth(name), ...rows.map((row) => widthOf(row[index] ?? [])));
    return Math.min(natural, Math.max(10, Math.floor(screen.columns / 4)));
  });
  const prose = screen.columns - widths.reduce((sum, width) => sum + width + GAP, 0);
  if (prose < LEAST_PROSE) return stacked(table, screen);
  widths.push(prose);

  const head = columns.map((name) => wrapped([run(name, 'bold')], prose));
  const rule = columns.map((name, index) => {
    const widest = Math.max(textWidth(name), ...rows.map((row) => widthOf(row[index] ?? [])));
    return [run('─'.repeat(Math.min(widths[index] ?? 0, widest)), 'dim')];
  });
  return [
    ...sideBySide(
      head.map((lines, index) =>
        index < widths.length - 1 ? wrapped(lines.flat(), widths[index] ?? 1, { chopsAddresses: true }) : lines,
      ),
      widths,
    ),
    ...sideBySide(
      rule.map((line) => [line]),
      widths,
    ),
    ...rows.flatMap((row) =>
      sideBySide(
        row.map((cell, index) => wrapped(cell, widths[index] ?? 1, { chopsAddresses: index < widths.length - 1 })),
        widths,
      ),
    ),
  ];
}

function sideBySide(cells: readonly (readonly Line[])[], widths: readonly number[]): readonly Line[] {
  const height = Math.max(1, ...cells.map((lines) => lines.length));
  return Array.from({ length: height }, (_, row) =>
    cells.flatMap((lines, index) => {
      const line = lines[row] ?? [];
      return index === cells.length - 1 ? line : padded(line, (widths[index] ?? 0) + GAP);
    }),
  );
}

function stacked(table: Block & { kind: 'table' }, screen: Screen): readonly Line[] {
  return table.rows.flatMap((row, index) => {
    const facts = row.map((spans, column): Fact => ({ label: table.columns[column] ?? '', spans }));
    return [...(index === 0 ? [] : [[]]), ...factLines(facts, screen)];
  });
}

/** Labels in one column and what they name in the next. A label that is too long for its column has a line of its own. */
export function factLines(facts: readonly Fact[], screen: Screen): readonly Line[] {
  const labels = facts.map((fact) => cleanForeign(fact.label));
  const most = Math.floor(screen.columns * 0.4);
  const width = Math.max(0, ...labels.map(textWidth).filter((one) => one <= most)) + GAP;
  return facts.flatMap(({ spans }, index) => {
    const label = run(labels[index] ?? '', 'bold');
    const indent = [run(' '.repeat(width))];
    const lines = wrapped(runsOf(spans, screen), screen.columns - width);
    if (widthOf([label]) <= most) return hung(lines, padded([label], width), indent);
    return [...wrapped([label], screen.columns), ...hung(lines, indent, indent)];
  });
}
