import { ComponentType, type APIMessageComponent } from 'discord.js';
import { ELLIPSIS } from '../../../kernel/text.ts';
import type { Block, Tone } from '../../../message/model.ts';
import { CONTINUED, type Page } from '../../../message/pack.ts';
import { plainSpans } from '../../../message/plain-text.ts';
import type { Answer } from '../../../platform.ts';
import { button, menuRows, rowsOf, type Button, type Choice, type Row } from './action-rows.ts';
import { customId, type CustomIds } from './custom-id.ts';
import { limits } from '../limits.ts';

/** Rows and what is in them that `waysOn` may add to a page, at most: page buttons with Share, and a menu of sections. */
export const WAYS_ON_COMPONENTS = 5 + 2;

/** What a reader of a mistake, a question or a fault sees is for that reader alone. */
export const ownOnly: ReadonlySet<Tone> = new Set(['notice', 'question', 'fault']);

/** The ways from a page to the others and to the channel. */
export function waysOn(page: Page, pages: readonly Page[], answer: Answer, ids: CustomIds): readonly Row[] {
  const buttons: (Button | undefined)[] = [];
  if (page.of > 1 && canTurn(answer.line)) {
    buttons.push(
      turn('Prev', page.number - 1, page, answer.line, ids),
      inactive(`${page.number}/${page.of}`, ids),
      turn('Next', page.number + 1, page, answer.line, ids),
    );
  }
  if (answer.visibility === 'private' && !ownOnly.has(page.tone)) {
    buttons.push(button('Share', { line: answer.line, page: page.of > 1 ? page.number : undefined, share: true }, ids));
  }
  return [...rowsOf(buttons.filter((one) => one !== undefined)), ...sectionMenu(pages, answer.line, ids)];
}

/** Whether a button can carry the line with the number of any page. */
export function canTurn(line: string): boolean {
  return customId({ line, page: 9999 }, 999) !== undefined;
}

/** How many pages the answer had that these components show, where they turn its pages. */
export function pagesShown(components: readonly APIMessageComponent[]): number | undefined {
  for (const component of components) {
    if (component.type !== ComponentType.ActionRow) continue;
    for (const one of component.components) {
      const [, of] = ('label' in one && one.disabled && /^\d+\/(\d+)$/.exec(one.label ?? '')) || [];
      if (of !== undefined) return Number(of);
    }
  }
  return undefined;
}

function turn(label: string, number: number, page: Page, line: string, ids: CustomIds): Button | undefined {
  return number < 1 || number > page.of ? inactive(label, ids) : button(label, { line, page: number }, ids);
}

function inactive(label: string, ids: CustomIds): Button | undefined {
  const made = button(label, { line: 'none' }, ids);
  return made && { ...made, custom_id: ids.inert(), disabled: true };
}

/** Where each section begins. A heading that a page repeats begins nothing. */
function sectionMenu(pages: readonly Page[], line: string, ids: CustomIds): readonly Row[] {
  if (pages.length < 2) return [];
  const sections = pages.flatMap((page) =>
    page.blocks.filter(beginsSection).map(({ spans }): Choice => ({
      label: plainSpans(spans.filter((span) => span.kind !== 'cite')),
      hint: `Page ${page.number}`,
      pressed: { line, page: page.number },
    })),
  );
  if (sections.length < 2) return [];
  const { most } = limits.selectOptions;
  const more = sections.length > most ? ` (the first ${most} of ${sections.length})` : '';
  return menuRows(`Go to a section${more}${ELLIPSIS}`, sections.slice(0, most), ids);
}

function beginsSection(block: Block): block is Block & { kind: 'heading' } {
  if (block.kind !== 'heading' || block.level !== 2) return false;
  const last = block.spans.at(-1);
  return !(last?.kind === 'plain' && last.text === CONTINUED);
}
