import type { SubjectId } from '../corpus/ids.ts';
import type { Brief } from '../corpus/model.ts';
import { writeLine } from '../line/write-line.ts';
import type { Action, Block, Item, Message, Span } from '../message/model.ts';
import { endActions, linesFor, quietText, voiceOf, type Quiet, type Told } from './kit/followed.ts';
import { marks } from './kit/items.ts';
import type { Missed } from './kit/missed.ts';
import { createPage, type Page } from './kit/page.ts';
import { actions, button } from './kit/section.ts';
import { commandLine, count, list, note, plain, sentence, strong, text } from './kit/spans.ts';
import { describe, type Lookup } from './kit/subjects.ts';

export interface FollowingView {
  readonly told: Told;
  readonly follows: readonly FollowedSubject[];
  readonly quiet: Quiet | undefined;
  /** How many briefs wait to be told of. */
  readonly held: number;
  /** Nothing is sent, and nothing will be before somebody sets it up anew. */
  readonly suspension: Missed | undefined;
  readonly trouble: { readonly at: Temporal.Instant; readonly note: string | undefined } | undefined;
}

export interface FollowedSubject {
  readonly subject: SubjectId;
  readonly newest: Brief | undefined;
}

/** What somebody follows or a channel watches, with the newest of each, the quiet hours and what is held. */
export function followingView(view: FollowingView, lookup: Lookup): Message {
  const { told, follows } = view;
  const page = createPage(lookup);
  const voice = voiceOf(told);
  const summary = `${voice.name} ${voice.does} ${follows.length === 0 ? 'nothing' : count(follows.length, 'subject')}`;
  const sorted = follows.toSorted((a, b) => lookup.name(a.subject).localeCompare(lookup.name(b.subject)));
  const start = told.kind === 'person' ? 'follow' : 'watch';
  const blocks: readonly Block[] = [
    ...(follows.length === 0
      ? [
          text(
            voice.who,
            plain(` ${voice.does} nothing yet. To hear what is new of a subject, write `),
            commandLine(`${start} aleppo`),
            plain('.'),
          ),
        ]
      : [
          text(
            voice.who,
            plain(` ${voice.does} ${count(follows.length, 'subject')}, each with the newest brief about it:`),
          ),
          list(sorted.map((one) => followedItem(one, page))),
        ]),
    ...suspendedNote(view),
    ...(follows.length === 0 && !view.quiet ? [] : [quietNote(view)]),
    ...heldNote(view),
    ...troubleNote(view),
    ...actions(
      ...(view.suspension ? againActions(sorted, told, lookup) : []),
      ...endActions(
        sorted.map(({ subject }) => subject),
        told,
        lookup,
      ),
    ),
  ];
  return page.message('notice', summary, blocks);
}

function followedItem({ subject: id, newest }: FollowedSubject, page: Page): Item {
  const { lookup } = page;
  const subject = lookup.subject(id);
  if (!subject) return { spans: [strong(id), plain(' · no brief and no register names it any more')] };
  return {
    spans: [strong(subject.name), plain(` · ${describe(subject, lookup)}`)],
    under: newest ? [[plain(`${page.when(newest.published)} · ${newest.headline}`), ...marks([newest], page)]] : [],
  };
}

function quietNote({ quiet, told }: FollowingView): Block {
  // As it is typed in the channel itself: nobody reads the id of one.
  const [command, where] = told.kind === 'person' ? ['following', ''] : ['watching', ', typed there,'];
  const set = (hours: string) => commandLine(writeLine(command, [], { quiet: hours }));
  if (!quiet) return note(plain('No quiet hours: '), set('22-7'), plain(`${where} sets them.`));
  return note(plain(`Quiet from ${quietText(quiet)}: `), set('off'), plain(`${where} ends that.`));
}

function heldNote({ held }: FollowingView): readonly Block[] {
  if (held === 0) return [];
  const verb = held === 1 ? 'is' : 'are';
  return [note(plain(`${count(held, 'brief')} with news ${verb} held, until quiet hours or a busy hour end.`))];
}

function suspendedNote({ suspension, told }: FollowingView): readonly Block[] {
  if (!suspension) return [];
  const [once, start] =
    told.kind === 'person'
      ? ['Once the bot may write to you again, ', 'follow']
      : ['Once the bot may post there again, ', 'watch'];
  return [
    note(
      plain('Nothing was sent since '),
      time(suspension.at),
      plain(`: ${sentence(suspension.why)} ${once}`),
      commandLine(start),
      plain(' with any subject goes on with all of them.'),
    ),
  ];
}

/** To follow what is followed already ends a suspension, of one that the briefs still know. */
function againActions(sorted: readonly FollowedSubject[], told: Told, lookup: Lookup): readonly Action[] {
  const known = sorted.find(({ subject }) => lookup.subject(subject) !== undefined);
  if (!known) return [];
  return [button(told.kind === 'person' ? 'Send again' : 'Post again', linesFor(told).start(known.subject))];
}

function troubleNote({ trouble, suspension }: FollowingView): readonly Block[] {
  if (!trouble || suspension) return [];
  const why =
    trouble.note === undefined ? 'may not have come: the platform could not say' : `was refused: ${trouble.note}`;
  return [note(plain('A message of '), time(trouble.at), plain(` ${sentence(why)}`))];
}

function time(at: Temporal.Instant): Span {
  return { kind: 'time', at: at.toString(), style: 'datetime' };
}
