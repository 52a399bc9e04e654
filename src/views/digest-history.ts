import type { Item, Message } from '../message/model.ts';
import { moment } from './digest-card.ts';
import { actions, button } from './kit/section.ts';
import { count, heading, list, note, plain, strong, text } from './kit/spans.ts';

/** What became of one slot of a digest. */
export interface SlotWords {
  readonly slot: Temporal.Instant;
  readonly became: 'delivered' | 'failed' | 'unknown' | 'skipped' | 'left out' | 'under way';
  readonly why: string | undefined;
  readonly finishedAt: Temporal.Instant | undefined;
  readonly attempts: number;
}

const BECAME: Readonly<Record<SlotWords['became'], string>> = {
  delivered: 'sent',
  failed: 'failed',
  unknown: 'sent, perhaps: nobody can tell',
  skipped: 'nothing sent',
  'left out': 'left out',
  'under way': 'on its way',
};

/** Later than this after its slot is worth a word. */
const LATE_MINUTES = 5;

export interface HistoryParts {
  readonly name: string;
  readonly id: string;
  /** The latest first. */
  readonly slots: readonly SlotWords[];
  /** There are more than these. */
  readonly isCut: boolean;
}

export function digestHistoryView({ name, id, slots, isCut }: HistoryParts): Message {
  const back = actions(button('Show it', `digest show ${id}`));
  if (slots.length === 0) {
    const words = `${name} has not come yet.`;
    return { tone: 'notice', summary: words, blocks: [text(plain(words)), ...back], sources: [] };
  }
  const [last] = slots;
  return {
    tone: 'notice',
    summary: `${name}: the last one was ${last ? BECAME[last.became] : ''}`,
    blocks: [
      heading(`History of ${name}`, 1),
      list(slots.map(itemOf)),
      ...(isCut ? [note(plain(`These are the last ${count(slots.length, 'time')}; older ones are not shown.`))] : []),
      ...back,
    ],
    sources: [],
  };
}

function itemOf({ slot, became, why, finishedAt, attempts }: SlotWords): Item {
  const isLeftOut = became === 'left out';
  const isLate = !isLeftOut && finishedAt !== undefined && finishedAt.since(slot).total('minutes') > LATE_MINUTES;
  const more = [
    ...(attempts > 1 ? [plain(`, after ${attempts} tries`)] : []),
    // Somebody wanted it so then, mostly before its time.
    ...(isLeftOut && finishedAt ? [plain(' on '), moment(finishedAt)] : []),
    ...(isLate ? [plain(', ended '), moment(finishedAt)] : []),
  ];
  return {
    spans: [moment(slot), plain(' · '), strong(BECAME[became]), ...more],
    under: why === undefined ? [] : [[plain(why)]],
  };
}
