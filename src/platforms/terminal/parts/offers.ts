import { cleanForeign } from '../../../kernel/clean-text.ts';
import { textWidth } from '../../../kernel/text-width.ts';
import type { Block } from '../../../message/model.ts';
import type { Screen } from '../limits.ts';
import { hung, padded, run, type Line } from './runs.ts';
import { NO_BREAK, wrapped } from './wrap.ts';

/** A choice that is taken by typing its number: the first is 1. */
export interface Offer {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly line: string;
  /** What the menu that it belongs to asks. Undefined for a button. */
  readonly prompt?: string | undefined;
}

/** The buttons, then the ways to the other pages, then the options of menus. */
export function offersOf(
  blocks: readonly Block[],
  page: { readonly number: number; readonly of: number },
  line: string,
): readonly Offer[] {
  const buttons: Offer[] = [];
  const options: Offer[] = [];
  for (const block of blocks) {
    if (block.kind !== 'actions') continue;
    for (const action of block.actions) {
      if (action.kind === 'button') buttons.push(action);
      else options.push(...action.options.map((option) => ({ ...option, prompt: action.prompt })));
    }
  }
  const other = (label: string, number: number): Offer => ({
    label: `${label} ${number}/${page.of}`,
    line: `${line} page:${number}`,
  });
  if (page.number < page.of) buttons.push(other('Next', page.number + 1));
  if (page.number > 1) buttons.push(other('Back', page.number - 1));
  return [...buttons, ...options];
}

/** Hints with less room than this go below what they explain. */
const LEAST_HINT = 30;

/** Buttons side by side, the options of a menu one under the other with their hints in a column. */
export function choiceLines(offers: readonly Offer[], screen: Screen): readonly Line[] {
  const numbered = offers.map((offer, index) => ({ offer, number: index + 1 }));
  const digits = String(offers.length).length;
  const lines: Line[] = [];
  for (const group of runsOfOneMenu(numbered)) {
    const prompt = group[0]?.offer.prompt;
    if (prompt === undefined) {
      const buttons = group.flatMap(({ offer, number }, index) => [
        ...(index === 0 ? [] : [run('   ')]),
        run(`${number}${NO_BREAK}`, 'cyan', 'bold'),
        run(nameOf(offer, screen).replaceAll(' ', NO_BREAK)),
      ]);
      lines.push(...wrapped(buttons, screen.columns));
    } else {
      lines.push(...wrapped([run(cleanForeign(prompt))], screen.columns));
      const lead = digits + 1;
      const widest = Math.max(...group.map(({ offer }) => textWidth(nameOf(offer, screen)))) + 2;
      const isInColumns = screen.columns - lead - widest >= LEAST_HINT;
      for (const { offer, number } of group) {
        const label = run(nameOf(offer, screen));
        const hint = run(cleanForeign(offer.hint ?? ''), 'dim');
        const body = isInColumns
          ? hung(wrapped([hint], screen.columns - lead - widest), padded([label], widest), [run(' '.repeat(widest))])
          : [label, hint].filter(({ text }) => text !== '').flatMap((one) => wrapped([one], screen.columns - lead));
        lines.push(
          ...hung(body, [run(`${String(number).padStart(digits)} `, 'cyan', 'bold')], [run(' '.repeat(lead))]),
        );
      }
    }
  }
  return lines;
}

function nameOf(offer: Offer, screen: Screen): string {
  const label = cleanForeign(offer.label);
  return screen.showsLines ? `${label} (${cleanForeign(offer.line)})` : label;
}

interface Numbered {
  readonly offer: Offer;
  readonly number: number;
}

function runsOfOneMenu(numbered: readonly Numbered[]): readonly (readonly Numbered[])[] {
  const groups: Numbered[][] = [];
  for (const one of numbered) {
    const last = groups.at(-1);
    if (last?.[0] && last[0].offer.prompt === one.offer.prompt) last.push(one);
    else groups.push([one]);
  }
  return groups;
}
