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
