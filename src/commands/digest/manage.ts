import type { CommandContext } from '../../command.ts';
import type { Digest } from '../../digests/office.ts';
import type { Message, Spans } from '../../message/model.ts';
import { digestView, wallText } from '../../views/digest-card.ts';
import { digestHistoryView, type SlotWords } from '../../views/digest-history.ts';
import { digestsView } from '../../views/digest-list.ts';
import { digestSaid } from '../../views/digest-said.ts';
import { button } from '../../views/kit/section.ts';
import { commandLine, count, plain, strong } from '../../views/kit/spans.ts';
import type { DigestAction, DigestValues } from './arguments.ts';
import { digestNamed, isMessage, managed, mayCreate, refusal, type Community } from './community.ts';
import { DRAFT_GONE, nameTaken, showDraft } from './draft.ts';
import { listedDigest, savedWords } from './shown.ts';

/** So many slots a history shows. */
const SLOTS = 20;

type Delivery = Awaited<ReturnType<Community['office']['history']>>[number];
type Doing = (context: CommandContext, community: Community, values: DigestValues) => Promise<Message>;

export const list: Doing = async (_context, { asker, office, tenant }) => {
  const [all, may] = await Promise.all([office.list(tenant), mayCreate(asker)]);
  return digestsView(all.map(listedDigest), may ? undefined : asker.managers);
};

export const show: Doing = async (context, community, values) => {
  if (values.draft !== undefined) return showDraft(context, community, values);
  const digest = await digestNamed(community, 'show', values.name);
  return isMessage(digest) ? digest : cardOf(context, community, digest);
};

export const preview: Doing = async (_context, community, { name }) => {
  const digest = await digestNamed(community, 'preview', name);
  if (isMessage(digest)) return digest;
  const { items, passedOver, messages } = await community.office.preview(digest, community.now);
  const [first] = messages;
  const again = `digest preview ${digest.id}`;
  if (first) return { ...first.message, again };
  const offers = [button('Show it', `digest show ${digest.id}`)];
  const { empty } = digest.definition;
  if (passedOver !== undefined)
    return digestSaid([strong(digest.name), plain(nothingRead(passedOver))], { again, offers });
  const waits = empty.kind === 'hold' ? ` It waits until there are ${empty.least} items, and has ${items}.` : '';
  const nothing = items === 0 ? ' has no news since the last one, and would say nothing.' : ' would say nothing yet.';
  return digestSaid([strong(digest.name), plain(`${nothing}${waits}`)], { again, offers });
};

function nothingRead(passedOver: number): string {
  const left = count(passedOver, 'earlier arrival');
  const were = passedOver === 1 ? 'was' : 'were';
  return ` has no news in what arrived last. ${left} ${were} not read for this preview; the digest reads all.`;
}

export const history: Doing = async (_context, community, { name }) => {
  const digest = await managed(community, 'history', name);
  if (isMessage(digest)) return digest;
  const slots = await community.office.history(digest, SLOTS + 1);
  return digestHistoryView({
    name: digest.name,
    id: digest.id,
    slots: slots.slice(0, SLOTS).map(({ slot, state, note, finishedAt, attempts }): SlotWords => {
      return { slot, became: becameOf({ state, attempts }), why: note, finishedAt, attempts };
    }),
    isCut: slots.length > SLOTS,
  });
};

function becameOf({ state, attempts }: Pick<Delivery, 'state' | 'attempts'>): SlotWords['became'] {
  if (state === 'claimed' || state === 'posting') return 'under way';
  return state === 'skipped' && attempts === 0 ? 'left out' : state;
}

export const run: Doing = async (_context, community, { name }) => {
  const digest = await managed(community, 'run', name);
  if (isMessage(digest)) return digest;
  const outcome = await community.office.run(digest, community.now);
  if (outcome === 'busy') {
    return (await halted(community, digest)) ?? about(digest, [strong(digest.name), plain(ranWords(outcome))]);
  }
  const { state, note } = outcome;
  // The note of one that was left out says it all.
  const words = state === 'skipped' && note !== undefined ? ' was not sent.' : ranWords(state);
  return about(digest, [strong(digest.name), plain(note === undefined ? words : `${words} ${note}`)]);
};

/** Of one that was suspended while it was being posted: the rest of it comes before anything else. */
async function halted({ office, tenant }: Community, { id }: Digest): Promise<Message | undefined> {
  const digest = await office.find(tenant, id);
  if (digest?.status !== 'suspended') return undefined;
  const begun = (await office.history(digest, SLOTS)).find(({ state }) => state === 'posting');
  if (!begun || begun.holder !== undefined) return undefined;
  const why = digest.reason === undefined ? '' : ` ${digest.reason}`;
  const resumes = `digest resume ${id}`;
  return digestSaid(
    [
      strong(digest.name),
      plain(` is suspended, and only a part of the last one is in its channel.${why} Once that is mended, `),
      commandLine(resumes),
      plain(' goes on with the rest.'),
    ],
    { again: `digest show ${id}`, offers: [button('Resume', resumes), button('Show it', `digest show ${id}`)] },
  );
}

