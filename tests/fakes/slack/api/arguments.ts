import { z } from 'zod';
import { parseJson } from '../json.ts';

/** Arguments arrive as text in a form and as JSON in JSON; these read both. */

export const id = z.string().min(1);
export const ts = z.string().regex(/^\d{1,12}\.\d{6}$/, 'is no timestamp of a message');
/** A bound in time: a timestamp, or whole seconds. */
export const moment = z.coerce.string().regex(/^\d{1,12}(\.\d{1,6})?$/);

export const flag = z.preprocess(
  (value) =>
    value === 'true' || value === '1' || value === 1
      ? true
      : value === 'false' || value === '0' || value === 0
        ? false
        : value,
  z.boolean(),
);

export const count = z.coerce.number().int();

/** JSON itself, or JSON as a string. What cannot be read stays the string that it is. */
export const structured = z.preprocess(
  (value) => (typeof value === 'string' ? (parseJson(value) ?? value) : value),
  z.json().optional(),
);

export const list = z.union([z.array(z.string()), z.string().transform((value) => value.split(','))]);
