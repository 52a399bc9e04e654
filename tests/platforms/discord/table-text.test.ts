import { describe, expect, test } from 'vitest';
import type { Block, Span } from '../../../src/message/model.ts';
import { longestTableText, tableText } from '../../../src/platforms/discord/parts/table-text.ts';

const plain = (text: string): readonly Span[] => [{ kind: 'plain', text }];
const tableOf = (columns: readonly string[], ...rows: readonly (readonly string[])[]): Block & { kind: 'table' } => ({
  kind: 'table',
  columns,
  rows: rows.map((row) => row.map(plain)),
});

describe('a table', () => {
  test('stands in columns where a phone has room for them', () => {
    const table = tableOf(
      ['Day', 'Figure', 'Source'],
      ['28 Nov', '10,000', 'Observatory'],
      ['22 Nov', '141', '联合国'],
    );
    expect(tableText(table)).toBe(
      ['```', 'Day     Figure  Source', '28 Nov  10,000  Observatory', '22 Nov  141     联合国', '```'].join('\n'),
    );
  });

  test('is a list of its rows where a line would wrap', () => {
    const prose = 'People who left the east of the city within a day';
    expect(tableText(tableOf(['Day', 'Figure', 'What'], ['28 Nov', '10,000', prose], ['22 Nov', '', 'x']))).toBe(
      [`- **28 Nov** · Figure: 10,000`, `  ${prose}`, '- **22 Nov**', '  x'].join('\n'),
    );
  });

  test.each(['a `tick`', '```', 'حلب', 'שלום'])('is a list where %j would break the columns', (text) => {
    expect(tableText(tableOf(['A', 'B'], ['x', text]))).toMatch(/^- \*\*x\*\*/);
  });

  test('is measured by its longer form, as a part of it may be laid out the other way', () => {
    const table = tableOf(['A', 'B'], ['x', 'y']);
    expect(longestTableText(table).length).toBeGreaterThanOrEqual(tableText(table).length);
  });
});
