import type { z } from 'zod';
import { slugOf } from '../../kernel/fold.ts';
import type { Document, Path } from './document.ts';
import type { Draft } from './draft.ts';
import { nearest } from '../../kernel/nearest.ts';
import { descriptionAt, keysAt, optionalAt } from './schema-walk.ts';
import { shown } from './shown.ts';
import { kindOfValue, labelOf, nounAt, type Subject } from './wording.ts';

type Issue = z.core.$ZodIssue;

/** What a schema found, as problems with places and advice. */
export function diagnose(
  issues: readonly Issue[],
  document: Document,
  schema: z.core.$ZodType,
  subject: Subject,
): readonly Draft[] {
  return new Diagnosis(document, schema, subject).run(issues);
}

class Diagnosis {
  readonly #document: Document;
  readonly #schema: z.core.$ZodType;
  readonly #subject: Subject;
  /** Keys that a misspelt key stands for: that they are missing needs no line of its own. */
  readonly #explained = new Set<string>();
  readonly #drafts: Draft[] = [];

  constructor(document: Document, schema: z.core.$ZodType, subject: Subject) {
    this.#document = document;
    this.#schema = schema;
    this.#subject = subject;
  }

  run(issues: readonly Issue[]): readonly Draft[] {
    const plain = issues.flatMap((issue) => this.#branch(issue, pathOf(issue.path)));
    for (const issue of plain)
      if (issue.code === 'unrecognized_keys') this.#unknownKeys(issue.keys, pathOf(issue.path));
    const told = new Set<string>();
    for (const issue of plain) {
      if (issue.code === 'unrecognized_keys') continue;
      const path = pathOf(issue.path);
      // One value, one line: an empty text is too short and has the wrong form as well.
      const name = JSON.stringify(path);
      if (told.has(name)) continue;
      told.add(name);
      this.#value(issue, path, name);
    }
    return this.#drafts;
  }

  /** The issues of the branch of a union that its author meant; the union itself where no branch is near. */
  #branch(issue: Issue, path: Path): readonly Issue[] {
    if (issue.code !== 'invalid_union') return [{ ...issue, path: [...path] }];
    const meant = issue.errors
      .filter((branch) => !branch.some((inner) => inner.code === 'invalid_type' && inner.path.length === 0))
      .toSorted((a, b) => a.length - b.length)[0];
    if (!meant) return [{ ...issue, path: [...path] }];
    return meant.flatMap((inner) => this.#branch(inner, [...path, ...pathOf(inner.path)]));
  }

  #unknownKeys(unknown: readonly string[], path: Path): void {
    const known = keysAt(this.#schema, path);
    const noun = nounAt(path, this.#subject);
    const present = valueAt(this.#document.value, path);
    for (const key of unknown) {
      const offset = this.#document.locate([...path, key], 'key');
      const start = `\`${shown(key)}\` is not a key of ${noun}`;
      const near = nearest(key, known);
      const below =
        near === undefined ? known.find((name) => keysAt(this.#schema, [...path, name]).includes(key)) : undefined;
      if (near !== undefined) {
        if (!has(present, near)) this.#explained.add(JSON.stringify([...path, near]));
        const twice = has(present, near) ? `, which is there already` : '';
        this.#drafts.push({ offset, message: `${start}: did you mean \`${near}\`${twice}?`, suggestion: near });
      } else if (below === undefined) {
        this.#drafts.push({ offset, message: `${start}: remove it. The keys of ${noun} are ${known.join(', ')}` });
      } else {
        if (!has(present, below)) this.#explained.add(JSON.stringify([...path, below]));
        this.#drafts.push({ offset, message: `${start}: it belongs under \`${below}\`, indented below it` });
      }
    }
  }

  #value(issue: Issue, path: Path, name: string): void {
    const value = valueAt(this.#document.value, path);
    if (value === undefined && path.length > 0) {
      if (!this.#explained.has(name)) this.#missing(issue, path);
      return;
    }
    const offset = this.#document.locate(path, issue.code === 'invalid_key' ? 'key' : 'value');
    this.#drafts.push({ offset, ...this.#advice(issue, path, value) });
  }

  #missing(issue: Issue, path: Path): void {
    const parent = path.slice(0, -1);
    const offset = this.#document.locate(parent, 'key');
    if (issue.code === 'custom') {
      this.#drafts.push({ offset, message: issue.message });
      return;
    }
    const what = descriptionAt(this.#schema, path);
    const advice = what === undefined ? 'add it' : `add it. What belongs there: ${what}`;
    const message = `${nounAt(parent, this.#subject)} needs ${labelOf(path, this.#subject)}: ${advice}`;
    this.#drafts.push({ offset, message });
  }

  #advice(issue: Issue, path: Path, value: unknown): { message: string; suggestion?: string } {
    const label = labelOf(path, this.#subject);
    switch (issue.code) {
      case 'invalid_type':
        return { message: this.#wrongType(issue.expected, custom(issue), path, value) };
      case 'invalid_union':
        return { message: this.#noBranch(issue, path, value) };
      case 'invalid_value': {
        const words = issue.values.map(String);
        const near = typeof value === 'string' ? nearest(value, words) : undefined;
        const start = `${label} cannot be ${typeof value === 'string' ? `"${shown(value)}"` : kindOfValue(value)}`;
        if (near !== undefined) return { message: `${start}: did you mean "${near}"?`, suggestion: near };
        return { message: `${start}: write one of ${words.join(', ')}` };
      }
      case 'too_big': {
        const most = Number(issue.maximum);
        if (typeof value === 'string') {
          const over = value.length - most;
          return { message: `${label} is ${value.length} characters long and may have ${most}: shorten it by ${over}` };
        }
        if (!Array.isArray(value)) break;
        return { message: `${label} has ${value.length} entries and may have ${most}: remove ${value.length - most}` };
      }
      case 'invalid_format':
      case 'invalid_key':
        if (typeof value === 'string' || issue.code === 'invalid_key') return this.#format(issue, path, value);
        break;
      default:
    }
    const said = custom(issue) ?? 'this value does not fit here: compare it with a brief that is in order';
    if (value === '') return { message: emptyText(label, optionalAt(this.#schema, path)) };
    return { message: said.startsWith('not a') ? `${label} is ${said}` : `${label}: ${said}` };
  }

  #wrongType(expected: string, said: string | undefined, path: Path, value: unknown): string {
    const label = labelOf(path, this.#subject);
    const yaml = this.#document.format === 'yaml';
    if (path.length === 0 && value === null) return 'this file holds no brief yet: write it, or delete the file';
    if (path.length === 0) {
      const example = this.#subject.depth === 0 ? '`headline: …`' : '`an-id:` with its keys below';
      return `this file must hold the keys of ${label} (${example}), and it is ${kindOfValue(value)}: write it anew from a file that is in order`;
    }
    if (value === null) {
      const leave = optionalAt(this.#schema, path) ? ', or remove the key' : '';
      return `${label} has nothing after it: write ${expected === 'array' ? 'the list' : 'its value'}${leave}`;
    }
    if (expected === 'string' && (typeof value === 'number' || typeof value === 'boolean')) {
      const quoted = Number.isFinite(value) || typeof value === 'boolean' ? `: "${String(value)}"` : '';
      return `${label} must be text and is read as ${kindOfValue(value)}: write it in quotes${quoted}`;
    }
    const is = `and this is ${kindOfValue(value)}`;
    switch (expected) {
      case 'string':
        if (Array.isArray(value))
          return `${label} must be one text, ${is}: keep one entry, without the hyphen or brackets`;
        return `${label} must be text, ${is}: ${yaml ? 'if the text holds a colon, put all of it in quotes' : 'write one text in quotes'}`;
      case 'array':
        if (typeof value === 'object') {
          return `${label} must be a list, ${is}: ${yaml ? 'put "- " before the first key of each entry' : 'put it in square brackets: [ … ]'}`;
        }
        return `${label} must be a list, ${is}: ${yaml ? 'put it on a line of its own below, after "- "' : 'put it in square brackets: [ … ]'}`;
      case 'object': {
        const [first = 'key'] = keysAt(this.#schema, path);
        const how = yaml ? `\`${first}: …\`` : `{ "${first}": … }`;
        return `${label} must be a set of keys, ${is}: begin with ${how}`;
      }
      case 'number':
        return `${label} must be a number, ${is}: write digits without quotes`;
      default:
        return `${label} does not fit, ${is}${said === undefined ? '' : `: ${said}`}`;
    }
  }

  #noBranch(issue: z.core.$ZodIssueInvalidUnion, path: Path, value: unknown): string {
    const label = labelOf(path, this.#subject);
    const inner = issue.errors.flat();
    if (value === null) return this.#wrongType('value', undefined, path, value);
    const said = inner.map(custom).find((text) => text !== undefined);
    if (said !== undefined && typeof value === 'number') {
      return `${label} must be a date and is read as ${kindOfValue(value)}: write it in quotes: "${String(value)}"`;
    }
    const fits = said === undefined ? inner.map((each) => (each.code === 'invalid_type' ? each.expected : 'text')) : [];
    const words = [...new Set(fits)].map((word) => (word === 'number' ? 'a number' : 'text in quotes'));
    return `${label} is ${kindOfValue(value)}: ${said ?? `write ${words.join(' or ')}`}`;
  }

  #format(issue: z.core.$ZodIssueInvalidStringFormat | z.core.$ZodIssueInvalidKey, path: Path, value: unknown) {
    const text = issue.code === 'invalid_key' ? String(path.at(-1)) : String(value);
    const label = issue.code === 'invalid_key' ? `\`${shown(text)}\`` : labelOf(path, this.#subject);
    if (issue.code === 'invalid_format' && issue.format === 'url') {
      return { message: `${label} is not a web address: write it whole, beginning with https:// or http://` };
    }
    const said =
      issue.code === 'invalid_key' ? issue.issues.map(custom).find((each) => each !== undefined) : custom(issue);
    if (said?.includes('hyphens')) {
      const suggestion = slugOf(text);
      const where = issue.code === 'invalid_key' ? 'an id' : label;
      const start = `${where} is written in lower-case letters and digits joined by hyphens`;
      if (suggestion === '') return { message: `${start}: write one, such as "sergey-lavrov"` };
      return { message: `${start}: write ${suggestion}`, suggestion };
    }
    if (text.trim() === '') return { message: emptyText(label, optionalAt(this.#schema, path)) };
    return { message: `${label} ${lineFault(text, this.#document.format === 'yaml')}` };
  }
}

function emptyText(label: string, optional: boolean): string {
  return `${label} is empty: write it${optional ? ', or remove the key' : ''}`;
}

function lineFault(text: string, yaml: boolean): string {
  if (/[\n\r]\s*$/.test(text) && !/[\n\r]/.test(text.trim())) {
    return `ends with a line break: ${yaml ? 'write ">-" in place of ">" or "|"' : 'remove the \\n'}`;
  }
  if (/[\n\r]/.test(text))
    return `has several lines and must be one: ${yaml ? 'write ">-" in place of "|", and leave no empty line' : 'replace \\n by a space'}`;
  return 'begins or ends with a space: remove the space';
}

/** The message that our schema wrote, or undefined where it is zod's own. */
function custom(issue: { readonly message: string }): string | undefined {
  return /^(?:Invalid|Unrecognized|Too (?:big|small))/.test(issue.message) ? undefined : issue.message;
}

function pathOf(path: readonly PropertyKey[]): Path {
  return path.map((step) => (typeof step === 'symbol' ? String(step) : step));
}

function valueAt(root: unknown, path: Path): unknown {
  let value = root;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    // The cast: an object that has this key of its own.
    value = (value as Readonly<Record<string | number, unknown>>)[step];
  }
  return value;
}

function has(object: unknown, key: string): boolean {
  return typeof object === 'object' && object !== null && Object.hasOwn(object, key);
}
