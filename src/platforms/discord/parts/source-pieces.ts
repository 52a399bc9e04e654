import { ELLIPSIS } from '../../../kernel/text.ts';
import type { Action, SourceEntry } from '../../../message/model.ts';
import type { PageContent } from '../../../message/pack.ts';
import { customId } from './custom-id.ts';
import { codeText, escapeText, inOrder, JOINER, linkAddress, NO_BREAK } from './escape.ts';

/** `[1] Headline · The Washington Post · 28 Nov 2016 · article`, in small print under a heading in small print. */
export function sourceText(sources: readonly SourceEntry[]): string {
  return ['-# **Sources**', ...sources.map(sourceLine)].join('\n');
}

/** Packing asks for the same sources again and again. */
const known = new WeakMap<SourceEntry, string>();

function sourceLine(source: SourceEntry): string {
  const line = known.get(source) ?? madeLine(source);
  known.set(source, line);
  return line;
}

function madeLine(source: SourceEntry): string {
  const address = linkAddress(source.url);
  const [headline, outlet, published] = [source.headline, source.outlet, source.published].map((text) =>
    escapeText(text).trim(),
  );
  const words = [headline, outlet, unbroken(published ?? '')].filter((text) => text !== '');
  return [
    inOrder(`-# **[${source.n}]** ${words.join(' · ')}`),
    ...(address === undefined ? [] : [`[article](${address})`]),
    ...(isChoice(source) ? [] : [codeText(source.line)]),
  ].join(' · ');
}

/** A date is read at once: no line ends in it. */
function unbroken(date: string): string {
  return date.replaceAll(' ', NO_BREAK).replaceAll('–', `–${JOINER}`);
}

/**
 * What opens the briefs of the sources: a button where there is one, and else a menu. Nothing where the menus and buttons of the
 * answer open them all; never the brief that the line itself shows.
 */
export function sourceActions({ blocks, sources }: PageContent, line: string): readonly Action[] {
  const actions = blocks.flatMap((block) => (block.kind === 'actions' ? block.actions : []));
  const opened = new Set(
    actions.flatMap((action) => (action.kind === 'menu' ? action.options : [action])).map((one) => one.line),
  );
  if (sources.every((source) => opened.has(source.line))) return [];
  const choices = sources.filter((source) => isChoice(source) && source.line !== line);
  const [only] = choices;
  if (only === undefined) return [];
  if (choices.length === 1) return [{ kind: 'button', label: `Read [${only.n}]`, line: only.line }];
  const options = choices.map((source) => ({
    label: `${source.n}. ${source.headline}`,
    hint: `${source.outlet} · ${source.published}`,
    line: source.line,
  }));
  return [{ kind: 'menu', prompt: `Read a brief${ELLIPSIS}`, options }];
}

function isChoice({ line }: SourceEntry): boolean {
  return customId({ line }, 999) !== undefined;
}
