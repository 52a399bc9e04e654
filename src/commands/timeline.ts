import { about, defineCommand, filters } from '../command.ts';
import { gather } from '../inquiry/gather.ts';
import { targetOf } from '../inquiry/target.ts';
import { lookupIn } from '../views/kit/subjects.ts';
import { timelineView } from '../views/timeline.ts';

export const timeline = defineCommand({
  name: 'timeline',
  description: 'Events about a subject by the day they happened, as precisely as the articles tell',
  visibility: 'private',
  arguments: {
    subject: about,
    ...filters,
    since: { ...filters.since, description: 'Happened on or after this day' },
    until: { ...filters.until, description: 'Happened on or before this day' },
    before: { kind: 'date', description: 'Told by articles published on or before this day' },
  },
  examples: [
    { line: 'timeline aleppo', shows: 'what happened when' },
    { line: 'timeline kerry since:2016-11 until:2016-11', shows: 'events of one month' },
  ],
  run(context, values) {
    // An event may be told long after it happened: only its own day decides, except that no article precedes its events.
    const { since, until, before, ...others } = values;
    const evidence = gather(context, [values.subject], { ...others, since, until: before }, 'before');
    const view = {
      target: targetOf(context, values.subject),
      evidence: { ...evidence, filters: { ...evidence.filters, since: undefined } },
      since: since?.from,
      until: until?.to,
      state: context.corpus.state(),
    };
    return timelineView(view, lookupIn(context.corpus));
  },
});
