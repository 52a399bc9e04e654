import type { Message } from '../message/model.ts';
import { code, plain } from './kit/spans.ts';

/** An apology for what only the operator can mend. The id is also in the log. */
export function fault(incident: string): Message {
  return {
    tone: 'fault',
    summary: `Something went wrong here (incident ${incident}).`,
    blocks: [
      {
        kind: 'text',
        spans: [
          plain(
            'Something went wrong here. Nothing was lost. Please try again, or tell the people who run this bot: incident ',
          ),
          code(incident),
          plain('.'),
        ],
      },
    ],
    sources: [],
  };
}
