import { defineCommand, filters, type CommandContext, type FilterValues } from '../command.ts';
import type { Evidence } from '../corpus/evidence.ts';
import { everything } from '../corpus/facts.ts';
import { claimRecords, wholeClaims } from '../inquiry/claims.ts';
import { gather } from '../inquiry/gather.ts';
import { targetOf } from '../inquiry/target.ts';
import { disputedView } from '../views/disputed.ts';
import { lookupIn } from '../views/kit/subjects.ts';

/** How many disputes of the whole corpus one answer holds, latest first. */
const DISPUTES = 20;

export const disputed = defineCommand({
  name: 'disputed',
  description: 'Who asserts what, who denies or doubts it, when and through which outlet',
  visibility: 'private',
  arguments: {
    subject: { kind: 'subject', orText: true, positional: true, description: 'An actor, a place, a topic, or words' },
    ...filters,
  },
  examples: [
    { line: 'disputed', shows: 'every disputed claim, latest first' },
    { line: 'disputed aleppo', shows: 'what is disputed about Aleppo' },
    { line: 'disputed ryabkov', shows: 'the claims that one actor takes a side on' },
  ],
  run(context, values) {
    const state = context.corpus.state();
    const lookup = lookupIn(context.corpus);
    if (!values.subject && !values.outlet && !values.place) {
      const { claims, total } = wholeCorpus(context, values);
      return disputedView({ evidence: noBriefs(values), claims, total, state }, lookup);
    }
    const evidence = gather(context, values.subject ? [values.subject] : [], values);
    const target = values.subject && targetOf(context, values.subject);
    return disputedView({ target, evidence, claims: claimRecords(context, evidence), state }, lookup);
  },
});

function wholeCorpus(context: CommandContext, values: Partial<FilterValues>) {
  const found = context.corpus.disputes({ since: values.since?.from, until: values.until?.to, limit: DISPUTES });
  return { claims: wholeClaims(context, found.claims), total: found.total };
}

function noBriefs(values: Partial<FilterValues>): Evidence {
  const asked = { since: values.since?.from, until: values.until?.to };
  return {
    briefs: [],
    order: 'newest',
    someWords: false,
    total: 0,
    atLeast: false,
    concern: everything,
    filters: asked,
  };
}
