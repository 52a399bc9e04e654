import { UserError } from '../../kernel/errors.ts';
import { cleanForeign } from '../../kernel/clean-text.ts';
import { nearest } from '../../kernel/nearest.ts';
import { cutText } from '../../kernel/text.ts';
import { SECTIONS, type Section } from '../../digests/definition.ts';

/** Longer ones do not fit into the menus of every platform. */
const LONGEST_NAME = 60;
/** Nobody searches a line for more. */
const LONGEST_TEXT = 200;

/** What people call them too. */
const ALSO: Readonly<Record<string, Section>> = { story: 'stories', news: 'stories', figures: 'numbers' };

/** What empties a field of its value. */
const NONE = 'none';

/** The text that stands in an argument. `undefined`: it was not given. Empty: it is to have none. */
export function given(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const clean = cleanForeign(text).replaceAll(/\s+/g, ' ').trim();
  return clean.toLowerCase() === NONE ? '' : clean;
}

/** A name as it is kept. Undefined where none was given. @throws UserError where it is too long */
export function digestName(text: string | undefined): string | undefined {
  const name = given(text) ?? '';
  if (name.length > LONGEST_NAME) {
    throw new UserError(`A digest has a name of at most ${LONGEST_NAME} characters: that one has ${name.length}.`);
  }
  return name === '' ? undefined : name;
}

/** Words that lines have to hold. @throws UserError where they are too many */
export function searchText(text: string): string | undefined {
  if (text.length > LONGEST_TEXT) throw new UserError(`\`text:\` takes at most ${LONGEST_TEXT} characters.`);
  return text === '' ? undefined : text;
}

/** In the order in which they were named, each once. None named: all of them. @throws UserError */
export function parseSections(text: string): readonly Section[] {
  const words = text
    .toLowerCase()
    .split(/[\s,;&]+/)
    .filter((word) => word !== '' && word !== 'and' && word !== 'all');
  const found = words.map((word) => {
    const section = Object.hasOwn(ALSO, word) ? ALSO[word] : nearest(word, SECTIONS);
    const known = SECTIONS.find((one) => one === section);
    if (known) return known;
    throw new UserError(`\`sections:\` has no “${cutText(word, 40)}”: name some of ${SECTIONS.join(', ')}.`);
  });
  return found.length === 0 ? SECTIONS : [...new Set(found)];
}
