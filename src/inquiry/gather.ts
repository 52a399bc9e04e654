import type { CommandContext, FilterValues, Focus } from '../command.ts';
import type { BriefList, SearchList } from '../corpus/corpus.ts';
import type { Evidence } from '../corpus/evidence.ts';
import { both, concernOf, concernOfText, everything, type Concern } from '../corpus/facts.ts';
import type { Brief } from '../corpus/model.ts';
import { spanOf, type Day } from '../kernel/partial-date.ts';
import { writeLine } from '../line/write-line.ts';

/** How many briefs one answer reads. Beyond it readers page by date, since no screen holds more. */
export const BRIEFS_READ = 80;

/** A single day is read whole up to so many, since no date leads to the rest of it. */
const DAY_READ = 500;

/**
 * Finds the briefs for a question about all of these at once. Without a focus, all that pass the filters. `untilName` is
 * the argument of the command that limits the day of publication, for the line that asks for earlier briefs. A command
 * that shows each brief reads no more of them, `most`, than it shows: what lies between would be in no answer.
 */
export function gather(
  context: CommandContext,
  focuses: readonly Focus[],
  values: Partial<FilterValues>,
  untilName = 'until',
  most = BRIEFS_READ,
): Evidence {
  const { corpus, line } = context;
  const { since, until, outlet, place } = values;
  const subjects = focuses.flatMap((focus) => (focus.kind === 'subject' ? [focus.subject.id] : []));
  const text = focuses.flatMap((focus) => (focus.kind === 'text' ? [focus.text] : [])).join(' ');
  const query = {
    subjects: place ? [...subjects, place.id] : subjects,
    since: since?.from,
    until: until?.to,
    outlet: outlet?.id,
    limit: most,
  };
  const list: SearchList =
    text === '' ? { ...corpus.briefs(query), order: 'newest', words: 'all' } : corpus.search(text, query);
  const readDay = (day: Day) => {
    const ofDay = { ...query, since: day, until: day, limit: DAY_READ };
    return (text === '' ? corpus.briefs(ofDay) : corpus.search(text, ofDay)).briefs;
  };
  const cut = list.order === 'newest' ? wholeDays(list, readDay) : { briefs: list.briefs };
  const concerns = focuses.map((focus) => concernFor(context, focus));
  if (place) concerns.push(concernOf(corpus.covers(place.id)));
  return {
    briefs: cut.briefs,
    order: list.order === 'newest' ? 'newest' : 'rank',
    someWords: list.words === 'any',
    total: list.total,
    atLeast: list.atLeast,
    concern: concerns.reduce(both, everything),
    filters: { since: since?.from, until: until?.to, outlet, place },
    earlier:
      'before' in cut && cut.before !== undefined
        ? writeLine(line.command, line.positional, { ...line.named, [untilName]: cut.before })
        : undefined,
  };
}

function concernFor({ corpus }: CommandContext, focus: Focus): Concern {
  return focus.kind === 'subject' ? concernOf(corpus.covers(focus.subject.id)) : concernOfText(focus.text);
}

/**
 * Where there are more briefs than were read, the last day read may be incomplete: it is left to the next question, so that
 * asking "until the day before" loses none. A day that alone has more is read whole; of one with more than `DAY_READ`,
 * only the count tells of the rest.
 */
function wholeDays(
  list: BriefList,
  readDay: (day: Day) => readonly Brief[],
): { readonly briefs: readonly Brief[]; readonly before?: Day } {
  if (list.total <= list.briefs.length) return { briefs: list.briefs };
  const oldest = list.briefs.map(dayOf).toSorted()[0];
  if (oldest === undefined) return { briefs: list.briefs };
  const whole = list.briefs.filter((brief) => dayOf(brief) > oldest);
  if (whole.length > 0) return { briefs: whole, before: oldest };
  const ofDay = readDay(oldest).filter((brief) => dayOf(brief) === oldest);
  if (ofDay.length === list.total) return { briefs: ofDay };
  return { briefs: ofDay, before: Temporal.PlainDate.from(oldest).subtract({ days: 1 }).toString() as Day };
}

function dayOf(brief: Brief): Day {
  return spanOf(brief.published.date).from;
}
