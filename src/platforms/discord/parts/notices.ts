import type { Answer } from '../../../platform.ts';

/** What only this platform has to say, as an answer of one sentence for who asked. */
export function notice(sentence: string): Answer {
  return {
    message: {
      tone: 'notice',
      summary: sentence,
      blocks: [{ kind: 'text', spans: [{ kind: 'plain', text: sentence }] }],
      sources: [],
    },
    line: '',
    page: 1,
    visibility: 'private',
  };
}

export const UNREADABLE =
  'This button or command is of another version of Dossier, which it cannot read. Ask again with a command from its list.';
export const NOT_SHARED =
  'Nobody else sees this answer: the rules of this server or channel keep apps from posting here.';

export const NOT_NOW = 'Discord did not take this just now. Please ask again in a moment.';

/** Who may set up what everybody reads, as the end of a sentence. */
export const MANAGERS = {
  /** Where there is no community: in a direct message, and in a server to which only its users have brought the app. */
  elsewhere: 'members who may manage channels in a server that has added Dossier itself',
  all: 'members who may manage channels in this server',
  named: 'members who may manage channels in this server, and those with a role that was named for it',
} as const;
