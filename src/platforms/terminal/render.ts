import { cleanForeign } from '../../kernel/clean-text.ts';
import { unreachable } from '../../kernel/errors.ts';
import type { Block, Item, Omitted, SourceEntry } from '../../message/model.ts';
import type { Page, PageContent } from '../../message/pack.ts';
import { omittedText, webAddress } from '../../message/spans.ts';
import { choiceLines, type Offer } from './parts/offers.ts';
import { accents, type Screen } from './limits.ts';
import { factLines, tableLines } from './parts/render-table.ts';
import { hung, inked, run, type Format, type Line } from './parts/runs.ts';
import { runsOf } from './parts/span-runs.ts';
import { NO_BREAK, wrapped } from './parts/wrap.ts';

/** The page as lines for the screen: its blocks, its sources, and at the end what may be chosen by number. */
export function renderPage(
  page: PageContent & Pick<Page, 'tone'>,
  offers: readonly Offer[],
  screen: Screen,
): readonly string[] {
  const toLines = (block: Block) => linesOf(block, screen, accents[page.tone]);
  return layout(page, offers, screen, toLines).map((line) => inked(line, screen));
}

/**
 * Tells how many lines a page takes. Packing asks this of the same blocks again and again, so each block is laid out once.
 */
export function heightMeter(screen: Screen): (page: PageContent, offers: readonly Offer[]) => number {
  const known = new WeakMap<Block, readonly Line[]>();
  const linesOnce = (block: Block) => {
    const lines = known.get(block) ?? linesOf(block, screen, 'bold');
    known.set(block, lines);
    return lines;
  };
  return (page, offers) => layout(page, offers, screen, linesOnce).length;
}

function layout(
  page: PageContent,
  offers: readonly Offer[],
  screen: Screen,
  toLines: (block: Block) => readonly Line[],
): readonly Line[] {
  const parts = page.blocks.map((block) => ({ block, lines: toLines(block) }));
  const lines: Line[] = [];
  let before: Block | undefined;
  for (const { block, lines: own } of parts) {
    if (own.length === 0) continue;
    if (before && isApart(before, block)) lines.push([]);
    lines.push(...own);
    before = block;
  }
  for (const more of [sourceLines(page.sources, screen), choiceLines(offers, screen)]) {
    if (more.length > 0) lines.push(...(lines.length > 0 ? [[]] : []), ...more);
  }
  return lines;
}

/** Whether an empty line stands between two blocks. */
function isApart(before: Block, block: Block): boolean {
  return before.kind !== 'heading' && !(before.kind === 'note' && block.kind === 'note');
}

function linesOf(block: Block, screen: Screen, accent: Format): readonly Line[] {
  switch (block.kind) {
    case 'heading': {
      const formats: readonly Format[] = block.level === 1 ? ['bold', accent] : ['bold'];
      return wrapped(runsOf(block.spans, screen, ...formats), screen.columns);
    }
    case 'text':
      return wrapped(runsOf(block.spans, screen), screen.columns);
    case 'list': {
      const first = block.start ?? 1;
      const digits = String(first + Math.max(0, block.items.length - 1)).length;
      return [
        ...block.items.flatMap((item, index) =>
          itemLines(item, block.ordered ? `${String(first + index).padStart(digits)}. ` : '• ', screen),
        ),
        ...omittedLines(block.omitted, screen),
      ];
    }
    case 'quote': {
      const bar = [run('│ ', 'dim')];
      const words = wrapped([run(`“${cleanForeign(block.words)}”`, 'italic')], screen.columns - 2);
      const by =
        block.by.length === 0 ? [] : wrapped([run(`—${NO_BREAK}`), ...runsOf(block.by, screen)], screen.columns - 4);
      return [...hung(words, bar, bar), ...hung(by, bar, [...bar, run('  ')])];
    }
    case 'facts':
      return factLines(block.facts, screen);
    case 'table':
      return [...tableLines(block, screen), ...omittedLines(block.omitted, screen)];
    case 'note': {
      const lines = wrapped(runsOf(block.spans, screen, 'dim'), screen.columns - 2);
      return hung(lines, [run('· ', 'dim')], [run('  ')]);
    }
    case 'divider':
      return [[run('─'.repeat(Math.min(screen.columns, 32)), 'dim')]];
    case 'actions':
      // Shown as numbered choices at the end of the page.
      return [];
    default:
      return unreachable(block);
  }
}

function itemLines(item: Item, mark: string, screen: Screen): readonly Line[] {
  const indent = ' '.repeat(mark.length);
  const own = wrapped(runsOf(item.spans, screen), screen.columns - mark.length);
  const under = (item.under ?? []).flatMap((spans) => {
    const lines = wrapped(runsOf(spans, screen), screen.columns - mark.length - 2);
    return hung(lines, [run(indent), run('– ', 'dim')], [run(`${indent}  `)]);
  });
  return [...hung(own, [run(mark, 'dim')], [run(indent)]), ...under];
}

function omittedLines(omitted: Omitted | undefined, screen: Screen): readonly Line[] {
  if (!omitted) return [];
  const runs = runsOf(
    [
      { kind: 'plain', text: omittedText(omitted) },
      ...(omitted.line === undefined
        ? []
        : [{ kind: 'plain', text: ': ' } as const, { kind: 'code', text: omitted.line } as const]),
    ],
    screen,
    'dim',
  );
  return hung(wrapped(runs, screen.columns - 2), [run('  ')], [run('  ')]);
}

function sourceLines(sources: readonly SourceEntry[], screen: Screen): readonly Line[] {
  if (sources.length === 0) return [];
  const width = Math.max(...sources.map(({ n }) => `[${n}] `.length));
  const indent = [run(' '.repeat(width))];
  return [
    [run('Sources', 'bold')],
    ...sources.flatMap((source) => {
      const link = webAddress(source.url);
      const headline = { ...run(cleanForeign(source.headline)), link: screen.links ? link : undefined };
      const published = cleanForeign(source.published).replaceAll(' ', NO_BREAK);
      const where = run(` · ${cleanForeign(source.outlet)} · ${published}`);
      const lines = [
        ...wrapped([headline, where], screen.columns - width),
        ...wrapped([run(cleanForeign(source.line), 'dim')], screen.columns - width),
        ...(link === undefined || screen.links ? [] : [[run(link, 'dim')]]),
      ];
      return hung(lines, [run(`[${source.n}] `.padStart(width), 'dim')], indent);
    }),
  ];
}
