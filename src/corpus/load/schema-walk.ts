import { z } from 'zod';
import type { Path } from './document.ts';

type Schema = z.core.$ZodType;

/** The keys that the object at a path may have; empty where it is no object. */
export function keysAt(root: Schema, path: Path): readonly string[] {
  const object = objectOf(schemaAt(root, path));
  return object ? Object.keys(object.shape) : [];
}

/** What the author of the schema wrote about a value, where the wrapping or the value itself says it. */
export function descriptionAt(root: Schema, path: Path): string | undefined {
  for (let schema = declaredAt(root, path); schema; schema = wrapped(schema)) {
    const described = z.globalRegistry.get(schema)?.description;
    if (described !== undefined) return described;
  }
  return undefined;
}

/** True where a value may be left out. */
export function optionalAt(root: Schema, path: Path): boolean {
  const schema = declaredAt(root, path);
  return schema instanceof z.ZodOptional || schema instanceof z.ZodDefault;
}

/** The schema of the value at a path, without what wraps it (optional, default, transform). */
function schemaAt(root: Schema, path: Path): Schema | undefined {
  const declared = declaredAt(root, path);
  return declared && unwrapped(declared);
}

/** The same with what wraps it, as the schema around it declares it. */
function declaredAt(root: Schema, path: Path): Schema | undefined {
  let schema: Schema | undefined = root;
  for (const step of path) schema &&= child(unwrapped(schema), step);
  return schema;
}

function child(schema: Schema, step: string | number): Schema | undefined {
  const shape: Readonly<Record<string, Schema>> | undefined = objectOf(schema)?.shape;
  if (shape) return typeof step === 'string' && Object.hasOwn(shape, step) ? shape[step] : undefined;
  if (schema instanceof z.ZodArray) return schema.element;
  return schema instanceof z.ZodRecord ? schema.valueType : undefined;
}

/** A union counts as its object, the only branch that has anything within. */
function objectOf(schema: Schema | undefined): z.ZodObject | undefined {
  if (schema instanceof z.ZodObject) return schema;
  if (!(schema instanceof z.ZodUnion)) return undefined;
  return schema.options.map(unwrapped).find((option) => option instanceof z.ZodObject);
}

function unwrapped(schema: Schema): Schema {
  let inner: Schema = schema;
  for (let next = wrapped(inner); next; next = wrapped(inner)) inner = next;
  return inner;
}

function wrapped(schema: Schema): Schema | undefined {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) return schema.unwrap();
  return schema instanceof z.ZodPipe ? schema.in : undefined;
}
