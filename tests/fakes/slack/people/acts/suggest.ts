import { z } from 'zod';
import { blocksOf, type Actor } from '../actor.ts';
import { findElement, optionsOf, type Option } from '../elements.ts';
import type { Interaction } from '../interaction.ts';
import { stringAt, type Json, type JsonObject } from '../../json.ts';
import { interactionBase, placeOf } from '../payloads.ts';
import { NotPossible } from '../../api/slack-error.ts';
import type { View } from '../../world/views.ts';
import type { Message } from '../../world/world.ts';

const plain = (most: number) =>
  z.strictObject({ type: z.literal('plain_text'), text: z.string().min(1).max(most), emoji: z.boolean().optional() });
/** https://docs.slack.dev/reference/block-kit/composition-objects/option-object */
const option = z.strictObject({
  text: plain(75),
  value: z.string().min(1).max(150),
  description: plain(75).optional(),
});
const group = z.strictObject({ label: plain(75), options: z.array(option).max(100) });
const offer = z.union([
  z.strictObject({ options: z.array(option).max(100) }),
  z.strictObject({ option_groups: z.array(group).max(100) }),
]);

/** What an app offers to what somebody types into an external menu. */
export class Suggestion {
  readonly interaction: Interaction;
  readonly #actor: Actor;

  constructor(actor: Actor, interaction: Interaction) {
    this.#actor = actor;
    this.interaction = interaction;
  }

  /** The options, in the order of the screen; rejects where Slack would show none because they break a rule. */
  async options(): Promise<readonly Option[]> {
    const { body } = await this.interaction.acknowledged();
    const read = offer.safeParse(body);
    if (!read.success) throw new Error(`Slack shows no options: ${z.prettifyError(read.error)}`);
    const options = optionsOf(read.data);
    for (const one of options) this.#actor.parts.offered.add(one);
    return options;
  }
}

/** https://docs.slack.dev/reference/interaction-payloads/block_suggestion-payload */
export function suggest(actor: Actor, on: Message | View, menu: string, typed: string): Suggestion {
  const where = actor.see(on);
  const { blockId, element } = findElement(blocksOf(where), ['external_select', 'multi_external_select'], menu);
  const least = typeof element['min_query_length'] === 'number' ? element['min_query_length'] : 3;
  if (typed.length < least) throw new NotPossible(`This menu asks the app from ${least} characters on`);
  const payload: JsonObject = {
    type: 'block_suggestion',
    ...interactionBase(actor.core, actor.installation, actor.user),
    ...placeOf(actor.core, where),
    action_id: stringAt(element, 'action_id') ?? '',
    block_id: blockId,
    value: typed,
  };
  const noted = (body: Json | undefined) => {
    const read = offer.safeParse(body);
    if (!read.success) actor.core.note(`options that Slack refuses: ${z.prettifyError(read.error)}`);
  };
  return new Suggestion(actor, actor.tell('interactive', payload, {}, noted));
}
