import type { Block, Fact, Message, Span, Spans } from '../message/model.ts';
import { actions, button } from './kit/section.ts';
import { code, count, heading, list, plain, strong, text } from './kit/spans.ts';

/** A digest as its readers know it: everything in words, names in the place of ids. */
export interface DigestWords {
  readonly name: string;
  readonly channel: string;
  /** "Every weekday at 08:00, Europe/Paris". */
  readonly when: string;
  readonly zone: string;
  /** The reader's clock shows the same: a time is told once. */
  readonly isReadersZone: boolean;
  /** Its next times, the soonest first. */
  readonly next: readonly Temporal.Instant[];
  readonly about: readonly string[];
  readonly without: readonly string[];
  readonly outlets: readonly string[];
  readonly withoutOutlets: readonly string[];
  readonly text: string | undefined;
  readonly sections: readonly string[];
  readonly most: number;
  /** How many items it waits for, where it does not come with fewer; or whether it says that there is no news. */
  readonly empty: { readonly kind: 'silent' | 'say' } | { readonly kind: 'hold'; readonly least: number };
  readonly layout: 'message' | 'threads';
  readonly madeBy: string | undefined;
}

export interface DraftCard {
  readonly digest: DigestWords;
  /** What it changes has this name. Undefined for a new one. */
  readonly changes: string | undefined;
  /** What to think of before it is saved. */
  readonly warnings: readonly Spans[];
  /** What it would have held in the last seven days; `isAll` is false where only the last arrivals of them were read. */
  readonly held: { readonly items: number; readonly isAll: boolean; readonly message: Message | undefined };
  readonly save: string;
  readonly change: string;
}

function heldText({ items, isAll }: DraftCard['held']): string {
  if (isAll) return `In the last seven days it would have held ${count(items, 'item')}`;
  if (items === 0) return 'Of what arrived last it would have held nothing';
  return `In the last seven days it would have held at least ${count(items, 'item')}`;
}

/** A digest before it is saved: all that it will do. */
export function draftView({ digest, changes, warnings, held, save, change }: DraftCard): Message {
  const title = changes === undefined ? 'A new digest' : `${changes}, changed`;
  const sum = heldText(held);
  return {
    tone: 'notice',
    summary: `${title}: look at it, then save it. ${digest.name}, ${lowerFirst(digest.when)}.`,
    blocks: [
      heading(`${title}: ${digest.name}`, 1),
      text(strong('Nothing is saved yet.'), plain(' This is what it will do. You have a day to save it.')),
      ...whatItDoes(digest),
      ...(warnings.length > 0 ? [heading('Before you save'), list(warnings.map((spans) => ({ spans })))] : []),
      held.message ? heading(sum) : text(plain(`${sum}.`)),
      ...(held.message ? lower(held.message.blocks) : []),
      ...actions(button('Save', save), button('Change', change)),
    ],
    sources: held.message?.sources ?? [],
  };
}

export interface SavedCard {
  readonly digest: DigestWords;
  readonly state: DigestState;
  /** What was just done with it, as a sentence. */
  readonly done?: string | undefined;
  /** Where readers have everything up to. */
  readonly covered: Temporal.Instant;
  /** How its lines call it. */
  readonly id: string;
  readonly mayManage: boolean;
}

export type DigestState = { readonly kind: 'active' | 'paused' | 'suspended'; readonly why: string | undefined };

/** A digest that is in service, or stands still, with what can be done with it. */
export function digestView({ digest, state, done, covered, id, mayManage }: SavedCard): Message {
  const line = (action: string) => `digest ${action} ${id}`;
  const isActive = state.kind === 'active';
  const manage = [
    button('Run now', line('run')),
    isActive ? button('Pause', line('pause')) : button('Resume', line('resume')),
    ...(isActive ? [button('Skip next', line('skip'))] : []),
    button('Edit', line('edit')),
    button('History', line('history')),
    button('Delete', line('delete')),
  ];
  return {
    tone: 'notice',
    summary: `${digest.name}: ${done ?? stateText(state)}`,
    blocks: [
      heading(digest.name, 1),
      ...(done === undefined ? [] : [text(strong(done))]),
      ...(isActive ? [] : [text(plain(stateText(state)))]),
      ...whatItDoes(isActive ? digest : { ...digest, next: [] }),
      {
        kind: 'facts',
        facts: [
          { label: 'Readers have everything up to', spans: [moment(covered)] },
          ...(digest.madeBy === undefined ? [] : [{ label: 'Made by', spans: [plain(digest.madeBy)] }]),
        ],
      },
      ...actions(button('Preview', line('preview')), ...(mayManage ? manage : [])),
    ],
    sources: [],
    again: line('show'),
  };
}

