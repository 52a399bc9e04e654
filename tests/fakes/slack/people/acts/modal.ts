import type { Actor } from '../actor.ts';
import { inputsOf } from '../../api/view-shape.ts';
import { findOption, optionsOf, type Option } from '../elements.ts';
import { Interaction } from '../interaction.ts';
import { objectAt, stringAt, type Json, type JsonObject } from '../../json.ts';
import { interactionBase } from '../payloads.ts';
import { NotPossible } from '../../api/slack-error.ts';
import { isOffered, keyOf } from '../../world/state-values.ts';
import { answerSubmission, Submission, type Submitted } from '../submission.ts';
import { setValue, type View } from '../../world/views.ts';

/** What somebody enters in a field: text, the label of an option, an option that was offered, several of them, ids. */
export type Entry = string | Option | readonly (string | Option)[];

const labelOf = (block: JsonObject) => stringAt(block['label'], 'text') ?? '';

function fieldOf(view: View, wanted: string): { readonly block: JsonObject; readonly element: JsonObject } {
  const inputs = inputsOf(view.content.blocks);
  const block =
    inputs.find((one) => stringAt(one['element'], 'action_id') === wanted) ??
    inputs.find((one) => stringAt(one, 'block_id') === wanted) ??
    inputs.find((one) => labelOf(one) === wanted);
  const element = objectAt(block, 'element');
  if (block !== undefined && element !== undefined) return { block, element };
  const there = inputs.map((one) => `"${labelOf(one)}"`).join(', ') || 'none';
  throw new NotPossible(`There is no field "${wanted}". There is: ${there}`);
}

function valueOf(actor: Actor, element: JsonObject, entry: Entry): Json {
  const type = stringAt(element, 'type') ?? '';
  const one = (wanted: string | Option): JsonObject => {
    if (typeof wanted === 'string') return { ...findOption(optionsOf(element), wanted) };
    if (!actor.parts.offered.has(wanted)) throw new NotPossible('The app did not offer this option');
    return { ...wanted };
  };
  const key = keyOf(type) ?? '';
  if (key === 'selected_option') {
    if (typeof entry !== 'string' && !('value' in entry)) throw new NotPossible('This field takes one option');
    return one(entry);
  }
  if (key === 'selected_options') return (typeof entry === 'string' || 'value' in entry ? [entry] : entry).map(one);
  if (key.endsWith('s')) return (Array.isArray(entry) ? entry : [entry]).map(String);
  if (typeof entry !== 'string') throw new NotPossible('This field takes text');
  if (type === 'conversations_select') return conversationFor(actor, element, entry);
  if (type === 'number_input') expectNumber(element, entry);
  const { min_length: least, max_length: most } = element;
  if (typeof least === 'number' && entry.length < least) throw new NotPossible(`At least ${least} characters`);
  if (typeof most === 'number' && entry.length > most) throw new NotPossible(`At most ${most} characters`);
  return entry;
}

/** What a person may choose: the conversations that they see, of the kinds that the menu offers. */
function conversationFor(actor: Actor, element: JsonObject, id: string): string {
  const channel = actor.core.world.channels.get(id);
  const sees =
    channel?.teamId === actor.user.teamId && (channel.kind === 'public' || channel.members.has(actor.user.id));
  if (channel === undefined || !sees || channel.archived || !isOffered(element, channel)) {
    throw new NotPossible(`The menu does not offer ${id}`);
  }
  return id;
}

/** https://docs.slack.dev/reference/block-kit/block-elements/number-input-element */
function expectNumber(element: JsonObject, entry: string): void {
  const wanted = element['is_decimal_allowed'] === true ? /^-?\d+(\.\d+)?$/ : /^-?\d+$/;
  const [least, most] = [element['min_value'], element['max_value']];
  if (!wanted.test(entry)) throw new NotPossible('This field takes a number');
  if (typeof least === 'string' && Number(entry) < Number(least)) throw new NotPossible(`At least ${least}`);
  if (typeof most === 'string' && Number(entry) > Number(most)) throw new NotPossible(`At most ${most}`);
}

const isEmpty = (value: Json | undefined) =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

/** What Slack's client does before it tells an app: fields that are not optional must be filled. */
function expectFilled(view: View): void {
  for (const block of inputsOf(view.content.blocks)) {
    const element = objectAt(block, 'element') ?? {};
    const key = keyOf(stringAt(element, 'type') ?? '') ?? '';
    const value = view.values[stringAt(block, 'block_id') ?? '']?.[stringAt(element, 'action_id') ?? ''];
    if (block['optional'] !== true && isEmpty(value?.[key])) throw new NotPossible(`"${labelOf(block)}" is empty`);
  }
}

export function fill(actor: Actor, view: View, entries: Readonly<Record<string, Entry>>): void {
  actor.see(view);
  for (const [wanted, entry] of Object.entries(entries)) {
    const { block, element } = fieldOf(view, wanted);
    const type = stringAt(element, 'type') ?? '';
    const value = { type, [keyOf(type) ?? 'value']: valueOf(actor, element, entry) };
    setValue(view, stringAt(block, 'block_id') ?? '', stringAt(element, 'action_id') ?? '', value);
  }
}

/** https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload */
export function submitView(actor: Actor, view: View, entries: Readonly<Record<string, Entry>>): Submission {
  fill(actor, view, entries);
  if (view.content.type !== 'modal' || view.content.submit === undefined)
    throw new NotPossible('Nothing to submit with');
  if (view.content.submit_disabled === true) throw new NotPossible('Submitting is turned off until something changes');
  if (actor.core.views.stackOf(actor.user.id).at(-1) !== view) throw new NotPossible('Another view lies on top of it');
  expectFilled(view);
  const { core, installation, user } = actor;
  const triggerId = core.triggers.issue(installation, user.id, { viewId: view.id });
  const payload: JsonObject = {
    type: 'view_submission',
    ...interactionBase(core, installation, user),
    trigger_id: triggerId,
    view: core.views.json(view),
    response_urls: [],
  };
  const answers: Submitted[] = [];
  const interaction = actor.tell('interactive', payload, { triggerId }, (body) => {
    answers.push(answerSubmission(core, view, body));
  });
  return new Submission(core, interaction, answers);
}

/** Closes a view, or all of them by the cross. The app is told only of views that ask for it. */
export function closeView(actor: Actor, view: View, all: boolean): Interaction {
  actor.see(view);
  const { core, installation, user } = actor;
  const stack = core.views.stackOf(user.id);
  if (stack.at(-1) !== view) throw new NotPossible('Another view lies on top of it');
  const clears = all || (view.content.type === 'modal' && view.content.clear_on_close === true);
  const closing = clears ? [...stack].reverse() : [view];
  for (const one of closing) one.open = false;
  const told = closing.filter(({ content }) => content.type === 'modal' && content.notify_on_close === true);
  const deliveries = told.map((one) => {
    const base = interactionBase(core, installation, user);
    const payload = { type: 'view_closed', ...base, view: core.views.json(one), is_cleared: clears };
    return actor.parts.tell('interactive', installation, payload, undefined);
  });
  const obstacle = 'no closed view has notify_on_close';
  return new Interaction(core, { deliveries, obstacle, userId: user.id });
}
