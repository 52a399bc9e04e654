import { createRequire } from 'node:module';
import type * as Yaml from 'yaml';
import type { Draft } from './draft.ts';
import { PROTO, tooDeep, type Document, type Parsed, type Path } from './document.ts';
import { duplicateMessage, PROTO_MESSAGE } from './json-places.ts';
import { unprintable } from './read-text.ts';
import { yamlLineTooLongAt, yamlTooDeepAt } from './yaml-depth.ts';
import { STAR, yamlFaults } from './yaml-faults.ts';

/** How many values the references (`*name`) of one file may add up to. */
const MAX_ALIASES = 100;

let loaded: typeof Yaml | undefined;

/** Loaded with the first YAML file, and at once: a corpus of JSON never pays for it. */
function yaml(): typeof Yaml {
  // The cast: what `require` gives is untyped, and this is the module that the type names.
  return (loaded ??= createRequire(import.meta.url)('yaml') as typeof Yaml);
}

export function parseYaml(text: string): Parsed {
  const deep = yamlTooDeepAt(text);
  if (deep !== undefined) return tooDeep(deep);
  const long = yamlLineTooLongAt(text);
  if (long !== undefined) {
    return failed([
      {
        offset: long,
        message: 'this line goes on beyond 20,000 characters: break it into lines, or save the file as JSON',
      },
    ]);
  }
  let parsed: Yaml.Document.Parsed;
  try {
    parsed = yaml().parseDocument(text, {
      version: '1.2',
      schema: 'core',
      merge: false,
      resolveKnownTags: false,
      stringKeys: true,
      // It compares every key with every other; `inspect` does it in one pass.
      uniqueKeys: false,
      prettyErrors: false,
      // 'silent' would also keep quiet about a second document.
      logLevel: 'error',
    });
  } catch (error) {
    if (error instanceof RangeError) return tooDeep(0);
    return failed([{ offset: 0, message: 'this file cannot be read as YAML: put texts with unusual signs in quotes' }]);
  }
  if (parsed.directives.yaml.explicit === true || text.startsWith('%')) {
    return failed([
      {
        offset: Math.max(0, text.indexOf('%')),
        message: 'a line that begins with % is a YAML directive, and briefs have none: remove the line',
      },
    ]);
  }
  const faults = yamlFaults(text, [...parsed.errors, ...parsed.warnings], () => lastQuote(parsed));
  if (faults.length > 0) return failed(faults);
  const drafts = inspect(parsed);
  if (drafts.length > 0) return failed(drafts);
  try {
    return { ok: true, document: new YamlDocument(parsed, parsed.toJS({ maxAliasCount: MAX_ALIASES })) };
  } catch {
    const alias = Math.max(0, text.search(/\*\S/));
    return failed([{ offset: alias, message: 'too much is repeated through * references: write the text out' }]);
  }
}

function failed(drafts: readonly Draft[]): Parsed {
  const [first = { offset: 0, message: 'this file cannot be read as YAML' }, ...rest] = drafts;
  return { ok: false, drafts: [first, ...rest] };
}

function lastQuote(document: Yaml.Document.Parsed): number {
  let last = 0;
  yaml().visit(document, {
    Scalar(_key, { type, range }) {
      if (type === 'QUOTE_DOUBLE' || type === 'QUOTE_SINGLE') last = Math.max(last, range?.[0] ?? 0);
    },
  });
  return last;
}

/** What the parser lets through and a brief may not hold. */
function inspect(document: Yaml.Document.Parsed): readonly Draft[] {
  const { isAlias, isMap, isScalar, isSeq } = yaml();
  const drafts: Draft[] = [];
  const open = new Set<unknown>();
  const visit = (node: unknown): void => {
    if (isMap(node) || isSeq(node)) open.add(node);
    look(node);
    open.delete(node);
  };
  const look = (node: unknown): void => {
    if (isScalar(node)) {
      if (typeof node.value === 'string' && node.type === 'QUOTE_DOUBLE' && unprintable(node.value)) {
        const message = 'this text holds an escape for a character that nobody can see: delete it';
        drafts.push({ offset: node.range?.[0] ?? 0, message });
      }
    } else if (isMap(node)) {
      const keys = new Set<unknown>();
      for (const { key, value } of node.items) {
        const name = isScalar(key) ? key.value : undefined;
        const offset = (isScalar(key) ? key.range?.[0] : undefined) ?? node.range?.[0] ?? 0;
        if (name === PROTO) drafts.push({ offset, message: PROTO_MESSAGE });
        if (typeof name !== 'string') {
          drafts.push({ offset, message: 'a key is one plain word: put text that begins with [, { or * in quotes' });
        } else if (keys.has(name)) drafts.push({ offset, message: duplicateMessage(name) });
        keys.add(name);
        visit(value);
      }
    } else if (isSeq(node)) {
      for (const item of node.items) visit(item);
    } else if (isAlias(node)) {
      const target = node.resolve(document);
      const offset = node.range?.[0] ?? 0;
      if (target === undefined) drafts.push({ offset, message: STAR });
      else if (open.has(target)) drafts.push({ offset, message: 'this * reference holds itself: write the text out' });
    }
  };
  visit(document.contents);
  return drafts;
}

class YamlDocument implements Document {
  readonly format = 'yaml';
  readonly value: unknown;
  readonly #parsed: Yaml.Document.Parsed;
  readonly #pairs = new Map<Yaml.YAMLMap, ReadonlyMap<unknown, Yaml.Pair>>();

  constructor(parsed: Yaml.Document.Parsed, value: unknown) {
    this.#parsed = parsed;
    this.value = value;
  }

  locate(path: Path, part: 'key' | 'value'): number {
    const { isAlias, isMap, isNode, isScalar, isSeq } = yaml();
    let node: unknown = this.#parsed.contents;
    let keyStart: number | undefined;
    let start = 0;
    const stand = (at: unknown): void => {
      if (isNode(at) && at.range) start = at.range[0];
    };
    stand(node);
    for (const step of path) {
      const holder: unknown = isAlias(node) ? node.resolve(this.#parsed) : node;
      let inner: unknown;
      let innerKey: number | undefined;
      if (isMap(holder)) {
        const pair = this.#pair(holder, step);
        if (!pair) return keyStart ?? start;
        inner = pair.value;
        innerKey = isScalar(pair.key) ? pair.key.range?.[0] : undefined;
      } else if (isSeq(holder) && typeof step === 'number' && step < holder.items.length) inner = holder.items[step];
      else return keyStart ?? start;
      node = inner;
      keyStart = innerKey;
      if (innerKey !== undefined) start = innerKey;
      stand(node);
    }
    return (part === 'key' ? keyStart : undefined) ?? start;
  }

  /** By a table of its keys: a register with an error in each of thousands of entries asks as often. */
  #pair(map: Yaml.YAMLMap, key: string | number): Yaml.Pair | undefined {
    let pairs = this.#pairs.get(map);
    if (!pairs) {
      pairs = new Map(map.items.map((pair) => [yaml().isScalar(pair.key) ? pair.key.value : undefined, pair]));
      this.#pairs.set(map, pairs);
    }
    return pairs.get(key);
  }
}
