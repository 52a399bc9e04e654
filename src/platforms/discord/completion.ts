import type { APIApplicationCommandOptionChoice } from 'discord.js';
import { cleanForeign } from '../../kernel/clean-text.ts';
import { cutText } from '../../kernel/text.ts';
import type { Choice, Desk, Typing } from '../../platform.ts';
import { limits } from './limits.ts';

const BEFORE_HINT = ' — ';

/** What a field offers while it is typed in: "Sergey Lavrov — Foreign Minister of Russia · 5 briefs", with an id behind it. */
export async function shownChoices(
  desk: Desk,
  typing: Typing,
): Promise<readonly APIApplicationCommandOptionChoice<string>[]> {
  const choices = await desk.completeArgument(typing);
  return choices
    .flatMap((choice) => {
      const name = shownAs(choice);
      const value = [choice.value, choice.label].find((one) => one !== '' && one.length <= limits.choiceText.most);
      return name === '' || value === undefined ? [] : [{ name, value }];
    })
    .slice(0, limits.optionChoices.most);
}

/**
 * What a reader meant by the value of a field. Whoever copies what the menu shows, or sends it before the menu has closed,
 * gives the words of a choice and not its id.
 */
export async function meantBy(desk: Desk, typing: Typing): Promise<string> {
  const { text } = typing;
  const end = text.indexOf(BEFORE_HINT);
  if (end === -1) return text;
  const choices = await desk.completeArgument({ ...typing, text: text.slice(0, end) });
  return choices.find((choice) => shownAs(choice) === text)?.value ?? text;
}

function shownAs({ label, hint }: Choice): string {
  const words = cleanForeign(hint === undefined ? label : `${label}${BEFORE_HINT}${hint}`).trim();
  return cutText(words, limits.choiceText.most);
}
