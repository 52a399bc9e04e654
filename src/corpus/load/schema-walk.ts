import { z } from 'zod';
import type { Path } from './document.ts';

type Schema = z.core.$ZodType;

/** The schema of the value at a path, without what wraps it (optional, default, transform), or undefined where there is none. */
export function schemaAt(root: Schema, path: Path): Schema | undefined {
  let schema: Schema | undefined = unwrapped(root);
  for (const step of path) {
    schema = schema && child(schema, step);
    schema &&= unwrapped(schema);
  }
  return schema;
}

/** The keys that the object at a path may have; empty where it is no object. */
export function keysAt(root: Schema, path: Path): readonly string[] {
  const object = objectOf(schemaAt(root, path));
  return object ? Object.keys(object._zod.def.shape) : [];
}

/** What the author of the schema wrote about a value, where the wrapping or the value itself says it. */
export function descriptionAt(root: Schema, path: Path): string | undefined {
  const parent = objectOf(schemaAt(root, path.slice(0, -1)));
  const step = path.at(-1);
  let schema = parent && typeof step === 'string' ? own(parent._zod.def.shape, step) : schemaAt(root, path);
  while (schema) {
    const described = z.globalRegistry.get(schema)?.description;
    if (described !== undefined) return described;
    const inner = wrapped(schema);
    if (!inner) return undefined;
    schema = inner;
  }
  return undefined;
}

/** True where a value may be left out. */
export function optionalAt(root: Schema, path: Path): boolean {
  const parent = objectOf(schemaAt(root, path.slice(0, -1)));
  const step = path.at(-1);
  const schema = parent && typeof step === 'string' ? own(parent._zod.def.shape, step) : undefined;
  return schema?._zod.optin === 'optional';
}

function child(schema: Schema, step: string | number): Schema | undefined {
  const object = objectOf(schema);
  if (object) return typeof step === 'string' ? own(object._zod.def.shape, step) : undefined;
  if (schema instanceof z.core.$ZodArray) return schema._zod.def.element;
  if (schema instanceof z.core.$ZodRecord) return schema._zod.def.valueType;
  return undefined;
}

/** A union counts as its object, the only branch that has anything within. */
function objectOf(schema: Schema | undefined): z.core.$ZodObject | undefined {
  if (schema instanceof z.core.$ZodObject) return schema;
  if (!(schema instanceof z.core.$ZodUnion)) return undefined;
  for (const option of schema._zod.def.options) {
    const inner = unwrapped(option);
    if (inner instanceof z.core.$ZodObject) return inner;
  }
  return undefined;
}

function unwrapped(schema: Schema): Schema {
  let inner: Schema = schema;
  for (let next = wrapped(inner); next; next = wrapped(inner)) inner = next;
  return inner;
}

function wrapped(schema: Schema): Schema | undefined {
  if (schema instanceof z.core.$ZodOptional || schema instanceof z.core.$ZodDefault) return schema._zod.def.innerType;
  return schema instanceof z.core.$ZodPipe ? schema._zod.def.in : undefined;
}

function own(shape: Readonly<Record<string, Schema>>, key: string): Schema | undefined {
  return Object.hasOwn(shape, key) ? shape[key] : undefined;
}
