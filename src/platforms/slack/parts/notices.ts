/** What only this platform has to say, each a sentence for who asked. */

/** What another version of Dossier left there. */
export const UNKNOWN = {
  control: 'This button is of another version of Dossier, which it cannot read. Ask again with a command.',
  command: 'This version of Dossier has no command of that name. Write “help” to it in a direct message to see all.',
} as const;

export const NOT_SHARED =
  'Nobody else sees this answer: Dossier may not post here. Invite it to the channel with /invite, or copy the answer.';

export const UNSURE_SHARED =
  'Slack did not say whether the answer was posted. Look in the channel, and share it again where it is not there.';

export const NOT_HERE =
  'Dossier does not answer in this workspace. Whoever manages its apps can add it, or add it again.';

export const TOO_LATE = 'The form could not be opened in time. Please ask again.';

export const NOT_NOW = 'Slack did not take this just now. Please ask again in a moment.';

export const NOT_ALLOWED =
  'Slack does not let Dossier do this here. Whoever manages its apps can install Dossier anew.';

/** Who may set up what everybody reads, as the end of a sentence. */
export const MANAGERS = {
  all: 'full members of this workspace',
  named: 'admins of this workspace and those whom it named as editors',
} as const;

/** Who may change what somebody set up. */
export const MANAGERS_OF_MADE = {
  all: 'who made it and admins of this workspace',
  named: 'who made it, admins of this workspace and those whom it named as editors',
} as const;

export const GROUPS_NOT_READ =
  'Slack does not tell Dossier who is in the group of editors. Whoever manages its apps can install Dossier anew, with the ' +
  'manifest that it prints now.';
