import { pack, type Page } from '../../../message/pack.ts';
import type { Answer, Asker, Desk, Form } from '../../../platform.ts';
import { readTyped } from '../intake.ts';
import type { Screen } from '../limits.ts';
import { offersOf, type Offer } from './offers.ts';
import { heightMeter, renderPage } from '../render.ts';

/** What is said to a typed line. */
export type Reply =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'leave' }
  | { readonly kind: 'text'; readonly text: string }
  /** It says too little, and somebody is there who can be asked. */
  | { readonly kind: 'form'; readonly form: Form };

/** One reader at one screen: it remembers what the last answer offered under which number, and nothing else. */
export class Conversation {
  readonly #desk: Desk;
  readonly #screen: () => Screen;
  readonly #by: Asker;
  #offers: readonly Offer[] = [];

  /** The screen is asked anew for each answer, as its width may change. */
  constructor(desk: Desk, screen: () => Screen, by: Asker) {
    this.#desk = desk;
    this.#screen = screen;
    this.#by = by;
  }

  /** `mayAsk`: a line that says too little comes back as the form that it asks for. */
  async reply(text: string, { mayAsk = false } = {}): Promise<Reply> {
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
        const request = { line: typed.line, zone: screen.zone, by: this.#by };
        const form = mayAsk ? await this.#desk.form(request) : undefined;
        if (form) return { kind: 'form', form };
        const answer = await this.#desk.answer(request);
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
