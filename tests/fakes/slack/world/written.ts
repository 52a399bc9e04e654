import type { Message } from './world.ts';

/** One time that the app wrote a message or edited it. */
export interface Write {
  readonly message: Message;
  /** The response URL or the acknowledgement that it came by; undefined for the Web API. */
  readonly by: object | string | undefined;
}

/** What happened to a message. */
export type Change = 'posted' | 'changed' | 'deleted';
