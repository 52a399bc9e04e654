import type { SubjectId } from '../corpus/ids.ts';
import { writeLine } from '../line/write-line.ts';
import type { Message } from '../message/model.ts';
import { commandLine, heading, list, note, plain, text } from './kit/spans.ts';
import type { Lookup } from './kit/subjects.ts';

export interface WatchLostView {
  readonly channel: string;
  /** What it watched for who is told. */
  readonly subjects: readonly SubjectId[];
  /** A sentence of the platform. */
  readonly why: string;
}

/** For who set up what a channel watches, where nothing can be posted in it any more. */
export function watchLostView({ channel, subjects, why }: WatchLostView, lookup: Lookup): Message {
  const [first = ''] = subjects;
  return {
    tone: 'notice',
    summary: 'A channel that you let watch the news cannot be posted in any more',
    blocks: [
      heading('A channel watches no more', 1),
      text(plain('News cannot be posted in '), { kind: 'channel', id: channel }, plain(`: ${why}`)),
      text(plain('You had set it up to watch:')),
      list(subjects.map((id) => ({ spans: [plain(lookup.name(id))] }))),
      note(
        plain(
          'What it watches is kept; what is new meanwhile is not posted later. Once the bot may post there, write ',
        ),
        commandLine(writeLine('watch', [first])),
        plain(' in the channel, and all of it goes on from then.'),
      ),
    ],
    sources: [],
  };
}
