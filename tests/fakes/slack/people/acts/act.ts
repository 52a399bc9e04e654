import { blocksOf, type Actor } from '../actor.ts';
import { findElement, findOption, optionsOf, type Option } from '../elements.ts';
import type { Interaction } from '../interaction.ts';
import { isObject, listAt, stringAt, type JsonObject } from '../../json.ts';
import { interactionBase, placeOf, type Where } from '../payloads.ts';
import { NotPossible } from '../../api/slack-error.ts';
import { stateOf } from '../../world/state-values.ts';
import { setValue, type View } from '../../world/views.ts';
import type { Message } from '../../world/world.ts';

/** https://docs.slack.dev/reference/interaction-payloads/block_actions-payload */
function act(actor: Actor, where: Where, blockId: string, element: JsonObject, what: JsonObject): Interaction {
  const { core, installation, user } = actor;
  const actionId = stringAt(element, 'action_id') ?? '';
  const type = element['type'];
  if ('view' in where && type !== 'button') setValue(where.view, blockId, actionId, { type, ...what });
  const triggerId = core.triggers.issue(
    installation,
    user.id,
    'view' in where ? { viewId: where.view.id } : { channelId: where.channel.id },
  );
  const onMessage = 'view' in where ? undefined : where;
  const responseUrl =
    onMessage === undefined
      ? undefined
      : actor.parts.responseUrls.issue(actor.replies(onMessage.channel, onMessage.message), 'actions');
  const payload: JsonObject = {
    type: 'block_actions',
    ...interactionBase(core, installation, user),
    ...placeOf(core, where),
    ...(onMessage === undefined ? {} : { state: { values: stateOf(onMessage.message.content.blocks) } }),
    ...(responseUrl === undefined ? {} : { response_url: responseUrl }),
    trigger_id: triggerId,
    actions: [{ type, block_id: blockId, action_id: actionId, action_ts: core.world.ts(), ...what }],
  };
  return actor.tell('interactive', payload, { channel: onMessage?.channel, responseUrl, triggerId });
}

export function press(actor: Actor, on: Message | View, button: string): Interaction {
  const where = actor.see(on);
  const { blockId, element } = findElement(blocksOf(where), ['button'], button);
  const value = stringAt(element, 'value');
  const what = { text: element['text'], ...(value === undefined ? {} : { value }) };
  return act(actor, where, blockId, element, what);
}

const MENUS = ['static_select', 'overflow', 'radio_buttons', 'external_select'];

export function select(actor: Actor, on: Message | View, menu: string, option: string | Option): Interaction {
  const where = actor.see(on);
  const { blockId, element } = findElement(blocksOf(where), MENUS, menu);
  if (element['type'] === 'external_select') {
    const offered = typeof option !== 'string' && actor.parts.offered.has(option);
    if (!offered)
      throw new NotPossible('An external menu shows what the app offers: suggest first, then choose of that');
  }
  const chosen = typeof option === 'string' ? findOption(optionsOf(element), option) : option;
  return act(actor, where, blockId, element, { selected_option: { text: chosen.text, value: chosen.value } });
}

/** Types into a field that tells the app at once, and presses Enter. */
export function enter(actor: Actor, on: Message | View, field: string, text: string): Interaction {
  const where = actor.see(on);
  const { blockId, element } = findElement(blocksOf(where), ['plain_text_input'], field);
  const block = blocksOf(where).find((one) => isObject(one) && one['block_id'] === blockId);
  if (!isObject(block) || block['dispatch_action'] !== true) {
    throw new NotPossible('This field tells the app nothing before its form is submitted');
  }
  const triggers = listAt(element['dispatch_action_config'], 'trigger_actions_on');
  if (triggers.length > 0 && !triggers.includes('on_enter_pressed'))
    throw new NotPossible('Enter does nothing in this field');
  return act(actor, where, blockId, element, { value: text });
}
