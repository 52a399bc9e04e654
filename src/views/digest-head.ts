import { dayAnywhere } from '../kernel/day-anywhere.ts';
import { writeLine } from '../line/write-line.ts';
import type { Block } from '../message/model.ts';
import type { News, NewsFilter } from '../news/news.ts';
import { momentText } from './kit/moment.ts';
import { listed } from './kit/news-items.ts';
import { numberText } from './kit/number-text.ts';
import { count, note, plain, strong } from './kit/spans.ts';
import type { Lookup } from './kit/subjects.ts';

/** Which window a digest covers, and what it is shown for. */
export interface DigestHead {
  readonly name: string;
  readonly occasion: 'slot' | 'asked for' | 'preview';
  readonly window: News['window'];
  /** IANA. All times of the digest are by the clock of this zone. */
  readonly zone: string;
  readonly missed?: { readonly count: number; readonly first: Temporal.Instant } | undefined;
  /** Arrivals that were not read: the first ones, of a preview alone. */
  readonly passedOver: number;
  /** A digest that waits until there is enough, and has not got it yet. */
  readonly waiting?: { readonly items: number; readonly least: number } | undefined;
}

/** The small print under the title: "Since Tue 24 Nov, 08:00 in Europe/Paris: 5 briefs arrived." */
export function headNotes(head: DigestHead, arrived: number): readonly Block[] {
  const { occasion, missed, waiting, window, passedOver } = head;
  const say = (...sentences: readonly string[]) => plain(sentences.filter((one) => one !== '').join(' '));
  return [
    ...(occasion === 'preview'
      ? [
          note(
            strong('Preview: nothing was posted.'),
            ...(waiting && passedOver === 0
              ? [
                  plain(
                    ` It would wait, with ${waiting.items} of the ${count(waiting.least, 'item')} that it waits for.`,
                  ),
                ]
              : []),
          ),
        ]
      : []),
    note(
      say(
        passedOver > 0
          ? lastOnesText(head)
          : `Since ${sinceText(head)} in ${head.zone}: ${count(arrived, 'brief')} arrived.`,
        missed ? missedText(head, missed) : '',
        occasion === 'asked for' ? 'Asked for between its times.' : '',
        firstText(window),
      ),
    ),
  ];
}

export function sinceText({ window, zone }: DigestHead): string {
  return momentText(window.after.at, zone, window.through.at);
}

/** How many items the others would bring, nobody knows then. */
function lastOnesText(head: DigestHead): string {
  const { after, through } = head.window;
  const all = through.seq - after.seq;
  const read = numberText(all - head.passedOver);
  return `Since ${sinceText(head)} in ${head.zone}: ${count(all, 'arrival')}. This preview reads the last ${read}; the digest reads all.`;
}

function missedText({ window, zone }: DigestHead, { count: slots, first }: NonNullable<DigestHead['missed']>): string {
  return `This digest covers ${count(slots, 'missed slot')} since ${momentText(first, zone, window.through.at)}.`;
}

/** Where the window holds the first arrival of all. Before that nobody wrote down what arrived. */
export function firstText({ after }: News['window']): string {
  return Number(after.seq) === 0
    ? 'Arrivals were not recorded before that, so briefs that were there already count as new.'
    : '';
}

/** "about Aleppo or Syria, carried by Interfax", or nothing for a filter that lets all through. */
export function filterText({ about, without, outlets, withoutOutlets, text }: NewsFilter, lookup: Lookup): string {
  const names = (ids: NewsFilter['about']) =>
    listed(ids.map((id) => lookup.name(id))).replace(/ and (?=[^,]*$)/, ' or ');
  return [
    ...(about.length > 0 ? [`about ${names(about)}`] : []),
    ...(without.length > 0 ? [`not about ${names(without)}`] : []),
    ...(outlets.length > 0 ? [`carried by ${names(outlets)}`] : []),
    ...(withoutOutlets.length > 0 ? [`not published by ${names(withoutOutlets)}`] : []),
    ...(text === undefined ? [] : [`with the words “${text}”`]),
  ].join(', ');
}

/** The line that shows all that is new since a window began, and more where no one line says what the filter lets through. */
export function allLine({ about, text }: NewsFilter, { window }: DigestHead): string {
  const [subject = text ?? 'everything'] = about.length === 1 ? about : text === undefined ? ['everything'] : [];
  return writeLine('changed', [subject], { since: dayAnywhere(window.after.at) });
}
