import type { CommandContext, Focus } from '../command.ts';
import type { SubjectId } from '../corpus/ids.ts';
import type { Brief, Subject } from '../corpus/model.ts';
import { slugOf } from '../kernel/fold.ts';
import { needEditor, type Told } from './audiences.ts';
import { typedQuiet } from './typed-quiet.ts';

/** So many that lie within a subject are named as examples. */
const PARTS = 2;

/** Follows a subject from now on, for a person or a channel, and ends a suspension. */
export async function setUp(context: CommandContext, { audience, asker }: Told, subject: Subject) {
  const { corpus, now, services } = context;
  const missed = await services.follows.resume(audience);
  const isNew = await services.follows.follow(audience, { subject: subject.id, by: asker.person }, now);
  const { quiet, messagesAnHour } = await services.follows.of(audience, now);
  const parts = [...corpus.covers(subject.id)]
    .flatMap((id) => (id === subject.id ? [] : (corpus.subject(id) ?? [])))
    .toSorted((a, b) => b.briefs - a.briefs || (a.id < b.id ? -1 : 1))
    .slice(0, PARTS);
  return { isNew, missed, quiet, parts, newest: newestOf(context, subject.id), messagesAnHour };
}

/**
 * Ends what was followed: a subject, or the id of one that the briefs do not know any more. Of a channel, whoever may change
 * what its maker set up ends it. @throws UserError for who may not
 */
export async function endedBy({ corpus, services, now }: CommandContext, told: Told, focus: Focus) {
  const { audience } = told;
  const { follows } = await services.follows.of(audience, now);
  const wanted = focus.kind === 'subject' ? focus.subject.id : slugOf(focus.text);
  const followed = follows.find(({ subject }) => subject === wanted);
  if (audience.kind === 'channel') await needEditor(told, followed?.by);
  const isEnded = followed !== undefined && (await services.follows.unfollow(audience, wanted));
  const left = follows.flatMap(({ subject }) => (subject === wanted ? [] : [subject]));
  const name = focus.kind === 'subject' ? focus.subject.name : `“${focus.text}”`;
  const wider = left.find((id) => focus.kind === 'subject' && corpus.covers(id).has(focus.subject.id));
  return { name, ended: isEnded ? followed.subject : undefined, wider, left };
}

/** Sets the quiet hours that were typed, if any. @throws UserError where they cannot be understood */
export async function setQuiet(
  context: CommandContext,
  { audience }: Told,
  typed: { readonly quiet: string | undefined; readonly zone: string | undefined },
): Promise<void> {
  if (typed.quiet === undefined && typed.zone === undefined) return;
  const { services, now } = context;
  const { quiet } = await services.follows.of(audience, now);
  await services.follows.setQuiet(audience, typedQuiet(context, typed, quiet), now);
}

/** All that is set up, with the newest brief about each subject. */
export async function listed(context: CommandContext, { audience }: Told) {
  const following = await context.services.follows.of(audience, context.now);
  const follows = following.follows.map(({ subject }) => ({ subject, newest: newestOf(context, subject) }));
  return { ...following, follows };
}

function newestOf({ corpus }: CommandContext, subject: SubjectId): Brief | undefined {
  return corpus.briefs({ subjects: [subject], limit: 1 }).briefs[0];
}
