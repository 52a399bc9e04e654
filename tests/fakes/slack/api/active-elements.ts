/** Elements that a person acts on: https://docs.slack.dev/reference/block-kit/block-elements. */
export const ACTIVE_ELEMENTS: ReadonlySet<string> = new Set(
  ['static', 'external', 'users', 'conversations', 'channels']
    .flatMap((of) => [`${of}_select`, `multi_${of}_select`])
    .concat(['button', 'checkboxes', 'datepicker', 'datetimepicker', 'email_text_input', 'number_input', 'overflow'])
    .concat(['plain_text_input', 'radio_buttons', 'rich_text_input', 'timepicker', 'url_text_input']),
);