function ranWords(state: 'busy' | Delivery['state']): string {
  switch (state) {
    case 'busy':
      return ' is being sent just now: look into its channel.';
    case 'delivered':
      return ' was sent to its channel.';
    case 'skipped':
      return ' was not sent, as there is nothing to say since the last one.';
    case 'failed':
      return ' could not be sent.';
    case 'unknown':
      return ' may have been sent: nobody can tell.';
    case 'claimed':
    case 'posting':
      return ' is on its way.';
  }
}

export const pause: Doing = async (context, community, { name }) =>
  changed(context, community, ['pause', name], async (digest) => {
    if (digest.status === 'paused') return 'It was paused before.';
    const who = community.asker.name;
    const why = who === undefined ? 'Somebody paused it.' : `${who} paused it.`;
    const outcome = await community.office.pause(digest, why, community.now);
    return outcome === 'changed' ? 'It is paused now: nothing is lost, and what comes meanwhile waits.' : outcome;
  });

export const resume: Doing = async (context, community, { name }) =>
  changed(context, community, ['resume', name], async (digest) => {
    if (digest.status === 'active') return 'It is in service.';
    const outcome = await community.office.resume(digest, community.now);
    return outcome === 'changed' ? 'It goes on with its next time, and what came meanwhile is in it.' : outcome;
  });

export const skip: Doing = async (context, community, { name }) =>
  changed(context, community, ['skip', name], async (digest) => {
    if (digest.status !== 'active') return 'It stands still, so that there is nothing to leave out.';
    const { nextAt, definition } = digest;
    const { zone } = definition.cadence;
    const why = `${community.asker.name ?? 'Somebody'} left it out. What it would have said is in the one after it.`;
    const outcome = await community.office.skip(digest, why, community.now);
    if (outcome === 'outdated') return outcome;
    const which = nextAt ? `${wallText(nextAt, zone)} in ${zone}` : 'Its next time';
    return `${which} is left out: what it would have said is in the one after it.`;
  });

export const remove: Doing = async (_context, community, { name, confirm }) => {
  const digest = await managed(community, 'delete', name);
  if (isMessage(digest)) return digest;
  if (confirm === true) {
    await community.office.remove(digest);
    return digestSaid([strong(digest.name), plain(' is deleted.')], { again: 'digest list', offers: [toList] });
  }
  return {
    ...digestSaid(
      [plain('Delete '), strong(digest.name), plain('? Its history goes with it. What it has posted stays.')],
      {
        offers: [
          button('Yes, delete it', `digest delete ${digest.id} confirm:yes`),
          ...(digest.status === 'active' ? [button('Pause it instead', `digest pause ${digest.id}`)] : []),
          button('Keep it', `digest show ${digest.id}`),
        ],
      },
    ),
    tone: 'question',
  };
};

/** Makes the digest of a draft, or changes it, if it can be posted where it is to go. */
export const save: Doing = async (context, community, { name, draft: named }) => {
  const { office, tenant, asker, now } = community;
  const draft = await office.findDraft(tenant, (named ?? name ?? '').trim(), now);
  if (!draft) return digestSaid(DRAFT_GONE, { offers: [toList] });
  const of = draft.of && (await office.find(tenant, draft.of.id));
  if (draft.of && !of) return digestSaid(OUTDATED, { offers: [toList] });
  const refused = await refusal(community, of);
  if (refused) return refused;
  const change = button('Change', `${of ? `digest edit ${of.id}` : 'digest create'} draft:${draft.id}`);
  const why = await office.whyNot(tenant, draft.channel);
  if (why !== undefined) {
    const offers = [button('Save', `digest save ${draft.id}`), change];
    return digestSaid([strong('It is not saved. '), plain(why)], { offers });
  }
  const outcome = await office.save(tenant, draft, { person: asker.person }, now);
  switch (outcome.kind) {
    case 'saved':
      return cardOf(context, community, outcome.digest, 'It is saved.');
    case 'name taken':
      return digestSaid(nameTaken(draft.name), { offers: [change] });
    case 'outdated':
      return digestSaid(OUTDATED, { offers: of ? [button('Edit it anew', `digest edit ${of.id}`)] : [toList] });
  }
};

const toList = button('All digests', 'digest list');
const OUTDATED: Spans = [
  plain('Somebody else changed or deleted it meanwhile, so that nothing was saved: look at it again.'),
];

/** Changes one that somebody may change, and shows it as it is then. `outdated` is tried once more with what it is now. */
async function changed(
  context: CommandContext,
  community: Community,
  [action, name]: readonly [DigestAction, string | undefined],
  change: (digest: Digest) => Promise<string>,
): Promise<Message> {
  const digest = await managed(community, action, name);
  if (isMessage(digest)) return digest;
  const done = await change(digest);
  const now = await community.office.find(community.tenant, digest.id);
  if (done === 'outdated' || !now) return about(digest, OUTDATED);
  return cardOf(context, community, now, done);
}

function about(digest: Digest, spans: Spans): Message {
  const again = `digest show ${digest.id}`;
  return digestSaid(spans, { again, offers: [button('Show it', again)] });
}

async function cardOf(
  context: CommandContext,
  { asker, now }: Community,
  digest: Digest,
  done?: string,
): Promise<Message> {
  return digestView({
    digest: savedWords(digest, context, now),
    state: { kind: digest.status, why: digest.reason },
    done,
    covered: digest.covered.at,
    id: digest.id,
    mayManage: await asker.mayManage(digest.createdBy),
  });
}
