import { PROTO, tooDeep, type Document, type Parsed, type Path } from './document.ts';
import { readJsonPlaces, type JsonPlace } from './json-places.ts';
import { surveyJson } from './json-scan.ts';

/** An escape that may write what nobody can see. Most files have none, and then no text needs a second look. */
const DOUBTFUL_ESCAPE = /\\[ubf]/;

export function parseJson(text: string): Parsed {
  const survey = surveyJson(text);
  if (survey.tooDeepAt !== undefined) return tooDeep(survey.tooDeepAt);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return faults(text, error instanceof Error ? error.message : 'this is not JSON');
  }
  // A key that stands twice counts once in the value; so does nothing else.
  if (keysIn(value) !== survey.keys) return faults(text, 'a key is written twice');
  if (text.includes('\\') && DOUBTFUL_ESCAPE.test(text)) {
    const { drafts } = readJsonPlaces(text);
    const [first, ...rest] = drafts;
    if (first) return { ok: false, drafts: [first, ...rest] };
  }
  return { ok: true, document: new JsonDocument(text, value) };
}

/** How many keys the objects of a parsed value have; -1 where one of them is `__proto__`. */
function keysIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  let count = 0;
  if (Array.isArray(value)) {
    for (const entry of value) {
      const inner = keysIn(entry);
      if (inner < 0) return -1;
      count += inner;
    }
    return count;
  }
  for (const [key, member] of Object.entries(value)) {
    const inner = keysIn(member);
    if (inner < 0 || key === PROTO) return -1;
    count += inner + 1;
  }
  return count;
}

function faults(text: string, otherwise: string): Parsed {
  const [first = { offset: 0, message: otherwise }, ...rest] = readJsonPlaces(text).drafts;
  return { ok: false, drafts: [first, ...rest] };
}

class JsonDocument implements Document {
  readonly format = 'json';
  readonly value: unknown;
  readonly #text: string;
  #root: JsonPlace | undefined;

  constructor(text: string, value: unknown) {
    this.#text = text;
    this.value = value;
  }

  locate(path: Path, part: 'key' | 'value'): number {
    let place = (this.#root ??= readJsonPlaces(this.#text).root);
    for (const step of path) {
      const inner = place?.members.get(step);
      if (!inner) return place?.keyStart ?? place?.start ?? 0;
      place = inner;
    }
    return (part === 'key' ? place?.keyStart : undefined) ?? place?.start ?? 0;
  }
}
