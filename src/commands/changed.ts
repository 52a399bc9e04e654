import { defineCommand, type CommandContext, type Focus } from '../command.ts';
import { targetOf } from '../inquiry/target.ts';
import { fold } from '../kernel/fold.ts';
import type { Day, DaySpan } from '../kernel/partial-date.ts';
import { changedView } from '../views/changed.ts';
import { lookupIn } from '../views/kit/subjects.ts';

const DAYS = 7;
/** More is read by nobody, and takes longer than a reader waits. The answer says how many it passes over. */
const MOST_ARRIVALS = 1000;
const EVERYTHING = 'everything';

export const changed = defineCommand({
  name: 'changed',
  description: 'What is new by when it arrived: events, statements, claims, numbers, actors, corrections',
  visibility: 'private',
  arguments: {
    subject: {
      kind: 'subject',
      orText: true,
      positional: true,
      description: 'An actor, a place, a topic, words to look for, or `everything`',
    },
    since: { kind: 'date', description: 'Arrived on or after this day: 2016-11-01, 2016-11, 7d. Default: 7d' },
    until: { kind: 'date', description: 'Arrived on or before this day' },
  },
  examples: [
    { line: 'changed everything', shows: 'all that arrived in the last seven days' },
    { line: 'changed aleppo since:2d', shows: 'what is new about Aleppo since two days ago' },
    { line: 'changed ryabkov', shows: 'what is new about one actor' },
  ],
  async run(context, { subject, since, until }) {
    const { news } = context.services;
    const focus = isEverything(subject) ? undefined : subject;
    const last = await news.last(context.now);
    const end = until && dayAfter(until, context);
    const window = {
      after: await news.lastAt(
        since ? justBefore(startOf(since.from, context)) : context.now.subtract({ hours: DAYS * 24 }),
      ),
      through: end && Temporal.Instant.compare(end, context.now) < 0 ? await news.lastAt(justBefore(end)) : last,
    };
    const found = await news.between(window, filterOf(focus), MOST_ARRIVALS);
    const target = focus && targetOf(context, focus);
    const view = { target, news: found, since: since?.from, until: until?.to, state: context.corpus.state() };
    return changedView(view, lookupIn(context.corpus));
  },
});

function isEverything(focus: Focus | undefined): boolean {
  return focus === undefined || (focus.kind === 'text' && fold(focus.text) === EVERYTHING);
}

function filterOf(focus: Focus | undefined) {
  return {
    about: focus?.kind === 'subject' ? [focus.subject.id] : [],
    without: [],
    outlets: [],
    withoutOutlets: [],
    text: focus?.kind === 'text' ? focus.text : undefined,
  };
}

/** Days are those of the reader. */
function startOf(day: Day, { zone }: CommandContext): Temporal.Instant {
  return Temporal.PlainDate.from(day).toZonedDateTime(zone).toInstant();
}

function dayAfter({ to }: DaySpan, { zone }: CommandContext): Temporal.Instant {
  return Temporal.PlainDate.from(to).add({ days: 1 }).toZonedDateTime(zone).toInstant();
}

function justBefore(instant: Temporal.Instant): Temporal.Instant {
  return instant.subtract({ milliseconds: 1 });
}
