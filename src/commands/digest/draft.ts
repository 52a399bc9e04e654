import type { CommandContext } from '../../command.ts';
import type { SubjectId } from '../../corpus/ids.ts';
import type { Composed } from '../../digests/composer.ts';
import type { Definition } from '../../digests/definition.ts';
import type { Digest, Draft } from '../../digests/office.ts';
import { skippedTimes } from '../../digests/skipped-times.ts';
import { UserError } from '../../kernel/errors.ts';
import { UTC, zoneSchema, type Zone } from '../../kernel/zone.ts';
import type { Message, Spans } from '../../message/model.ts';
import { draftView, wallDay } from '../../views/digest-card.ts';
import { digestSaid } from '../../views/digest-said.ts';
import { button } from '../../views/kit/section.ts';
import { commandLine, count, plain, strong } from '../../views/kit/spans.ts';
import { changesSomething, type DigestValues } from './arguments.ts';
import { digestNamed, isMessage, refusal, type Community } from './community.ts';
import { definitionOf } from './definition-of.ts';
import { digestWords } from './shown.ts';
import { digestName } from './words.ts';

export const DRAFT_GONE: Spans = [
  plain('This was saved already, or it is older than a day: begin again with '),
  commandLine('digest create'),
  plain(', or see '),
  commandLine('digest list'),
  plain('.'),
];

const EXAMPLE = 'digest create "Morning news" at:"weekdays 8:00" zone:Europe/Paris about:aleppo';

/** What is written down for a new digest, shown before it is saved. */
export async function createDraft(
  context: CommandContext,
  community: Community,
  values: DigestValues,
): Promise<Message> {
  const refused = await refusal(community);
  if (refused) return refused;
  const base = await draftOf(community, values);
  if (base === 'gone') return digestSaid(DRAFT_GONE);
  const named = digestName(values.name);
  if (base && named === undefined && !changesSomething(values)) return card(context, community, base, undefined);
  const name = named ?? base?.name;
  const channel = channelOf(community, values) ?? base?.channel ?? community.asker.channel;
  const lacks = missing({ name, channel, hasTimes: base !== undefined || hasTimes(values) });
  if (name === undefined || channel === undefined || lacks) {
    return digestSaid([plain(`${lacks} For example: `), commandLine(EXAMPLE)]);
  }
  if (await isTaken(community, name, undefined)) return digestSaid(nameTaken(name));
  const definition = definitionOf(values, {
    base: base?.definition,
    zone: ownZone(context) ?? UTC,
    madeByName: community.asker.name,
  });
  const draft = await community.office.saveDraft(community.tenant, { name, channel, definition }, community.now);
  return card(context, community, draft, undefined, isZoneGuessed(context, values, base?.definition));
}

/** A draft again, as it was shown before. */
export async function showDraft(context: CommandContext, community: Community, values: DigestValues): Promise<Message> {
  const draft = await draftOf(community, values);
  if (draft === 'gone' || !draft) return digestSaid(DRAFT_GONE);
  const digest = draft.of && (await community.office.find(community.tenant, draft.of.id));
  return (await refusal(community, digest)) ?? card(context, community, draft, digest);
}

/** What is changed of a digest, shown before it is saved. */
export async function editDraft(context: CommandContext, community: Community, values: DigestValues): Promise<Message> {
  const digest = await digestNamed(community, 'edit', values.name);
  if (isMessage(digest)) return digest;
  const refused = await refusal(community, digest);
  if (refused) return refused;
  const base = await draftOf(community, values);
  if (base === 'gone' || (base && base.of?.id !== digest.id)) return digestSaid(DRAFT_GONE);
  if (!changesSomething(values)) {
    if (base) return card(context, community, base, digest);
    const example = `digest edit ${digest.id} at:"weekdays 9:00" most:5`;
    return digestSaid(
      [
        plain('Say what to change of '),
        strong(digest.name),
        plain(', for example: '),
        commandLine(example),
        plain('. What you leave out stays as it is; '),
        commandLine('about:none'),
        plain(' takes a filter away.'),
      ],
      { offers: [button('Show it', `digest show ${digest.id}`)] },
    );
  }
  const from = base ?? { name: digest.name, channel: digest.channel, definition: digest.definition };
  const name = digestName(values.rename) ?? from.name;
  if (await isTaken(community, name, digest)) return digestSaid(nameTaken(name));
  const definition = definitionOf(values, {
    base: from.definition,
    zone: from.definition.cadence.zone,
    madeByName: digest.definition.madeByName,
  });
  const draft = await community.office.saveDraft(
    community.tenant,
    {
      of: base?.of ?? { id: digest.id, revision: digest.revision },
      name,
      channel: channelOf(community, values) ?? from.channel,
      definition,
    },
    community.now,
  );
  return card(context, community, draft, digest);
}

