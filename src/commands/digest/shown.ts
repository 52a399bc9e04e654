import type { CommandContext } from '../../command.ts';
import type { SubjectId } from '../../corpus/ids.ts';
import { nextSlots } from '../../digests/cadence.ts';
import type { Definition, Section } from '../../digests/definition.ts';
import { describeCadence } from '../../digests/describe-cadence.ts';
import type { Digest } from '../../digests/office.ts';
import type { DigestWords } from '../../views/digest-card.ts';
import type { ListedDigest } from '../../views/digest-list.ts';

const SECTION_WORDS: Readonly<Record<Section, string>> = {
  stories: 'stories',
  disputes: 'disputes',
  numbers: 'numbers',
  actors: 'actors seen for the first time',
  corrections: 'corrections',
};

/** So many of its next times are shown. */
const NEXT = 3;

/** Who reads it: their zone decides how times are told. */
type Reader = Pick<CommandContext, 'corpus' | 'zone' | 'isZoneTold'>;

/** What a digest does, in words. */
export function digestWords(
  what: { readonly name: string; readonly channel: string; readonly definition: Definition },
  { corpus, zone, isZoneTold }: Reader,
  from: Temporal.Instant,
): DigestWords {
  const { definition, name, channel } = what;
  const { cadence, sections, most, empty, layout, text, madeByName } = definition;
  const namesOf = (ids: readonly SubjectId[]) => ids.map((id) => corpus.subject(id)?.name ?? id);
  return {
    name,
    channel,
    when: describeCadence(cadence),
    zone: cadence.zone,
    isReadersZone: isZoneTold && zone === cadence.zone,
    next: nextSlots(cadence, from, NEXT),
    about: namesOf(definition.about),
    without: namesOf(definition.without),
    outlets: namesOf(definition.outlets),
    withoutOutlets: namesOf(definition.withoutOutlets),
    text,
    sections: sections.map((section) => SECTION_WORDS[section]),
    most,
    empty,
    layout,
    madeBy: madeByName,
  };
}

/** Of one that is in service: its next slot is the one that it waits for, which may not be the next of its cadence. */
export function savedWords(digest: Digest, reader: Reader, now: Temporal.Instant): DigestWords {
  const { nextAt } = digest;
  const waits = nextAt && Temporal.Instant.compare(nextAt, now) > 0 ? nextAt : undefined;
  const words = digestWords(digest, reader, waits ?? now);
  return waits ? { ...words, next: [waits, ...words.next.slice(0, NEXT - 1)] } : words;
}

export function listedDigest({ id, name, channel, definition, status, reason, nextAt }: Digest): ListedDigest {
  return {
    id,
    name,
    channel,
    when: describeCadence(definition.cadence),
    state: { kind: status, why: reason },
    next: nextAt,
  };
}
