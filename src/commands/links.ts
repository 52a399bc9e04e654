import { defineCommand, filters } from '../command.ts';
import type { SubjectId } from '../corpus/ids.ts';
import { claimRecords } from '../inquiry/claims.ts';
import { companionsIn } from '../inquiry/companions.ts';
import { gather } from '../inquiry/gather.ts';
import { lookupIn } from '../views/kit/subjects.ts';
import { linksView, linkView } from '../views/links.ts';

const COMPANIONS = 15;

export const links = defineCommand({
  name: 'links',
  description: 'Who appears together, in which briefs and doing what; no relation that no brief states',
  visibility: 'private',
  arguments: {
    actor: { kind: 'actor', required: true, positional: true, description: 'A person or an organisation' },
    other: { kind: 'actor', positional: true, description: 'A second one: what the briefs say of both' },
    since: filters.since,
    until: filters.until,
    outlet: filters.outlet,
    place: filters.place,
  },
  examples: [
    { line: 'links kerry', shows: 'who shares briefs with an actor' },
    { line: 'links kerry lavrov', shows: 'what the briefs say of both' },
  ],
  run(context, values) {
    const { corpus } = context;
    const { actor, other } = values;
    const lookup = lookupIn(corpus);
    const state = corpus.state();
    const covers = corpus.covers(actor.id);
    const one = { kind: 'subject', subject: actor } as const;
    if (other) {
      const evidence = gather(context, [one, { kind: 'subject', subject: other }], values);
      const claims = claimRecords(context, evidence);
      const coversOther = corpus.covers(other.id);
      const view = { one: actor, other, coversOne: covers, coversOther, evidence, claims, state };
      return linkView(view, lookup);
    }
    const evidence = gather(context, [one], values);
    const isNarrow = Object.values(evidence.filters).some((filter) => filter !== undefined);
    const within = isNarrow ? companionsIn(context, actor, evidence) : undefined;
    const company = within
      ? { companions: within.slice(0, COMPANIONS), total: within.length, among: evidence.briefs.length }
      : corpus.companions(actor.id, { kinds: ['actor'], limit: COMPANIONS });
    const { since, until, outlet, place } = values;
    const newestWith = (id: SubjectId) => {
      const subjects = [actor.id, id, ...(place ? [place.id] : [])];
      const query = { subjects, since: since?.from, until: until?.to, outlet: outlet?.id, limit: 1 };
      return corpus.briefs(query).briefs[0];
    };
    return linksView(
      {
        actor,
        covers,
        ...company,
        isNarrow,
        filters: context.line.named,
        evidence,
        state,
        coversOf: (id) => corpus.covers(id),
        newestWith,
      },
      lookup,
    );
  },
});
