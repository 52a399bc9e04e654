import type { types } from '@slack/bolt';
import { cleanForeign } from '../../kernel/clean-text.ts';
import type { Choice, Desk, Typing } from '../../platform.ts';
import { limits } from './limits.ts';
import { plainObject } from './parts/text-object.ts';

/** What a field offers while it is typed in, with an id behind each, and at the end the words as they were typed. */
export async function shownOptions(desk: Desk, typing: Typing): Promise<types.PlainTextOption[]> {
  const { text } = typing;
  const choices = await desk.completeArgument(typing);
  const options = choices.flatMap(optionOf);
  const typed = cleanForeign(text).trim();
  const isThere = options.some(({ value }) => value === typed);
  const own = isThere || typed === '' || typed.length > limits.optionValue.most ? [] : [asTyped(typed)];
  return [...distinct(options).slice(0, limits.selectOptions.most - own.length), ...own];
}

function optionOf({ value, label, hint }: Choice): readonly types.PlainTextOption[] {
  const sent = [value, label].find((one) => one !== '' && one.length <= limits.optionValue.most);
  if (sent === undefined || cleanForeign(label).trim() === '') return [];
  const more = hint === undefined || cleanForeign(hint).trim() === '' ? undefined : hint;
  return [
    {
      text: plainObject(label, limits.optionText.most),
      value: sent,
      ...(more === undefined ? {} : { description: plainObject(more, limits.optionDescription.most) }),
    },
  ];
}

/** Such a menu takes only what it offers, and a line takes any words. */
function asTyped(text: string): types.PlainTextOption {
  return {
    text: plainObject(text, limits.optionText.most),
    value: text,
    description: plainObject('As you typed it', limits.optionDescription.most),
  };
}

function distinct(options: readonly types.PlainTextOption[]): readonly types.PlainTextOption[] {
  return [...new Map(options.map((option) => [option.value, option])).values()];
}
