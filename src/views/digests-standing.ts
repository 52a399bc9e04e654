import type { Block, Fact, Item, Span } from '../message/model.ts';
import { section } from './kit/section.ts';
import { numberText } from './kit/number-text.ts';
import { plain, strong } from './kit/spans.ts';

/** How the digests of one community are doing. */
export type DigestsStanding =
  /** The database does not answer; `why` says what to do. */
  | { readonly kind: 'silent'; readonly why: string }
  | { readonly kind: 'none'; readonly lastArrival: Temporal.Instant | undefined }
  | {
      readonly kind: 'some';
      readonly lastArrival: Temporal.Instant | undefined;
      readonly count: number;
      /** Of those that are neither paused nor suspended, the soonest first. */
      readonly next: readonly { readonly name: string; readonly channel: string; readonly at: Temporal.Instant }[];
      readonly paused: number;
      readonly suspended: readonly { readonly name: string; readonly why: string | undefined }[];
      /** Deliveries that began and wait for another try. */
      readonly heldUp: readonly { readonly name: string; readonly slot: Temporal.Instant; readonly attempts: number }[];
      /** Deliveries that failed or whose fate is not known, the latest slot first. */
      readonly troubled: readonly {
        readonly name: string;
        readonly slot: Temporal.Instant;
        readonly isUnknown: boolean;
        readonly why: string | undefined;
      }[];
    };

const SHOWN = 5;

/** When something last arrived, and whether the database answers: beside the other facts of `status`. */
export function digestFacts(standing: DigestsStanding): readonly Fact[] {
  switch (standing.kind) {
    case 'silent':
      return [{ label: 'Database', spans: [plain(standing.why)] }];
    case 'none':
      return [];
    case 'some': {
      const { lastArrival, paused, suspended } = standing;
      const still = [
        ...(paused > 0 ? [`${numberText(paused)} paused`] : []),
        ...(suspended.length > 0 ? [`${numberText(suspended.length)} suspended`] : []),
      ];
      return [
        ...(lastArrival ? [{ label: 'Last arrival', spans: [moment(lastArrival)] }] : []),
        { label: 'Database', spans: [plain('answers')] },
        { label: 'Digests', spans: [plain([numberText(standing.count), ...still].join(', '))] },
      ];
    }
  }
}

/** What comes next, and what did not go well. */
export function digestSections(standing: DigestsStanding): readonly Block[] {
  if (standing.kind !== 'some') return [];
  const { next, heldUp, troubled, suspended } = standing;
  return [
    ...section('Next digests', next, nextItem, { max: SHOWN }),
    ...section('On their way', heldUp, heldUpItem, { max: SHOWN }),
    ...section('Did not get through in the last seven days', troubled, troubledItem, { max: SHOWN }),
    ...section('Suspended', suspended, suspendedItem, { max: SHOWN }),
  ];
}

function nextItem({
  name,
  channel,
  at,
}: {
  readonly name: string;
  readonly channel: string;
  readonly at: Temporal.Instant;
}): Item {
  return { spans: [strong(name), plain(' · '), moment(at), plain(' · '), { kind: 'channel', id: channel }] };
}

function heldUpItem({
  name,
  slot,
  attempts,
}: {
  readonly name: string;
  readonly slot: Temporal.Instant;
  readonly attempts: number;
}): Item {
  return { spans: [strong(name), plain(' · due '), moment(slot), plain(`, begun ${times(attempts)}`)] };
}

function troubledItem(one: {
  readonly name: string;
  readonly slot: Temporal.Instant;
  readonly isUnknown: boolean;
  readonly why: string | undefined;
}): Item {
  const became = one.isUnknown ? 'nobody can tell whether it is there' : 'failed';
  return { spans: [strong(one.name), plain(' · due '), moment(one.slot), plain(`: ${became}${reason(one.why)}`)] };
}

function suspendedItem({ name, why }: { readonly name: string; readonly why: string | undefined }): Item {
  return { spans: [strong(name), plain(why === undefined ? '' : ` · ${why}`)] };
}

function reason(why: string | undefined): string {
  return why === undefined ? '' : `. ${why}`;
}

function times(attempts: number): string {
  return attempts === 1 ? 'once' : `${attempts} times`;
}

function moment(at: Temporal.Instant): Span {
  return { kind: 'time', at: at.toString(), style: 'datetime' };
}
