import { randomBytes } from 'node:crypto';
import { z } from 'zod';

/** Twelve lower-case letters and digits: short enough for a command line in a button. */
export const digestIdSchema = z
  .string()
  .regex(/^[a-z0-9]{12}$/, 'the id of a digest is twelve letters and digits, such as "4kq0zt71mvb2"')
  .brand<'DigestId'>();
export type DigestId = z.infer<typeof digestIdSchema>;

export function newDigestId(): DigestId {
  const number = BigInt(`0x${randomBytes(8).toString('hex')}`);
  return digestIdSchema.parse(number.toString(36).slice(-12).padStart(12, '0'));
}

/** Where in the order of arrivals something stands: 0 is before the first. */
export const sequenceSchema = z.int().nonnegative().brand<'Sequence'>();
export type Sequence = z.infer<typeof sequenceSchema>;

/** Before every arrival. */
export const BEFORE_ALL = sequenceSchema.parse(0);

/** A community on a platform: nothing of one is ever shown in another. Both are the platform's own words. */
export interface Tenant {
  readonly platform: string;
  readonly tenant: string;
}
