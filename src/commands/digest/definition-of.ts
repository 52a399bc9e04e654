import type { Subject } from '../../corpus/model.ts';
import type { Cadence } from '../../digests/cadence.ts';
import { SECTIONS, type Definition } from '../../digests/definition.ts';
import { parseCadence } from '../../digests/parse-cadence.ts';
import { UserError } from '../../kernel/errors.ts';
import { zoneSchema, type Zone } from '../../kernel/zone.ts';
import type { DigestValues } from './arguments.ts';
import { given, parseSections, searchText } from './words.ts';

/** Where nothing was said. */
export const DEFAULTS = { most: 10, empty: { kind: 'silent' }, layout: 'message' } as const;
/** How many items one waits for that is to wait. */
const LEAST = 3;

export interface DefinitionParts {
  /** What is changed. Undefined for a new one. */
  readonly base: Definition | undefined;
  /** Where no zone was named. */
  readonly zone: Zone;
  readonly madeByName: string | undefined;
}

/**
 * What was typed, over what stood there before. Where nothing was said: every section, and `DEFAULTS`.
 * @throws UserError where something cannot be understood, or where there are no times
 */
export function definitionOf(values: Partial<DigestValues>, { base, zone, madeByName }: DefinitionParts): Definition {
  const text = given(values.text);
  const sections = given(values.sections);
  const words = text === undefined ? base?.text : searchText(text);
  return {
    cadence: cadenceOf(values, base?.cadence, zone),
    about: ids(values.about) ?? base?.about ?? [],
    without: ids(values.without) ?? base?.without ?? [],
    outlets: ids(values.outlets) ?? base?.outlets ?? [],
    withoutOutlets: ids(values.except) ?? base?.withoutOutlets ?? [],
    ...(words === undefined ? {} : { text: words }),
    sections: [...(sections === undefined ? (base?.sections ?? SECTIONS) : parseSections(sections))],
    most: values.most ?? base?.most ?? DEFAULTS.most,
    empty: emptyOf(values, base?.empty),
    layout: values.layout ?? base?.layout ?? DEFAULTS.layout,
    ...(madeByName === undefined ? {} : { madeByName }),
  };
}

function cadenceOf(values: Partial<DigestValues>, base: Cadence | undefined, own: Zone): Cadence {
  const zone = values.zone === undefined ? (base?.zone ?? own) : zoneSchema.parse(values.zone);
  const [days, at] = [given(values.days) ?? '', given(values.at) ?? ''];
  const typed = [days, at].filter((part) => part !== '').join(' at ');
  if (typed !== '') return parseCadence(typed, zone, base);
  if (base) return { ...base, zone };
  throw new UserError('Say when it comes: `at:"weekdays 8:00 and 17:30"`.');
}

/** A number of items to wait for means that it waits. */
function emptyOf({ empty, least }: Partial<DigestValues>, base: Definition['empty'] | undefined): Definition['empty'] {
  const kind = empty ?? (least === undefined ? base?.kind : 'hold') ?? DEFAULTS.empty.kind;
  if (kind !== 'hold') return { kind };
  return { kind, least: least ?? (base?.kind === 'hold' ? base.least : LEAST) };
}

function ids(subjects: readonly Subject[] | undefined): Subject['id'][] | undefined {
  return subjects && [...new Set(subjects.map(({ id }) => id))];
}
