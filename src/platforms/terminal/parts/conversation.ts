import { pack, type Page } from '../../../message/pack.ts';
import type { Answer, Desk } from '../../../platform.ts';
import { readTyped } from '../intake.ts';
import type { Screen } from '../limits.ts';
import { offersOf, type Offer } from './offers.ts';
import { heightMeter, renderPage } from '../render.ts';

/** What is said to a typed line. */
export type Reply =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'leave' }
  | { readonly kind: 'text'; readonly text: string };

/** One reader at one screen: it remembers what the last answer offered under which number, and nothing else. */
export class Conversation {
  readonly #desk: Desk;
  readonly #screen: () => Screen;
  #offers: readonly Offer[] = [];

  /** The screen is asked anew for each answer, as its width may change. */
  constructor(desk: Desk, screen: () => Screen) {
    this.#desk = desk;
    this.#screen = screen;
  }

  async reply(text: string): Promise<Reply> {
    const typed = readTyped(text, this.#offers);
    switch (typed.kind) {
      case 'nothing':
      case 'leave':
        return typed;
      case 'no such offer': {
        const choice = typed.of === 1 ? '1' : `1 to ${typed.of}`;
        return { kind: 'text', text: `There is no choice ${typed.number}: type ${choice}, or a command.\n` };
      }
      case 'line': {
        const screen = this.#screen();
        const answer = await this.#desk.answer({ line: typed.line, zone: screen.zone });
        const { text: words, offers } = shown(answer, screen);
        this.#offers = offers;
        return { kind: 'text', text: words };
      }
    }
  }
}

/** The page of an answer that was asked for, and what it offers to choose. */
export function shown(answer: Answer, screen: Screen): { readonly text: string; readonly offers: readonly Offer[] } {
  const page = pageOf(answer, screen);
  const offers = offersOf(page.blocks, page, answer.line);
  return { text: `${renderPage(page, offers, screen).join('\n')}\n`, offers };
}

/** The page that was asked for, or the last where there are fewer. */
function pageOf(answer: Answer, screen: Screen): Page {
  const { pageLines } = screen;
  const heightOf = heightMeter(screen);
  const pages = pack(answer.message, {
    actions: 'every page',
    // The ways to the other pages take a line and the empty one before it, at most.
    fits: (content) =>
      pageLines === undefined || heightOf(content, offersOf(content.blocks, { number: 1, of: 1 }, '')) <= pageLines - 2,
  });
  const page = pages[Math.min(answer.page, pages.length) - 1] ?? pages[0];
  if (!page) throw new Error('a message has no page');
  return page;
}
