import type { SubjectId } from '../../corpus/ids.ts';
import { writeLine } from '../../line/write-line.ts';
import type { Action, Span } from '../../message/model.ts';
import { button } from './section.ts';
import { plain } from './spans.ts';
import { hintOf, type Lookup } from './subjects.ts';

/** Who is told of news: the one who reads this, or a channel. */
export type Told = { readonly kind: 'person' } | { readonly kind: 'channel'; readonly id: string };

/** In words: "22:00 to 07:00, Europe/Paris". */
export interface Quiet {
  readonly from: string;
  readonly until: string;
  readonly zone: string;
}

export function quietText({ from, until, zone }: Quiet): string {
  return `${from} to ${until}, ${zone.replaceAll('_', ' ')}`;
}

/** The lines that change and list what somebody follows or a channel watches. */
export function linesFor(told: Told) {
  const channel = told.kind === 'channel' ? told.id : undefined;
  const [start, end, list] =
    told.kind === 'person' ? ['follow', 'unfollow', 'following'] : ['watch', 'unwatch', 'watching'];
  return {
    start: (id: string) => writeLine(start, [id], { channel }),
    end: (id: string) => writeLine(end, [id], { channel }),
    list: (more: Readonly<Record<string, string>> = {}) => writeLine(list, [], { ...more, channel }),
  };
}

/** The words for the one and the other. */
export function voiceOf(told: Told) {
  return told.kind === 'person'
    ? { who: plain('You'), ...YOU }
    : { who: { kind: 'channel', id: told.id } as Span, ...CHANNEL };
}

const YOU = {
  name: 'You',
  does: 'follow',
  doesNow: 'now follow',
  doesAlready: 'already follow',
  doesNot: 'do not follow',
  doesNoMore: 'no longer follow',
  end: 'Unfollow',
  again: 'Follow again',
  list: 'What I follow',
  pronoun: 'You',
} as const;

const CHANNEL = {
  name: 'The channel',
  does: 'watches',
  doesNow: 'now watches',
  doesAlready: 'already watches',
  doesNot: 'does not watch',
  doesNoMore: 'no longer watches',
  end: 'Stop watching',
  again: 'Watch again',
  list: 'What it watches',
  pronoun: 'It',
} as const;

/** So many have a button each; more are in menus, of as many options as every platform shows in one. */
const BUTTONS = 4;
const OPTIONS = 20;

/** A way to end each. */
export function endActions(ids: readonly SubjectId[], told: Told, lookup: Lookup): readonly Action[] {
  const { end } = linesFor(told);
  const voice = voiceOf(told);
  if (ids.length <= BUTTONS) return ids.map((id) => button(`${voice.end} ${lookup.name(id)}`, end(id)));
  const menus = Array.from({ length: Math.ceil(ids.length / OPTIONS) }, (_, at) =>
    ids.slice(at * OPTIONS, (at + 1) * OPTIONS),
  );
  return menus.map((some) => ({
    kind: 'menu',
    prompt: `${voice.end}…`,
    options: some.map((id) => {
      const subject = lookup.subject(id);
      return { label: lookup.name(id), hint: subject && hintOf(subject, lookup), line: end(id) };
    }),
  }));
}
