import { z } from 'zod';
import { id, structured } from '../arguments.ts';
import type { AssistantThread } from '../../world/assistant-threads.ts';
import { defineMethod, type Call } from '../method.ts';
import { conversation } from '../places.ts';
import { invalidArguments, SlackError } from '../slack-error.ts';

const thread = { channel_id: id, thread_ts: z.string() } as const;
const texts = z.preprocess(
  (value) => (typeof value === 'string' ? value.split(',') : value),
  z.array(z.string()).max(10),
);
const prompt = z.strictObject({ title: z.string().min(1), message: z.string().min(1) });
/** https://docs.slack.dev/ai/developing-ai-apps: four of them. */
const PROMPTS = 4;

function threadOf({ core, installation }: Call<unknown>, channelId: string, ts: string): AssistantThread {
  conversation(core, installation, channelId);
  const found = core.assistantThreads.find(channelId, ts);
  if (found === undefined) throw new SlackError('invalid_thread_ts', { detail: 'Thread not found' });
  return found;
}

const setStatus = defineMethod({
  name: 'assistant.threads.setStatus',
  scopes: ['assistant:write'],
  arguments: z.strictObject({
    ...thread,
    status: z.string(),
    loading_messages: texts.optional(),
    username: z.string().optional(),
    icon_emoji: z.string().optional(),
    icon_url: z.string().optional(),
  }),
  run(call) {
    threadOf(call, call.given.channel_id, call.given.thread_ts).statuses.push(call.given.status);
    call.core.changes.announce();
    return {};
  },
});

const setTitle = defineMethod({
  name: 'assistant.threads.setTitle',
  scopes: ['assistant:write'],
  arguments: z.strictObject({ ...thread, title: z.string().min(1) }),
  run(call) {
    threadOf(call, call.given.channel_id, call.given.thread_ts).title = call.given.title;
    call.core.changes.announce();
    return {};
  },
});

const setSuggestedPrompts = defineMethod({
  name: 'assistant.threads.setSuggestedPrompts',
  scopes: ['assistant:write'],
  arguments: z.strictObject({ ...thread, title: z.string().optional(), prompts: structured }),
  run(call) {
    const found = threadOf(call, call.given.channel_id, call.given.thread_ts);
    const prompts = z.array(prompt).min(1).max(PROMPTS).safeParse(call.given.prompts);
    if (!prompts.success) throw invalidArguments('invalid `prompts`');
    found.prompts = prompts.data;
    call.core.changes.announce();
    return {};
  },
});

export const assistantMethods = [setStatus, setTitle, setSuggestedPrompts];
