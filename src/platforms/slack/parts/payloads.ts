import { z } from 'zod';

/**
 * What arrives, as far as it is read. Fields that no page promises in every case are optional, so that a change there
 * costs an answer at most. https://docs.slack.dev/reference/interaction-payloads and
 * https://docs.slack.dev/apis/events-api
 */

const team = z.object({ id: z.string() });
const user = z.object({
  id: z.string(),
  name: z.string().optional(),
  username: z.string().optional(),
  team_id: z.string().optional(),
});
const channel = z.object({ id: z.string() });

/** https://docs.slack.dev/interactivity/implementing-slash-commands#app_command_handling */
export const slashCommand = z.object({
  command: z.string(),
  text: z.string().optional(),
  team_id: z.string(),
  user_id: z.string(),
  user_name: z.string().optional(),
  channel_id: z.string(),
  response_url: z.string(),
  trigger_id: z.string(),
});

const message = z.looseObject({ ts: z.string().optional(), thread_ts: z.string().optional() });
export type MessagePayload = z.infer<typeof message>;

const option = z.object({ value: z.string() });

const view = z.object({
  id: z.string(),
  type: z.string(),
  callback_id: z.string().optional(),
  private_metadata: z.string().optional(),
  app_installed_team_id: z.string().optional(),
  hash: z.string().optional(),
  state: z.object({ values: z.record(z.string(), z.record(z.string(), z.unknown())) }).optional(),
  /** As it was sent, with what stood in its fields from the beginning. */
  blocks: z.array(z.object({ block_id: z.string().optional(), element: z.unknown().optional() })).optional(),
});
export type ViewPayload = z.infer<typeof view>;

export const blockActions = z.object({
  type: z.literal('block_actions'),
  team,
  user,
  trigger_id: z.string(),
  response_url: z.string().optional(),
  channel: channel.optional(),
  container: z.object({
    type: z.string(),
    is_ephemeral: z.boolean().optional(),
    message_ts: z.string().optional(),
    thread_ts: z.string().optional(),
  }),
  message: message.optional(),
  view: view.optional(),
  actions: z
    .array(
      z.object({
        type: z.string(),
        action_id: z.string(),
        block_id: z.string().optional(),
        value: z.string().nullish(),
        selected_option: option.nullish(),
      }),
    )
    .min(1),
});
export type BlockActions = z.infer<typeof blockActions>;

export const blockSuggestion = z.object({
  type: z.literal('block_suggestion'),
  team,
  user,
  action_id: z.string(),
  block_id: z.string(),
  value: z.string(),
  view: view.optional(),
});

export const viewSubmission = z.object({
  type: z.literal('view_submission'),
  team,
  user,
  view,
});

export const messageAction = z.object({
  type: z.literal('message_action'),
  team,
  user,
  callback_id: z.string(),
  trigger_id: z.string(),
  response_url: z.string(),
  channel,
  message,
});

export const globalShortcut = z.object({
  type: z.literal('shortcut'),
  team,
  user,
  callback_id: z.string(),
  trigger_id: z.string(),
});

/** https://docs.slack.dev/apis/events-api#callback-field */
export const eventCallback = z.object({
  type: z.literal('event_callback'),
  event_id: z.string(),
  team_id: z.string(),
  authorizations: z.array(z.object({ team_id: z.string().nullish(), user_id: z.string().nullish() })).optional(),
  event: z.looseObject({ type: z.string() }),
});

/** Of `app_mention` and `message`. */
export const messageEvent = z.object({
  type: z.string(),
  subtype: z.string().optional(),
  channel: z.string(),
  channel_type: z.string().optional(),
  user: z.string().optional(),
  /** In a channel that is shared with another organisation, that of who wrote. */
  user_team: z.string().nullish(),
  text: z.string().optional(),
  ts: z.string(),
  thread_ts: z.string().optional(),
  bot_id: z.string().nullish(),
  bot_profile: z.unknown().optional(),
  edited: z.unknown().optional(),
});

export const homeOpened = z.object({
  type: z.literal('app_home_opened'),
  user: z.string(),
  channel: z.string().optional(),
  tab: z.string().optional(),
});

export const assistantStarted = z.object({
  type: z.literal('assistant_thread_started'),
  assistant_thread: z.object({ user_id: z.string(), channel_id: z.string(), thread_ts: z.string() }),
});
