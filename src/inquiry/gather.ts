import type { CommandContext, FilterValues, Focus } from '../command.ts';
import type { BriefList } from '../corpus/corpus.ts';
import type { Evidence } from '../corpus/evidence.ts';
import { both, concernOf, concernOfText, everything, type Concern } from '../corpus/facts.ts';
import type { Brief } from '../corpus/model.ts';
import { spanOf, type Day } from '../kernel/partial-date.ts';
import { writeLine } from '../line/write-line.ts';

/** How many briefs one answer reads. Beyond it readers page by date, since no screen holds more. */
export const BRIEFS_READ = 80;

/** Finds the briefs for a question. Without a focus, all that pass the filters. */
export function gather(context: CommandContext, focus: Focus | undefined, values: Partial<FilterValues>): Evidence {
  const { corpus } = context;
  const { since, until, outlet, place } = values;
  const subjects = [focus?.kind === 'subject' ? focus.subject.id : undefined, place?.id].filter(
    (id) => id !== undefined,
  );
  const query = { subjects, since: since?.from, until: until?.to, outlet: outlet?.id, limit: BRIEFS_READ };
  const list = focus?.kind === 'text' ? corpus.search(focus.text, query) : corpus.briefs(query);
  const cut = wholeDays(list);
  return {
    briefs: cut.briefs,
    total: list.total,
    atLeast: list.atLeast,
    concern: concernFor(context, focus, place),
    filters: { since: since?.from, until: until?.to, outlet, place },
    earlier:
      cut.before &&
      writeLine(context.line.command, context.line.positional, { ...context.line.named, until: cut.before }),
  };
}

function concernFor({ corpus }: CommandContext, focus: Focus | undefined, place: FilterValues['place']): Concern {
  const main = !focus
    ? everything
    : focus.kind === 'subject'
      ? concernOf(corpus.covers(focus.subject.id))
      : concernOfText(focus.text);
  return place ? both(main, concernOf(corpus.covers(place.id))) : main;
}

/**
 * Where there are more briefs than were read, the last day read may be incomplete: it is left to the next question, so that
 * asking "until the day before" loses none. A single day with too many is kept, and only its count tells of the rest.
 */
function wholeDays(list: BriefList): { readonly briefs: readonly Brief[]; readonly before?: Day } {
  if (list.total <= list.briefs.length) return { briefs: list.briefs };
  const dayOf = (brief: Brief) => spanOf(brief.published.date).from;
  const oldest = list.briefs.map(dayOf).toSorted()[0];
  if (oldest === undefined) return { briefs: list.briefs };
  const whole = list.briefs.filter((brief) => dayOf(brief) > oldest);
  if (whole.length > 0) return { briefs: whole, before: oldest };
  return { briefs: list.briefs, before: Temporal.PlainDate.from(oldest).subtract({ days: 1 }).toString() as Day };
}
