import type { Corpus } from './corpus/corpus.ts';
import type { Actor, Brief, Place, Subject, SubjectKind } from './corpus/model.ts';
import type { Day, DaySpan } from './kernel/partial-date.ts';
import type { Message } from './message/model.ts';
import type { ArgumentSheet, Asker, Form } from './platform.ts';
import type { Services } from './services.ts';

/**
 * What a command is: its arguments, its examples and its answer. A command never parses text and never knows where it
 * was asked. By the time it runs, every name is a subject and every date a span of days.
 */
export interface CommandDefinition<A extends ArgumentSpecs> {
  /** One lower-case word, unique. */
  readonly name: string;
  /** What a reader gets, in at most 100 characters: Discord's limit for the description of a command. */
  readonly description: string;
  readonly visibility: 'private' | 'public';
  /** What it answers belongs to who asks: `public:yes` does not open it. Default: false. */
  readonly isSetting?: boolean | undefined;
  /** Positional arguments are read in this order. */
  readonly arguments: A;
  /** Shown in help, in the README and in native menus; a test runs every one on every platform. */
  readonly examples: readonly Example[];
  run(context: CommandContext, values: ArgumentValues<A>): Message | Promise<Message>;
  /** A form for a line of the command that says too little. Undefined where `run` is to answer it. Default: none. */
  form?(context: CommandContext, values: Partial<ArgumentValues<A>>): Promise<Form | undefined>;
}

export interface Example {
  readonly line: string;
  readonly shows: string;
}

export interface CommandContext {
  readonly corpus: Corpus;
  /** The reader's day. */
  readonly today: Day;
  /** The line as it was understood, with ids for names: for buttons that repeat it with a change. */
  readonly line: LineParts;
  readonly commands: readonly Command[];
  readonly now: Temporal.Instant;
  /** IANA zone of the reader. `UTC` where nobody knows it. */
  readonly zone: string;
  /** Whether the platform told it. */
  readonly isZoneTold: boolean;
  readonly asker: Asker | undefined;
  readonly services: Services;
}

export interface LineParts {
  readonly command: string;
  readonly positional: readonly string[];
  readonly named: Readonly<Record<string, string>>;
}

interface SpecBase {
  readonly description: string;
  /** Default false. */
  readonly required?: boolean;
  /** Typed without its name. Default false. */
  readonly positional?: boolean;
}

export type ArgumentSpec = SpecBase &
  /** `whole`: everything after the name of the command, as it stands. Such a command has no other argument. */
  (
    | { readonly kind: 'text'; readonly whole?: boolean }
    | { readonly kind: 'actor'; readonly outlets?: boolean }
    /** `orText`: what no subject is called becomes a full-text focus instead of a mistake. */
    | { readonly kind: 'subject'; readonly only?: SubjectKind; readonly orText?: boolean }
    | { readonly kind: 'brief' }
    | { readonly kind: 'command' }
    | { readonly kind: 'date' }
    | { readonly kind: 'choice'; readonly choices: readonly string[] }
    | { readonly kind: 'number'; readonly min: number; readonly max: number }
    | { readonly kind: 'flag' }
    /** Several, parted by commas. */
    | { readonly kind: 'subjects' }
    | { readonly kind: 'outlets' }
    | { readonly kind: 'zone' }
    | { readonly kind: 'channel' }
    /** The name of a digest of the asker's community, as it was typed: the command looks it up. */
    | { readonly kind: 'digest' }
  );

export type ArgumentSpecs = Readonly<Record<string, ArgumentSpec>>;

/** What an answer is about: a subject of the corpus, or words that its text is searched for. */
export type Focus =
  | { readonly kind: 'subject'; readonly subject: Subject }
  | {
      readonly kind: 'text';
      readonly text: string;
      /** Subjects whose names are near, to be offered where nothing is found. */
      readonly near: readonly Subject[];
    };

type ValueOf<S extends ArgumentSpec> = S extends { kind: 'text' | 'zone' | 'channel' | 'digest' }
  ? string
  : S extends { kind: 'subjects' | 'outlets' }
    ? readonly Subject[]
    : S extends { kind: 'actor' }
      ? Actor
      : S extends { kind: 'subject'; orText: true }
        ? Focus
        : S extends { kind: 'subject'; only: 'place' }
          ? Place
          : S extends { kind: 'subject' }
            ? Subject
            : S extends { kind: 'brief' }
              ? Brief
              : S extends { kind: 'command' }
                ? Command
                : S extends { kind: 'date' }
                  ? DaySpan
                  : S extends { kind: 'choice'; choices: readonly (infer C)[] }
                    ? C
                    : S extends { kind: 'number' }
                      ? number
                      : S extends { kind: 'flag' }
                        ? boolean
                        : never;

export type ArgumentValues<A extends ArgumentSpecs> = {
  readonly [K in keyof A]: A[K] extends { required: true } ? ValueOf<A[K]> : ValueOf<A[K]> | undefined;
};

/** What the values of any command can be. */
export type ArgumentValue =
  | string
  | number
  | boolean
  | Subject
  | readonly Subject[]
  | Focus
  | Brief
  | Command
  | DaySpan
  | undefined;

/** A command as the desk holds it, its argument types forgotten. */
export interface Command extends Omit<CommandDefinition<ArgumentSpecs>, 'run' | 'form'> {
  run(context: CommandContext, values: Readonly<Record<string, ArgumentValue>>): Message | Promise<Message>;
  form?(context: CommandContext, values: Readonly<Record<string, ArgumentValue>>): Promise<Form | undefined>;
}

export function defineCommand<const A extends ArgumentSpecs>(definition: CommandDefinition<A>): Command {
  return {
    ...definition,
    // The desk makes the values from these same specs, so each has the type that its spec promises.
    run: (context, values) => definition.run(context, values as ArgumentValues<A>),
    ...(definition.form && {
      form: async (context, values) => definition.form?.(context, values as Partial<ArgumentValues<A>>),
    }),
  };
}

/** An argument as platforms know it. */
export function argumentSheet(name: string, spec: ArgumentSpec): ArgumentSheet {
  return {
    name,
    kind: spec.kind,
    description: spec.description,
    required: spec.required === true,
    positional: spec.positional === true,
    choices: spec.kind === 'choice' ? spec.choices : undefined,
    ...(spec.kind === 'number' ? { min: spec.min, max: spec.max } : {}),
  };
}

/** What an overview is about: a subject, or words to search for. */
export const about = {
  kind: 'subject',
  orText: true,
  required: true,
  positional: true,
  description: 'An actor, a place, a topic, or words to look for',
} as const satisfies ArgumentSpec;

/** The filters that most commands share. */
export const filters = {
  since: { kind: 'date', description: 'Published on or after this day: 2016-11-01, 2016-11, 7d' },
  until: { kind: 'date', description: 'Published on or before this day' },
  outlet: { kind: 'actor', outlets: true, description: 'Carried by this outlet or agency' },
  place: { kind: 'subject', only: 'place', description: 'Only what concerns this place' },
} as const satisfies ArgumentSpecs;

export type FilterValues = ArgumentValues<typeof filters>;
