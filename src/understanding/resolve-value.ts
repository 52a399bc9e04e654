import type { ArgumentSpec, ArgumentValue, Command, LineParts } from '../command.ts';
import type { Corpus } from '../corpus/corpus.ts';
import { asBriefId } from '../corpus/typed-id.ts';
import type { Subject, SubjectKind } from '../corpus/model.ts';
import type { NameHit } from '../corpus/name-table.ts';
import { fold, foldedTokens } from '../kernel/fold.ts';
import { nearest } from '../kernel/nearest.ts';
import type { Day, DaySpan } from '../kernel/partial-date.ts';
import { parseTypedDate } from '../line/typed-date.ts';
import { writeLine } from '../line/write-line.ts';
import type { Block, Message } from '../message/model.ts';
import type { How, Names, NameQuery, Resolution } from '../names/names.ts';
import { lookupIn } from '../views/kit/subjects.ts';
import { plainValue, refuse, type Outcome } from './plain-value.ts';
import { howUnderstood, type Reading } from '../views/how-understood.ts';
import { noSuchBrief, noSuchName, whichOne } from '../views/which-one.ts';

/** The most subjects that one argument lists. */
const MOST_LISTED = 20;
/** What an empty list is typed as. */
const NOBODY = 'none';

export interface ResolverParts {
  readonly corpus: Corpus;
  readonly names: Names;
  readonly commands: readonly Command[];
}

export type Resolved =
  | {
      readonly kind: 'values';
      readonly values: Readonly<Record<string, ArgumentValue>>;
      readonly line: LineParts;
      readonly notes: readonly Block[];
    }
  | { readonly kind: 'reply'; readonly message: Message };

export interface Resolver {
  resolveAll(texts: ReadonlyMap<string, string>): Promise<Resolved>;
  /** How well a text fits an argument, from 0 (not at all) to 4 (exactly): for parting words without a joint. */
  quality(argument: string, text: string): number;
}

