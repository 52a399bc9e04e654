import { createHash } from 'node:crypto';
import type { APIMessageTopLevelComponent } from 'discord.js';
import { limits } from '../limits.ts';
import type { Payload } from '../render.ts';

/**
 * Two marks by which a post is known again, both made of its key. The nonce keeps the platform from taking the same post
 * twice within some minutes. The id of the first component stays with the message, so that it is found after that.
 * https://docs.discord.com/developers/components/reference#anatomy-of-a-component
 */
export function nonceOf(key: string): string {
  return createHash('sha256').update(key).digest('base64url').slice(0, limits.nonce.most);
}

/** Ids that the platform gives to the other components are counted from 1. */
const LEAST = 1000;
/** "32 bit integer": taken as one with a sign. */
const MOST = 2 ** 31 - 1;

export function markOf(key: string): number {
  const hash = createHash('sha256').update(`mark ${key}`).digest().readUInt32BE();
  return LEAST + (hash % (MOST - LEAST));
}

export function marked({ components: [first, ...others], ...payload }: Payload, key: string): Payload {
  if (!first) throw new Error('a post has nothing in it');
  const withMark: APIMessageTopLevelComponent = { ...first, id: markOf(key) };
  return { ...payload, components: [withMark, ...others] };
}
