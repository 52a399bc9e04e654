import type { Message } from '../message/model.ts';
import { commandLine, plain, strong } from './kit/spans.ts';

/** To who made a digest that cannot be brought to its channel any more. `why`: a sentence. */
export function digestSuspended(name: string, channel: string, why: string): Message {
  return {
    tone: 'notice',
    summary: `The digest ${name} stands still: ${why}`,
    blocks: [
      {
        kind: 'text',
        spans: [
          plain('The digest '),
          strong(name),
          plain(' for '),
          { kind: 'channel', id: channel },
          plain(` stands still: it cannot be posted there any more. ${why}`),
        ],
      },
      {
        kind: 'text',
        spans: [
          plain('Nothing was deleted. When the channel is open again, or after you gave it another one with '),
          commandLine('digest edit'),
          plain(', '),
          commandLine('digest resume'),
          plain(' lets it go on, with all that came meanwhile.'),
        ],
      },
    ],
    sources: [],
  };
}
