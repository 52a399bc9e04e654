import type { StoredDigest } from '../state/digests.ts';
import { definitionSchema } from './definition.ts';
import type { Digest } from './office.ts';

/** @throws where its definition is none that this version of the program can read */
export function readDigest(stored: StoredDigest): Digest {
  return { ...stored, definition: definitionSchema.parse(stored.definition) };
}