/** The draft that a line names. `gone`: it names one that is not there. */
export async function draftOf(
  { office, tenant, now }: Community,
  { draft }: Partial<DigestValues>,
): Promise<Draft | 'gone' | undefined> {
  return draft === undefined ? undefined : ((await office.findDraft(tenant, draft.trim(), now)) ?? 'gone');
}

/** The zone of who asks, where anybody knows it. */
export function ownZone({ zone }: CommandContext): Zone | undefined {
  const known = zoneSchema.safeParse(zone).data;
  return known === UTC ? undefined : known;
}

/** Where it was said to be posted. @throws UserError where it is to be here, and nothing can be posted here */
export function channelOf({ asker }: Community, { channel }: Partial<DigestValues>): string | undefined {
  if (channel?.toLowerCase() !== 'here') return channel;
  if (asker.channel !== undefined) return asker.channel;
  throw new UserError('Nobody would read it here: name a channel with `channel:`.');
}

export function hasTimes({ at, days }: Partial<DigestValues>): boolean {
  return at !== undefined || days !== undefined;
}

export function nameTaken(name: string): Spans {
  return [plain('There is a digest called '), strong(name), plain(' here already: give this one another name.')];
}

async function isTaken({ office, tenant }: Community, name: string, but: Digest | undefined): Promise<boolean> {
  const found = await office.find(tenant, name);
  return found !== undefined && found.id !== but?.id;
}

function missing(has: {
  readonly name: string | undefined;
  readonly channel: string | undefined;
  readonly hasTimes: boolean;
}): string | undefined {
  const lacks = [
    ...(has.name === undefined ? ['a name'] : []),
    ...(has.channel === undefined ? ['a channel'] : []),
    ...(has.hasTimes ? [] : ['the times at which it comes']),
  ];
  if (lacks.length === 0) return undefined;
  const last = lacks.at(-1) ?? '';
  const needs = lacks.length === 1 ? last : `${lacks.slice(0, -1).join(', ')} and ${last}`;
  return `A digest needs ${needs}.`;
}

async function card(
  context: CommandContext,
  community: Community,
  draft: Draft,
  changed: Digest | undefined,
  isZoneGuess = false,
): Promise<Message> {
  const { office, tenant, now } = community;
  const [held, why] = await Promise.all([office.preview(draft, now), office.whyNot(tenant, draft.channel)]);
  const begin = changed ? `digest edit ${changed.id}` : 'digest create';
  const message = draftView({
    digest: digestWords(draft, context, now),
    changes: changed?.name,
    warnings: [
      ...(why === undefined ? [] : [[strong('Channel: '), plain(why)]]),
      ...(isZoneGuess ? [zoneWarning()] : []),
      ...skipWarnings(draft.definition, now),
      ...strangers(draft.definition, context),
      ...(held.items === 0 ? [nothingFound(held)] : []),
    ],
    held: { items: held.items, isAll: held.passedOver === undefined, message: held.messages[0]?.message },
    save: `digest save ${draft.id}`,
    change: `${begin} draft:${draft.id}`,
  });
  // The line of Change opens a form.
  return { ...message, again: `digest show draft:${draft.id}` };
}

function isZoneGuessed(context: CommandContext, values: DigestValues, base: Definition | undefined): boolean {
  return values.zone === undefined && base === undefined && ownZone(context) === undefined;
}

function zoneWarning(): Spans {
  return [
    strong('Time zone: '),
    plain('nobody told yours, so the times are read as UTC. Name one, as in '),
    commandLine('zone:Europe/Paris'),
    plain('.'),
  ];
}

function skipWarnings({ cadence }: Definition, now: Temporal.Instant): readonly Spans[] {
  const skipped = skippedTimes(cadence, now).slice(0, 3);
  return skipped.map(({ date, time, instead }) => {
    const day = instead.toPlainDate();
    const other = day.equals(date) ? '' : ` on ${wallDay(day)}`;
    const at = instead.toPlainTime().toString({ smallestUnit: 'minute' });
    const there = `on ${wallDay(date)} there is no ${time} in ${cadence.zone}`;
    return [strong('Clock change: '), plain(`${there}, as the clocks go forward; it comes at ${at}${other}.`)];
  });
}

function strangers(
  { about, without, outlets, withoutOutlets }: Definition,
  { corpus }: CommandContext,
): readonly Spans[] {
  const unknown = [...about, ...without, ...outlets, ...withoutOutlets].filter(
    (id: SubjectId) => corpus.subject(id) === undefined,
  );
  return unknown.map((id) => [
    strong('Unknown: '),
    plain(`“${id}” is in no brief any more, so that it lets nothing through.`),
  ]);
}

function nothingFound({ passedOver }: Composed): Spans {
  const of = passedOver === undefined ? 'the last seven days' : 'what arrived last';
  const were = passedOver === 1 ? 'was' : 'were';
  const left = passedOver === undefined ? '' : ` ${count(passedOver, 'earlier arrival')} ${were} not read for this.`;
  return [
    strong('No news: '),
    plain(`nothing of ${of} would have been in it.${left} That may be right; else name fewer filters.`),
  ];
}
