import { defineCommand, filters, type CommandContext, type Focus, type FilterValues } from '../command.ts';
import { both, concernOfActor } from '../corpus/facts.ts';
import type { Actor } from '../corpus/model.ts';
import { UserError } from '../kernel/errors.ts';
import { claimRecords } from '../inquiry/claims.ts';
import { gather } from '../inquiry/gather.ts';
import { targetOf } from '../inquiry/target.ts';
import { compareView, type Side } from '../views/compare.ts';
import { lookupIn } from '../views/kit/subjects.ts';

export const compare = defineCommand({
  name: 'compare',
  description: 'Two actors or two outlets side by side, and what only one of them has',
  visibility: 'private',
  arguments: {
    first: { kind: 'actor', required: true, positional: true, description: 'A person, an organisation or an outlet' },
    second: { kind: 'actor', required: true, positional: true, description: 'A second person, organisation or outlet' },
    about: { kind: 'subject', orText: true, description: 'Only what concerns this' },
    ...filters,
  },
  examples: [
    { line: 'compare kerry lavrov', shows: 'two people side by side' },
    { line: 'compare ryabkov and ushakov about:aleppo', shows: 'two people on one subject' },
    { line: 'compare interfax "ria novosti"', shows: 'what two agencies carried' },
  ],
  run(context, values) {
    const { first, second, about } = values;
    if (first.id === second.id) throw new UserError(`Both are ${first.name}. Name two: \`compare kerry lavrov\`.`);
    const sides = [sideOf(context, first, about, values), sideOf(context, second, about, values)] as const;
    const target = about && targetOf(context, about);
    const touched = sides.flatMap(({ evidence }) => claimRecords(context, evidence));
    const claims = [...new Map(touched.map((record) => [record.id, record])).values()];
    return compareView(
      { sides, about: target, claims, filters: context.line.named, state: context.corpus.state() },
      lookupIn(context.corpus),
    );
  },
});

function sideOf(context: CommandContext, actor: Actor, about: Focus | undefined, values: Partial<FilterValues>): Side {
  const focus: Focus = { kind: 'subject', subject: actor };
  const evidence = gather(context, about ? [focus, about] : [focus], values);
  const covers = context.corpus.covers(actor.id);
  return {
    actor,
    evidence,
    concern: both(evidence.concern, concernOfActor(covers)),
    takesPart: ({ stances }) =>
      stances.some(({ stance }) => covers.has(stance.by) || stance.via.some((id) => covers.has(id))),
  };
}
