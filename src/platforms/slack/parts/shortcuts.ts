/**
 * What the menu on a message offers, each with the command that takes its text, and what stands in the search of all
 * shortcuts. A name may have 24 characters. https://docs.slack.dev/interactivity/implementing-shortcuts
 */
export const messageShortcuts = {
  who: {
    name: 'Who is in this?',
    description: 'Which people, places and topics of the briefs this message names',
    command: 'names',
  },
  check: {
    name: 'Check against the briefs',
    description: 'Which numbers and claims of this message the briefs hold, and what they dispute',
    command: 'check',
  },
} as const;

export const askShortcut = {
  key: 'ask',
  name: 'Ask the briefs',
  description: 'A form that asks for any command of Dossier',
} as const;
