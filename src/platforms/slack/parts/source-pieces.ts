import type { SourceEntry } from '../../../message/model.ts';
import { cleanForeign } from '../../../kernel/clean-text.ts';
import type { PageContent } from '../../../message/pack.ts';
import { webAddress } from '../../../message/spans.ts';
import { limits } from '../limits.ts';
import type { Choice } from './controls.ts';
import { pressedValue } from './pressed.ts';
import { linesOf, richText, type RichElement } from './rich-text.ts';

/** `[1] Headline · The Washington Post · 28 Nov 2016` under a heading; the headline leads to the article. */
export function sourceText(sources: readonly SourceEntry[]): readonly RichElement[] {
  return linesOf([[richText('Sources', { bold: true })], ...sources.map(sourceLine)]);
}

/** Packing asks for the same sources again and again. */
const known = new WeakMap<SourceEntry, readonly RichElement[]>();

function sourceLine(source: SourceEntry): readonly RichElement[] {
  const line = known.get(source) ?? madeLine(source);
  known.set(source, line);
  return line;
}

function madeLine(source: SourceEntry): readonly RichElement[] {
  const url = webAddress(source.url);
  const [headline = '', ...words] = [source.headline, source.outlet, source.published].map((text) =>
    cleanForeign(text).trim(),
  );
  const rest = words.filter((text) => text !== '').map((text) => ` · ${text}`);
  return [
    richText(`[${source.n}] `),
    url === undefined
      ? richText(headline)
      : ({ type: 'link', url, text: headline === '' ? 'article' : headline } as const),
    ...(rest.length === 0 ? [] : [richText(rest.join(''))]),
    ...(isChoice(source) ? [] : [richText(' · '), richText(cleanForeign(source.line), { code: true })]),
  ].filter((element) => element.text !== '');
}

/** The sources as the options of a menu that opens their briefs. None where what can be pressed opens them all. */
export function sourceChoices({ blocks, sources }: PageContent): readonly Choice[] {
  const actions = blocks.flatMap((block) => (block.kind === 'actions' ? block.actions : []));
  const opened = new Set(
    actions.flatMap((action) => (action.kind === 'menu' ? action.options : [action])).map(({ line }) => line),
  );
  if (sources.every(({ line }) => opened.has(line))) return [];
  return sources.filter(isChoice).map(({ n, headline, line }) => ({ label: `${n}. ${headline}`, pressed: { line } }));
}

function isChoice({ line }: SourceEntry): boolean {
  // As one of several with the same line, at worst.
  return pressedValue({ line }, limits.optionValue.most, 999) !== undefined;
}
