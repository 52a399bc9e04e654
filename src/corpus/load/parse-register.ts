import type { z } from 'zod';
import { subjectIdSchema, type SubjectId } from '../ids.ts';
import type { Problem } from '../problem.ts';
import {
  actorSchema,
  placeSchema,
  registerSchemas,
  topicSchema,
  type ActorEntry,
  type PlaceEntry,
  type TopicEntry,
} from '../register-schema.ts';
import { diagnose } from './diagnose.ts';
import type { Document, Path } from './document.ts';
import { problemsOf, type Draft } from './draft.ts';
import { fileNameOf, type RegisterName } from './file-name.ts';
import { parseDocument } from './parse-document.ts';
import type { Subject } from './wording.ts';

/** The text of a register, by its path from the folder of briefs. */
export interface RegisterText {
  readonly path: string;
  readonly text: string;
}

/**
 * One register by itself, its entries not yet held against those of the other two. An entry that has an error is kept
 * with its name and kind alone where those are in order, and left out where they are not.
 */
export interface ParsedRegister {
  readonly register: RegisterName;
  readonly path: string;
  readonly text: string;
  readonly entries: ReadonlyMap<SubjectId, ActorEntry | PlaceEntry | TopicEntry>;
  readonly drafts: readonly Draft[];
  locate(path: Path, part: 'key' | 'value'): number;
}

const SCHEMAS = { actors: actorSchema, places: placeSchema, topics: topicSchema } as const;

const SUBJECTS: Readonly<Record<RegisterName, Subject>> = {
  actors: { noun: 'an actor', depth: 1 },
  places: { noun: 'a place', depth: 1 },
  topics: { noun: 'a topic', depth: 1 },
};

/** Undefined where the path is not that of a register. Never throws. */
export function parseRegister({ path, text }: RegisterText): ParsedRegister | undefined {
  const name = fileNameOf(path);
  if (name.role !== 'register') return undefined;
  const { register } = name;
  const parsed = parseDocument(name.format, text);
  if (!parsed.ok) return { register, path, text, entries: new Map(), drafts: parsed.drafts, locate: () => 0 };
  const { document } = parsed;
  const { entries, issues } = readEntries(register, document);
  const drafts = issues.length === 0 ? [] : diagnose(issues, document, registerSchemas[register], SUBJECTS[register]);
  return { register, path, text, entries, drafts, locate: (where, part) => document.locate(where, part) };
}

function readEntries(register: RegisterName, document: Document) {
  const entries = new Map<SubjectId, ActorEntry | PlaceEntry | TopicEntry>();
  const issues: z.core.$ZodIssue[] = [];
  const { value } = document;
  // An empty mapping is a register with nothing in it yet; so is a file of comments.
  if (value === null) return { entries, issues };
  if (typeof value !== 'object' || Array.isArray(value)) {
    issues.push(...(registerSchemas[register].safeParse(value).error?.issues ?? []));
    return { entries, issues };
  }
  const schema = SCHEMAS[register];
  for (const [key, entry] of Object.entries(value)) {
    const id = subjectIdSchema.safeParse(key);
    if (!id.success) {
      issues.push({
        code: 'invalid_key',
        origin: 'record',
        issues: id.error.issues,
        path: [key],
        message: 'Invalid key',
      });
      continue;
    }
    const read = schema.safeParse(entry);
    if (read.success) {
      entries.set(id.data, read.data);
      continue;
    }
    issues.push(...read.error.issues.map((issue) => ({ ...issue, path: [key, ...issue.path] })));
    const rest = schema.safeParse(nameAndKind(entry));
    if (rest.success) entries.set(id.data, rest.data);
  }
  return { entries, issues };
}

function nameAndKind(entry: unknown): unknown {
  if (typeof entry !== 'object' || entry === null) return entry;
  const name = 'name' in entry ? entry.name : undefined;
  return 'kind' in entry ? { name, kind: entry.kind } : { name };
}

export function registerProblems(register: ParsedRegister, more: readonly Draft[]): Problem[] {
  return problemsOf(register.path, register.text, [...register.drafts, ...more]);
}
