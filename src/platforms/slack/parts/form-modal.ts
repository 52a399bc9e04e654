import type { types } from '@slack/bolt';
import type { CommandSheet } from '../../../platform.ts';
import { limits } from '../limits.ts';
import { FIELD, fieldBlock, YES, type ShownField } from './form-fields.ts';
import { CHOOSER, PUBLIC, type FormKept } from './read-form.ts';
import { plainObject } from './text-object.ts';

export interface ModalParts extends FormKept {
  readonly command: string;
  readonly title: string;
  readonly submit: string;
  readonly description?: string | undefined;
  readonly fields: readonly ShownField[];
  /** Offers an answer in the open. */
  readonly mayBePublic?: boolean | undefined;
  /** All commands, where the form is for any of them: the first field chooses which. */
  readonly choices?:
    | readonly { readonly name: string; readonly label: string; readonly description: string }[]
    | undefined;
}

/**
 * A form. Undefined where what it has to keep is longer than the platform keeps.
 * https://docs.slack.dev/reference/views/modal-views
 */
export function modalOf(parts: ModalParts): types.ModalView | undefined {
  const { command, title, submit, description, fields, mayBePublic = false, choices, ...kept } = parts;
  const { begin, channel, thread, responseUrl, isDirect } = kept;
  const metadata = JSON.stringify({ begin, channel, thread, responseUrl, isDirect } satisfies FormKept);
  if (metadata.length > limits.viewMetadata.most) return undefined;
  const blocks: types.KnownBlock[] = [
    ...(choices ? [chooser(command, choices)] : []),
    ...(description === undefined ? [] : [smallPrint(description)]),
    ...fields.map((field) => fieldBlock(field, { command, isAlone: fields.length === 1 })),
    ...(mayBePublic ? [publicField(command)] : []),
  ];
  return {
    type: 'modal',
    callback_id: `form:${command}`,
    title: plainObject(title, limits.viewTitle.most),
    submit: plainObject(submit, limits.viewButton.most),
    close: plainObject('Cancel', limits.viewButton.most),
    private_metadata: metadata,
    blocks: blocks.slice(0, limits.viewBlocks.most),
  };
}

/** A field for each argument of a command, what is needed first. */
export function fieldsOf({ arguments: all }: CommandSheet): readonly ShownField[] {
  const fields = all.map((argument) => ({
    argument,
    label: argument.description,
    required: argument.required,
  }));
  return [...fields.filter(({ required }) => required), ...fields.filter(({ required }) => !required)];
}

function smallPrint(text: string): types.ContextBlock {
  return { type: 'context', elements: [plainObject(text, limits.textObject.most)] };
}

function publicField(command: string): types.InputBlock {
  const text = plainObject('Answer in the open, for everybody here', limits.optionText.most);
  return {
    type: 'input',
    block_id: `${command}:${PUBLIC}`,
    optional: true,
    label: plainObject('Who sees it', limits.inputLabel.most),
    element: { type: 'checkboxes', action_id: FIELD, options: [{ text, value: YES }] },
  };
}

function chooser(command: string, choices: NonNullable<ModalParts['choices']>): types.InputBlock {
  const options = choices.slice(0, limits.selectOptions.most).map(({ name, label, description }) => ({
    text: plainObject(label, limits.optionText.most),
    description: plainObject(description, limits.optionDescription.most),
    value: name,
  }));
  const chosen = options.find(({ value }) => value === command);
  return {
    type: 'input',
    block_id: CHOOSER,
    dispatch_action: true,
    label: plainObject('What do you want to know?', limits.inputLabel.most),
    element: {
      type: 'static_select',
      action_id: 'dossier:command',
      options,
      ...(chosen ? { initial_option: chosen } : {}),
    },
  };
}
