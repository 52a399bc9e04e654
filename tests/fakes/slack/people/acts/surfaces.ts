import type { Actor } from '../actor.ts';
import type { AssistantThread } from '../../world/assistant-threads.ts';
import type { Delivery } from '../../delivery/delivery.ts';
import { Interaction } from '../interaction.ts';
import type { JsonObject } from '../../json.ts';
import type { EventName } from '../../delivery/slack-events.ts';
import { NotPossible } from '../../api/slack-error.ts';
import type { Channel, Message } from '../../world/world.ts';

function emit(actor: Actor, name: EventName, event: JsonObject, channel: Channel, message?: Message): Interaction {
  const { core, installation, user, parts } = actor;
  const deliveries: Delivery[] = [];
  const obstacle = parts.events.obstacle(name, installation);
  const interaction = new Interaction(core, { deliveries, obstacle, userId: user.id, channel, message });
  const delivery = parts.events.emit(name, installation, event);
  if (delivery !== undefined) deliveries.push(delivery);
  return interaction;
}

/** https://docs.slack.dev/reference/events/app_home_opened */
export function openHome(actor: Actor, tab: 'home' | 'messages'): Interaction {
  const { core, user, direct } = actor;
  const features = core.app.manifest.features?.app_home;
  if (tab === 'home' && features?.home_tab_enabled !== true) throw new NotPossible('The app has no home tab');
  if (tab === 'messages' && features?.messages_tab_enabled !== true)
    throw new NotPossible('The app has no messages tab');
  const home = core.views.homeOf(user.id);
  const event: JsonObject = {
    type: 'app_home_opened',
    user: user.id,
    channel: direct.id,
    tab,
    ...(tab === 'home' && home !== undefined ? { view: core.views.json(home) } : {}),
    event_ts: core.world.ts(),
  };
  return emit(actor, 'app_home_opened', event, direct);
}

const threadJson = (actor: Actor, thread: AssistantThread): JsonObject => ({
  user_id: thread.userId,
  context: {
    ...(thread.contextChannelId === undefined ? {} : { channel_id: thread.contextChannelId }),
    team_id: actor.user.teamId,
    enterprise_id: actor.installation.team.enterprise?.id ?? null,
  },
  channel_id: thread.channelId,
  thread_ts: thread.ts,
});

/** https://docs.slack.dev/reference/events/assistant_thread_started; `message` of the result is the thread's root. */
export function openAssistant(actor: Actor, looking: Channel | undefined): Interaction {
  const { core, installation, user, direct } = actor;
  if (core.app.manifest.features?.assistant_view === undefined) throw new NotPossible('The app has no assistant pane');
  const { botUserId, botId } = installation;
  const content = { text: 'New Assistant Thread', blocks: [], attachments: [] };
  const root = core.world.post(direct, { user: botUserId, botId, origin: 'assistant', content });
  const thread = core.assistantThreads.add({
    channelId: direct.id,
    ts: root.ts,
    userId: user.id,
    contextChannelId: looking?.id,
  });
  const event = {
    type: 'assistant_thread_started',
    assistant_thread: threadJson(actor, thread),
    event_ts: core.world.ts(),
  };
  return emit(actor, 'assistant_thread_started', event, direct, root);
}

/** Looks at another channel while the pane is open. */
export function lookAt(actor: Actor, root: Message, channel: Channel): Interaction {
  const thread = actor.core.assistantThreads.find(root.channel, root.ts);
  if (thread === undefined) throw new NotPossible('That is no thread of the assistant');
  thread.contextChannelId = channel.id;
  const assistant = threadJson(actor, thread);
  const event = {
    type: 'assistant_thread_context_changed',
    assistant_thread: assistant,
    event_ts: actor.core.world.ts(),
  };
  return emit(actor, 'assistant_thread_context_changed', event, actor.direct, root);
}