export function createResolver(parts: ResolverParts, command: Command, today: Day): Resolver {
  const { corpus, names } = parts;
  const lookup = lookupIn(corpus);

  return {
    quality(argument, text) {
      const spec = command.arguments[argument];
      if (!spec || (spec.kind !== 'actor' && spec.kind !== 'subject')) return 1;
      const resolution = names.resolve(text, nameQuery(spec));
      if (resolution.kind === 'none') return spec.kind === 'subject' && spec.orText === true ? 0.5 : 0;
      if (resolution.kind === 'many') return 2.5;
      return { exact: 4, part: 3, initials: 2, role: 3, variant: 2, prefix: 1.5, typo: 1.5 }[resolution.how];
    },

    async resolveAll(texts) {
      const values: Record<string, ArgumentValue> = {};
      const written = new Map<string, string>();
      const notes: Block[] = [];
      const inOrder = Object.entries(command.arguments).toSorted(([, a], [, b]) => dateFirst(a) - dateFirst(b));
      for (const [name, spec] of inOrder) {
        const text = texts.get(name);
        if (text === undefined) continue;
        const until = values['until'];
        // oxlint-disable-next-line no-await-in-loop -- a name is looked up as of the dates that came before it
        const outcome = await resolveOne(spec, name, text, isSpan(until) ? until.to : undefined);
        const lineWith = (value: string) => lineOf(command, new Map([...texts, ...written, [name, value]]));
        if (outcome.kind === 'reply') return { kind: 'reply', message: outcome.reply(lineWith) };
        values[name] = outcome.value;
        written.set(name, outcome.written);
        notes.push(...(outcome.notes?.(lineWith) ?? []));
      }
      return { kind: 'values', values, line: partsOf(command, written), notes };
    },
  };

  async function resolveOne(spec: ArgumentSpec, name: string, text: string, asOf: Day | undefined): Promise<Outcome> {
    switch (spec.kind) {
      case 'text':
      case 'digest':
      case 'flag':
      case 'number':
      case 'choice':
      case 'zone':
      case 'channel':
        return plainValue(spec, name, text);
      case 'date': {
        const span = await parseTypedDate(text, today);
        if (span) return { kind: 'value', value: span, written: name === 'since' ? span.from : span.to };
        return refuse(
          text === ''
            ? `\`${name}:\` needs a date: 2016-11-29, 2016-11, 7d, or “last friday”.`
            : `“${text}” is no date that \`${name}:\` understands: write 2016-11-29, 2016-11, 7d, or “last friday”.`,
        );
      }
      case 'command': {
        const word = text.toLowerCase().replace(/^\//, '');
        const found = parts.commands.map((one) => one.name);
        const match = found.includes(word) ? word : nearest(word, found);
        const value = parts.commands.find((one) => one.name === match);
        if (value) return { kind: 'value', value, written: value.name };
        return refuse(`There is no command “${text}”. There are ${found.join(', ')}.`);
      }
      case 'brief':
        return resolveBrief(text);
      case 'subjects':
      case 'outlets':
        return resolveList(spec.kind, text);
      case 'actor':
      case 'subject':
        return resolveSubject(spec, text, asOf);
    }
  }

  /** Each by itself: the first that asks back asks for the whole list. `none` is the list of nobody. */
  function resolveList(kind: 'subjects' | 'outlets', text: string): Outcome {
    const each = text
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== '' && text.trim().toLowerCase() !== NOBODY);
    const spec = kind === 'outlets' ? ({ kind: 'actor', outlets: true } as const) : ({ kind: 'subject' } as const);
    if (each.length > MOST_LISTED) return refuse(`That is a list of ${each.length}: name at most ${MOST_LISTED}.`);
    const subjects: Subject[] = [];
    const notes: NonNullable<(Outcome & { kind: 'value' })['notes']>[] = [];
    for (const [at, part] of each.entries()) {
      const outcome = resolveSubject({ ...spec, description: '' }, part, undefined);
      const listWith = (one: string) => each.with(at, one).join(',');
      if (outcome.kind === 'reply') {
        return { kind: 'reply', reply: (lineWith) => outcome.reply((one) => lineWith(listWith(one))) };
      }
      // Without `orText` a name comes to a subject or a question.
      subjects.push(outcome.value as Subject);
      const { notes: own } = outcome;
      if (own) notes.push((lineWith) => own((one) => lineWith(listWith(one))));
    }
    return {
      kind: 'value',
      value: subjects,
      written: subjects.length === 0 ? NOBODY : subjects.map(({ id }) => id).join(','),
      notes: (lineWith) => notes.flatMap((own) => own(lineWith)),
    };
  }

  function resolveSubject(
    spec: ArgumentSpec & { kind: 'actor' | 'subject' },
    text: string,
    asOf: Day | undefined,
  ): Outcome {
    const resolution = names.resolve(text, { ...nameQuery(spec), asOf });
    switch (resolution.kind) {
      case 'one': {
        const subject = corpus.subject(resolution.id);
        if (!subject) throw new Error('a name leads to a subject that the corpus does not hold');
        return { kind: 'value', value: focusOr(spec, subject), written: subject.id, notes: notesFor(text, resolution) };
      }
      case 'many':
        return {
          kind: 'reply',
          reply: (lineWith) => whichOne(text, subjectsOf(resolution.candidates), lineWith, lookup),
        };
      case 'none': {
        if (spec.kind === 'subject' && spec.orText === true) {
          return { kind: 'value', value: { kind: 'text', text, near: subjectsOf(resolution.nearest) }, written: text };
        }
        return {
          kind: 'reply',
          reply: (lineWith) =>
            noSuchName(text, kindWord(spec), subjectsOf(resolution.nearest), lineWith, corpus.state(), lookup),
        };
      }
    }
  }

  function notesFor(text: string, resolution: Extract<Resolution, { kind: 'one' }>) {
    return (lineWith: (text: string) => string): readonly Block[] => {
      const subject = corpus.subject(resolution.id);
      if (!subject) return [];
      const instead = subjectsOf(resolution.instead);
      const reading = READINGS[resolution.how];
      const isShown = reading !== 'as-typed' || sharesAWord(text, subject);
      return howUnderstood(text, subject, isShown ? reading : 'read-as', instead, lineWith, lookup);
    };
  }

  function resolveBrief(text: string): Outcome {
    const id = asBriefId(text.toLowerCase().replace(/\.(ya?ml|json)$/, ''));
    const brief = id && corpus.brief(id);
    if (brief) return { kind: 'value', value: brief, written: brief.id };
    const hits = corpus.search(text, { limit: 10 });
    const [only] = hits.briefs;
    if (only && hits.total === 1) return { kind: 'value', value: only, written: only.id };
    return { kind: 'reply', reply: (lineWith) => noSuchBrief(text, hits, lineWith, corpus.state()) };
  }

  function subjectsOf(hits: readonly NameHit[]): readonly Subject[] {
    return hits.flatMap((hit) => corpus.subject(hit.id) ?? []);
  }
}

