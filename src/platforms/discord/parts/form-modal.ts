import type { APIModalInteractionResponseCallbackData } from 'discord.js';
import { cleanForeign } from '../../../kernel/clean-text.ts';
import { cutText } from '../../../kernel/text.ts';
import type { Form } from '../../../platform.ts';
import { limits } from '../limits.ts';
import { customId } from './custom-id.ts';
import { fieldLabel, moreLabel } from './form-fields.ts';

/**
 * A form. It has five fields at most; of more, the last one takes all that have none of their own. Undefined where its id
 * cannot hold how its line begins: the line is to be answered then.
 */
export function modalOf(
  { begin, title, fields }: Form,
  here: string | undefined,
): APIModalInteractionResponseCallbackData | undefined {
  const id = customId({ line: begin });
  if (id === undefined || fields.length === 0) return undefined;
  const { most } = limits.modalComponents;
  const own = fields.length <= most ? fields : fields.slice(0, most - 1);
  const others = fields.slice(own.length);
  return {
    custom_id: id,
    title: cutText(cleanForeign(title).trim(), limits.modalTitle.most),
    components: [...own.map((field) => fieldLabel(field, here)), ...(others.length > 0 ? [moreLabel(others)] : [])],
  };
}
