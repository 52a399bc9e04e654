import type { Json } from '../json.ts';

export interface AssistantThread {
  readonly channelId: string;
  readonly ts: string;
  readonly userId: string;
  /** Where the person was looking when they opened it, or has looked since. */
  contextChannelId: string | undefined;
  /** Everything that the status has been, oldest first; empty text takes it away. */
  readonly statuses: string[];
  title: string | undefined;
  prompts: readonly Json[];
}

/** The threads of the assistant's pane, by the timestamp of their first message. */
export class AssistantThreads {
  readonly all: AssistantThread[] = [];

  find(channelId: string, ts: string): AssistantThread | undefined {
    return this.all.find((one) => one.channelId === channelId && one.ts === ts);
  }

  add(given: Pick<AssistantThread, 'channelId' | 'ts' | 'userId' | 'contextChannelId'>): AssistantThread {
    const thread: AssistantThread = { ...given, statuses: [], title: undefined, prompts: [] };
    this.all.push(thread);
    return thread;
  }
}
