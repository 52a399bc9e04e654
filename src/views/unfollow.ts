import type { SubjectId } from '../corpus/ids.ts';
import type { Message, Span } from '../message/model.ts';
import { endActions, linesFor, voiceOf, type Told } from './kit/followed.ts';
import { actions, button } from './kit/section.ts';
import { count, plain, strong, text } from './kit/spans.ts';
import type { Lookup } from './kit/subjects.ts';

export interface UnfollowView {
  readonly told: Told;
  /** The name, or what was typed. */
  readonly name: string;
  /** Undefined where it was not followed. */
  readonly ended: SubjectId | undefined;
  /** Of what is still followed, what it lies within. */
  readonly wider: SubjectId | undefined;
  readonly left: readonly SubjectId[];
}

/** What was ended, and what is left. */
export function unfollowView({ told, name, ended, wider, left }: UnfollowView, lookup: Lookup): Message {
  const lines = linesFor(told);
  const voice = voiceOf(told);
  const done = ended === undefined ? voice.doesNot : voice.doesNoMore;
  const amount = left.length === 0 ? 'nothing' : count(left.length, 'subject');
  const because: readonly Span[] =
    wider === undefined
      ? []
      : [plain(' News of it still comes with '), strong(lookup.name(wider)), plain(', which it lies within.')];
  const ways =
    ended === undefined
      ? endActions(left, told, lookup)
      : [button(voice.again, lines.start(ended)), ...(left.length > 0 ? [button(voice.list, lines.list())] : [])];
  return {
    tone: 'notice',
    summary: `${voice.name} ${done} ${name}`,
    blocks: [
      text(voice.who, plain(` ${done} `), strong(name), plain('.'), ...because),
      text(plain(`${voice.pronoun} ${voice.does} ${amount}${ended === undefined ? '' : ' now'}.`)),
      ...actions(...ways),
    ],
    sources: [],
  };
}
