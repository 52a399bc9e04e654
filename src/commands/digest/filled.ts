import type { Subject } from '../../corpus/model.ts';
import { SECTIONS, type Definition } from '../../digests/definition.ts';
import { describeDaysAndTimes } from '../../digests/describe-cadence.ts';
import type { DigestValues } from './arguments.ts';
import type { Community } from './community.ts';
import { DEFAULTS } from './definition-of.ts';
import { channelOf } from './draft.ts';
import { given } from './words.ts';

/** What stands in the fields of a form. */
export type Filled = Partial<Record<keyof DigestValues, string>>;

/** What a digest or a draft is, as it would be typed. */
export function filled(what: {
  readonly name: string;
  readonly channel: string;
  readonly definition: Definition;
}): Filled {
  const { definition } = what;
  const { cadence, empty } = definition;
  return {
    name: what.name,
    channel: `#${what.channel}`,
    at: describeDaysAndTimes(cadence),
    zone: cadence.zone,
    ...named('about', definition.about.join(',')),
    ...named('without', definition.without.join(',')),
    ...named('outlets', definition.outlets.join(',')),
    ...named('except', definition.withoutOutlets.join(',')),
    ...named('text', definition.text),
    sections: definition.sections.join(', '),
    most: String(definition.most),
    empty: empty.kind,
    ...named('least', empty.kind === 'hold' ? String(empty.least) : undefined),
    layout: definition.layout,
  };
}

/** What was typed so far, and what a new digest has where nothing is said. */
export function typedSoFar(values: Partial<DigestValues>, community: Community): Filled {
  const channel = knowsChannel(community, values)
    ? (channelOf(community, values) ?? community.asker.channel)
    : undefined;
  const when = [given(values.days) ?? '', given(values.at) ?? ''].filter((part) => part !== '').join(' at ');
  return {
    ...named('name', given(values.name)),
    ...named('channel', channel === undefined ? undefined : `#${channel}`),
    ...named('at', when === '' ? undefined : when),
    ...named('zone', values.zone),
    ...named('about', idsOf(values.about)),
    ...named('without', idsOf(values.without)),
    ...named('outlets', idsOf(values.outlets)),
    ...named('except', idsOf(values.except)),
    ...named('text', given(values.text)),
    sections: given(values.sections) ?? SECTIONS.join(', '),
    most: String(values.most ?? DEFAULTS.most),
    empty: values.empty ?? (values.least === undefined ? DEFAULTS.empty.kind : 'hold'),
    ...named('least', values.least === undefined ? undefined : String(values.least)),
    layout: values.layout ?? DEFAULTS.layout,
  };
}

export function knowsChannel({ asker }: Community, { channel }: Partial<DigestValues>): boolean {
  return asker.channel !== undefined || (channel !== undefined && channel.toLowerCase() !== 'here');
}

function named(name: keyof DigestValues, value: string | undefined): Filled {
  return value === undefined || value === '' ? {} : { [name]: value };
}

function idsOf(subjects: readonly Subject[] | undefined): string | undefined {
  return subjects?.map(({ id }) => id).join(',');
}