const READINGS: Readonly<Record<How, Reading>> = {
  exact: 'as-typed',
  part: 'as-typed',
  role: 'read-as',
  initials: 'read-as',
  variant: 'corrected',
  prefix: 'corrected',
  typo: 'corrected',
};

/** Whether readers see in the name what they typed. An alias such as a capital for its government has nothing in common. */
function sharesAWord(text: string, { id, name }: Subject): boolean {
  const typed = foldedTokens(text);
  const shown = new Set([...foldedTokens(name), ...id.split('-')]);
  return typed.some((word) => shown.has(word)) || fold(text) === fold(name);
}

function nameQuery(spec: ArgumentSpec & { kind: 'actor' | 'subject' }): NameQuery {
  if (spec.kind === 'actor') return { kinds: ['actor'], outlets: spec.outlets };
  return spec.only === undefined ? {} : { kinds: [spec.only] };
}

function focusOr(spec: ArgumentSpec, subject: Subject): ArgumentValue {
  return spec.kind === 'subject' && spec.orText === true ? { kind: 'subject', subject } : subject;
}

function kindWord(spec: ArgumentSpec & { kind: 'actor' | 'subject' }): string {
  if (spec.kind === 'actor') return spec.outlets === true ? 'outlet' : 'actor';
  const words: Readonly<Record<SubjectKind, string>> = { actor: 'actor', place: 'place', topic: 'topic' };
  return spec.only === undefined ? 'actor, place or topic' : words[spec.only];
}

function dateFirst(spec: ArgumentSpec): number {
  return spec.kind === 'date' ? 0 : 1;
}

function isSpan(value: ArgumentValue): value is DaySpan {
  return typeof value === 'object' && 'precision' in value;
}

/** An argument that follows one without a value is named, since its place would be taken for the other's. */
function partsOf(command: Command, written: ReadonlyMap<string, string>): LineParts {
  const positional: string[] = [];
  const named: Record<string, string> = {};
  let hasGap = false;
  for (const [name, spec] of Object.entries(command.arguments)) {
    const text = written.get(name) ?? '';
    if (spec.positional === true && text === '') hasGap = true;
    if (text === '') continue;
    // A whole text stands within marks, so that those of its own are told from them.
    const isWhole = spec.kind === 'text' && spec.whole === true;
    if (spec.positional === true && !hasGap && !isWhole) positional.push(text);
    else named[name] = text;
  }
  return { command: command.name, positional, named };
}

function lineOf(command: Command, texts: ReadonlyMap<string, string>): string {
  const { positional, named } = partsOf(command, texts);
  return writeLine(command.name, positional, named);
}