/** As a sentence. */
export function stateText({ kind, why }: DigestState): string {
  switch (kind) {
    case 'active':
      return 'It is in service.';
    case 'paused':
      return why ?? 'It is paused.';
    case 'suspended':
      return ['It is suspended: nothing can be posted.', why].filter((one) => one !== undefined).join(' ');
  }
}

function whatItDoes(digest: DigestWords): readonly Block[] {
  const facts: readonly Fact[] = [
    { label: 'Channel', spans: [{ kind: 'channel', id: digest.channel }] },
    { label: 'Comes', spans: [plain(digest.when)] },
    { label: 'About', spans: aboutWords(digest) },
    ...names('Left out', digest.without),
    ...names('Carried by', digest.outlets),
    ...names('Not published by', digest.withoutOutlets),
    ...(digest.text === undefined ? [] : [{ label: 'With the words', spans: [code(digest.text)] }]),
    { label: 'Shows', spans: [plain(`${listed(digest.sections)}; at most ${count(digest.most, 'item')}`)] },
    { label: 'Without news', spans: [plain(emptyWords(digest.empty))] },
    {
      label: 'As',
      spans: [plain(digest.layout === 'message' ? 'one message' : 'a message for each story, the rest in its thread')],
    },
  ];
  return [{ kind: 'facts', facts }, ...nextTimes(digest)];
}

function nextTimes({ next, zone, isReadersZone }: DigestWords): readonly Block[] {
  if (next.length === 0) return [];
  return [
    heading('Next times'),
    list(
      next.map((at) => {
        const there = `${wallText(at, zone)} in ${zone}`;
        return { spans: isReadersZone ? [plain(there)] : [plain(`${there} · `), moment(at)] };
      }),
    ),
  ];
}

function aboutWords({ about, text: words }: DigestWords): Spans {
  if (about.length > 0) return [plain(`${listed(about, 'or')}, and what lies within`)];
  return [plain(words === undefined ? 'everything' : 'anything')];
}

function names(label: string, all: readonly string[]): readonly Fact[] {
  return all.length === 0 ? [] : [{ label, spans: [plain(listed(all, 'or'))] }];
}

function emptyWords(empty: DigestWords['empty']): string {
  switch (empty.kind) {
    case 'silent':
      return 'nothing is posted';
    case 'say':
      return 'a line says that there is none';
    case 'hold':
      return `it waits until there are ${empty.least} items`;
  }
}

/** The card has a title and buttons of its own. */
function lower(blocks: readonly Block[]): readonly Block[] {
  return blocks.filter((block) => block.kind !== 'actions' && !(block.kind === 'heading' && block.level === 1));
}

/** "Fri 2 Dec 2016, 08:00": by the clock on the wall of a zone. */
export function wallText(at: Temporal.Instant, zone: string): string {
  const wall = at.toZonedDateTimeISO(zone);
  return `${wallDay(wall.toPlainDate())}, ${wall.toPlainTime().toString({ smallestUnit: 'minute' })}`;
}

const dayFormat = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
});

/** "Fri 2 Dec 2016". */
export function wallDay(date: Temporal.PlainDate): string {
  return dayFormat.format(date).replace(',', '');
}

export function moment(at: Temporal.Instant): Span {
  return { kind: 'time', at: at.toString(), style: 'datetime' };
}

function listed(words: readonly string[], joint = 'and'): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${joint} ${words.at(-1)}`;
}

function lowerFirst(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}
