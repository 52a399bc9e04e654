import type { Offer } from './parts/offers.ts';

/** What a typed line asks for. */
export type Typed =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'leave' }
  | { readonly kind: 'line'; readonly line: string }
  /** A number that the last answer does not offer, of so many. */
  | { readonly kind: 'no such offer'; readonly number: number; readonly of: number };

/**
 * Reads a typed line. A number takes what the last answer offered under it; where it offered nothing, the number is a line
 * like any other. Empty lines and those that begin with `#` ask for nothing.
 */
export function readTyped(text: string, offers: readonly Offer[]): Typed {
  const line = text.trim();
  if (line === '' || line.startsWith('#')) return { kind: 'nothing' };
  if (/^(?:exit|quit)$/i.test(line)) return { kind: 'leave' };
  if (/^\d{1,3}$/.test(line) && offers.length > 0) {
    const number = Number(line);
    const offer = offers[number - 1];
    return offer ? { kind: 'line', line: offer.line } : { kind: 'no such offer', number, of: offers.length };
  }
  return { kind: 'line', line };
}
