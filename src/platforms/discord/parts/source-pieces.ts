import type { SourceEntry } from '../../../message/model.ts';
import type { PageContent } from '../../../message/pack.ts';
import { customId } from './custom-id.ts';
import { codeText, escapeText, linkAddress } from './escape.ts';
import type { Choice } from './action-rows.ts';

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
  const words = [source.headline, source.outlet, source.published].map((text) => escapeText(text).trim());
  return [
    `-# [${source.n}] ${words.filter((text) => text !== '').join(' · ')}`,
    ...(address === undefined ? [] : [`[article](${address})`]),
    ...(isChoice(source) ? [] : [codeText(source.line)]),
  ].join(' · ');
}

/** The sources as the options of a menu that opens their briefs. None where the menus of the answer open them all. */
export function sourceChoices({ blocks, sources }: PageContent): readonly Choice[] {
  const actions = blocks.flatMap((block) => (block.kind === 'actions' ? block.actions : []));
  const opened = new Set(
    actions.flatMap((action) => (action.kind === 'menu' ? action.options : [])).map(({ line }) => line),
  );
  if (sources.every(({ line }) => opened.has(line))) return [];
  return sources.filter(isChoice).map((source) => ({
    label: `${source.n}. ${source.headline}`,
    hint: `${source.outlet} · ${source.published}`,
    pressed: { line: source.line },
  }));
}

function isChoice({ line }: SourceEntry): boolean {
  return customId({ line }, 999) !== undefined;
}
