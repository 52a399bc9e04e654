import type { Brief, Subject } from '../corpus/model.ts';
import { writeLine } from '../line/write-line.ts';
import type { Block, Message } from '../message/model.ts';
import { linesFor, quietText, voiceOf, type Quiet, type Told } from './kit/followed.ts';
import { headlineItem } from './kit/items.ts';
import { missedNote, type Missed } from './kit/missed.ts';
import { createPage } from './kit/page.ts';
import { actions, button, section } from './kit/section.ts';
import { note, plain, sentence, strong, text } from './kit/spans.ts';
import { describe, type Lookup } from './kit/subjects.ts';

export interface FollowView {
  readonly told: Told;
  readonly subject: Subject;
  /** False: it was followed already. */
  readonly isNew: boolean;
  /** Some that lie within it. */
  readonly parts: readonly Subject[];
  readonly newest: Brief | undefined;
  readonly quiet: Quiet | undefined;
  readonly messagesAnHour: number;
  /** Why nothing can be sent, in a sentence of the platform. */
  readonly whyNot: string | undefined;
  readonly missed: Missed | undefined;
}

/** What was set up, when its reader is told, and the newest there is of it. */
export function followView(view: FollowView, lookup: Lookup): Message {
  const { told, subject, isNew, newest, whyNot } = view;
  const page = createPage(lookup);
  const lines = linesFor(told);
  const voice = voiceOf(told);
  const done = isNew ? voice.doesNow : voice.doesAlready;
  const blocks: readonly Block[] = [
    text(voice.who, plain(` ${done} `), strong(subject.name), plain(`, ${describe(subject, lookup)}.`)),
    text(plain(whenTold(view))),
    ...(whyNot === undefined ? [] : [note(strong('It cannot be sent yet: '), plain(sentence(whyNot)))]),
    ...missedNote(view.missed),
    ...section('The newest brief', newest ? [newest] : [], (brief) => headlineItem(brief, page), { max: 1 }),
    ...(newest ? [] : [note(plain('No brief names it yet.'))]),
    ...actions(
      ...(newest ? [button('Brief', writeLine('brief', [subject.id]))] : []),
      button(voice.end, lines.end(subject.id)),
      button(voice.list, lines.list()),
    ),
  ];
  return page.message('notice', `${voice.name} ${done} ${subject.name}`, blocks);
}

function whenTold({ told, subject, parts, quiet, messagesAnHour }: FollowView): string {
  const how = told.kind === 'person' ? 'you get a direct message' : 'it is posted there';
  const hours = quiet ? `, and none from ${quietText(quiet)}` : '';
  const [first, second] = parts.map(({ name }) => name);
  const such =
    first === undefined ? '' : ` What lies within it counts too, such as ${second ? `${first} or ${second}` : first}.`;
  return `When a brief says something new of ${subject.name}, ${how}: at most ${messagesAnHour} messages an hour${hours}. What is more is held and counted.${such}`;
}
