import { ELLIPSIS } from '../../../kernel/text.ts';
import type { Block, Tone } from '../../../message/model.ts';
import { CONTINUED, type Page } from '../../../message/pack.ts';
import { plainSpans } from '../../../message/plain-text.ts';
import type { Answer } from '../../../platform.ts';
import { limits } from '../limits.ts';
import { button, menus, type Choice, type Control } from './controls.ts';
import { weightOf, type Size } from './measure.ts';
import { ActionIds, BUTTON_VALUE_MOST, pressedValue } from './pressed.ts';

/** What a menu of pages may weigh: it stands on each of them. */
const MENU_WEIGHT = 1600;

/** What a reader of a mistake, a question or a fault sees is for that reader alone. */
export const ownOnly: ReadonlySet<Tone> = new Set(['notice', 'question', 'fault']);

/** The ways from a page to the others and to the channel. A button that leads nowhere cannot be shown as such: it is left out. */
export function waysOn(page: Page, pages: readonly Page[], answer: Answer, ids: ActionIds): readonly Control[] {
  const { number, of } = page;
  const turns = of > 1 && canTurn(answer.line);
  const turn = (label: string, to: number) =>
    turns && to >= 1 && to <= of ? button(label, { line: answer.line, page: to, of }, ids) : undefined;
  const shared = { line: answer.line, ...(of > 1 ? { page: number, of } : {}), share: true };
  const isShareable = answer.visibility === 'private' && !ownOnly.has(page.tone);
  return [
    turn('Prev', number - 1),
    turn('Next', number + 1),
    isShareable ? button('Share', shared, ids) : undefined,
    ...(turns ? pageMenu(page, pages, answer.line, ids) : []),
  ].filter((one) => one !== undefined);
}

/** The most that `waysOn` may add to a page of this answer. */
export function waysOnSize({ line }: Answer): Size {
  const ids = new ActionIds();
  const one = { line, page: 9999, of: 9999, share: true };
  const buttons = ['Prev', 'Next', 'Share'].flatMap((label) => button(label, one, ids) ?? []);
  return { blocks: 1, weight: weightOf([{ type: 'actions', elements: buttons }]) + MENU_WEIGHT };
}

/** Whether a button can carry the line with the number of any page. */
export function canTurn(line: string): boolean {
  return pressedValue({ line, page: 9999, of: 9999, share: true }, BUTTON_VALUE_MOST) !== undefined;
}

/** Whether a menu shows where the page stands. */
export function hasPageMenu(page: Page, pages: readonly Page[], answer: Answer): boolean {
  return page.of > 1 && canTurn(answer.line) && pageMenu(page, pages, answer.line, new ActionIds()).length > 0;
}

/** All pages, by the sections that begin on them; as many as there is room for. */
function pageMenu(page: Page, pages: readonly Page[], line: string, ids: ActionIds): readonly Control[] {
  const places = pages.flatMap((one): readonly Choice[] => {
    const pressed = { line, page: one.number, of: one.of };
    const sections = one.blocks
      .filter(beginsSection)
      .map((heading) => ({ label: `${one.number} · ${nameOf(heading)}`, pressed }));
    return sections.length > 0 ? sections : [{ label: `${one.number} · ${continuedOn(one)}`, pressed }];
  });
  const make = (count: number) => {
    const more = count < places.length ? ` (the first ${count} of ${places.length} places)` : '';
    return menus(`Page ${page.number} of ${page.of}: go to${ELLIPSIS}${more}`, places.slice(0, count), ids);
  };
  for (let count = Math.min(places.length, limits.selectOptions.most); count > 0; count -= 1) {
    const made = make(count);
    if (weightOf(made) <= MENU_WEIGHT) return made;
  }
  return [];
}

type Heading = Block & { kind: 'heading' };

/** What a page that begins no section goes on with. */
function continuedOn({ number, blocks }: Page): string {
  const heading = blocks.find((block) => block.kind === 'heading');
  return heading?.kind === 'heading' ? nameOf(heading) : `Page ${number}`;
}

function nameOf({ spans }: Heading): string {
  return plainSpans(spans.filter((span) => span.kind !== 'cite'));
}

function beginsSection(block: Block): block is Heading {
  if (block.kind !== 'heading' || block.level !== 2) return false;
  const last = block.spans.at(-1);
  return !(last?.kind === 'plain' && last.text === CONTINUED);
}
