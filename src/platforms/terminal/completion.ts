import { cleanForeign } from '../../kernel/clean-text.ts';
import { cutToWidth, textWidth } from '../../kernel/text-width.ts';
import type { Choice, Desk } from '../../platform.ts';

/** What the tab key does. */
export type Completed =
  | { readonly kind: 'nothing' }
  /** `text` takes the place of `typed`, which stands before the cursor. */
  | { readonly kind: 'replace'; readonly typed: string; readonly text: string }
  | { readonly kind: 'show'; readonly choices: readonly Choice[] };

/**
 * Completes the line up to the cursor: with the only choice, or with the letters that all choices share where these go on
 * from what was typed; else the choices are shown. The desk may offer `sergey-lavrov` for `lavr`.
 */
export function completed(desk: Desk, line: string): Completed {
  const { from, choices } = desk.complete(line);
  return completedWith(choices, line.slice(from));
}

/** Completes `typed`, which stands before the cursor, with what there is to choose. */
export function completedWith(choices: readonly Choice[], typed: string): Completed {
  const [only, ...others] = choices;
  if (!only) return { kind: 'nothing' };
  if (others.length === 0) {
    const text = /[:=\s]$/.test(only.value) ? only.value : `${only.value} `;
    return text.trim() === typed ? { kind: 'nothing' } : { kind: 'replace', typed, text };
  }
  const shared = sharedStart(choices.map(({ value }) => value));
  return shared.length > typed.length && shared.startsWith(typed)
    ? { kind: 'replace', typed, text: shared }
    : { kind: 'show', choices };
}

/** One line for each choice: what would be put in, and who or what that is. */
export function shownChoices(choices: readonly Choice[], columns: number): readonly string[] {
  const values = choices.map(({ value }) => cleanForeign(value));
  const width = Math.max(...values.map(textWidth));
  return choices.map(({ value, label, hint }, index) => {
    const name = values[index] ?? '';
    const about = [label === value ? '' : label, hint ?? ''].filter((text) => text !== '').map(cleanForeign);
    return cutToWidth(`  ${name}${' '.repeat(width - textWidth(name))}  ${about.join(' · ')}`.trimEnd(), columns);
  });
}

function sharedStart(values: readonly string[]): string {
  const [first = '', ...others] = values;
  let length = first.length;
  for (const other of others) while (!other.startsWith(first.slice(0, length))) length--;
  return first.slice(0, length);
}
