import { botEventsOf } from '../world/app.ts';
import type { Core } from '../core.ts';
import type { Delivery } from './delivery.ts';
import type { Dispatcher } from './dispatcher.ts';
import type { JsonObject } from '../json.ts';
import type { Installation } from '../world/tokens.ts';

/** What an app must have been granted to get an event: https://docs.slack.dev/reference/events, one page each. */
const SCOPES: Readonly<Record<string, readonly string[]>> = {
  app_mention: ['app_mentions:read'],
  'message.channels': ['channels:history'],
  'message.groups': ['groups:history'],
  'message.im': ['im:history'],
  'message.mpim': ['mpim:history'],
  assistant_thread_started: [],
  assistant_thread_context_changed: [],
  app_home_opened: [],
  app_uninstalled: [],
  tokens_revoked: [],
};

export type EventName =
  | 'app_mention'
  | 'message.channels'
  | 'message.groups'
  | 'message.im'
  | 'message.mpim'
  | 'assistant_thread_started'
  | 'assistant_thread_context_changed'
  | 'app_home_opened'
  | 'app_uninstalled'
  | 'tokens_revoked';

/** Sends events to the app, as far as its manifest subscribes to them and its scopes allow. */
export class SlackEvents {
  readonly #core: Core;
  readonly #dispatcher: Dispatcher;

  constructor(core: Core, dispatcher: Dispatcher) {
    this.#core = core;
    this.#dispatcher = dispatcher;
  }

  /** Why the app gets no such event; undefined where it does. */
  obstacle(name: EventName, installation: Installation): string | undefined {
    if (!botEventsOf(this.#core.app).includes(name)) return `the manifest does not subscribe to ${name}`;
    const missing = (SCOPES[name] ?? []).filter((scope) => !installation.scopes.includes(scope));
    return missing.length === 0 ? undefined : `${name} needs ${missing.join(', ')}, which was not granted`;
  }

  /** Undefined where the app gets no such event. */
  emit(name: EventName, installation: Installation, event: JsonObject): Delivery | undefined {
    if (this.obstacle(name, installation) !== undefined) return undefined;
    const payload = this.wrap(installation, event);
    const teamId = installation.team.id;
    return this.#dispatcher.deliver({ kind: 'events_api', teamId, payload, acceptsResponse: false });
  }

  /** https://docs.slack.dev/apis/events-api: what is around every event. */
  wrap({ team, botUserId }: Installation, event: JsonObject): JsonObject {
    const { app, world } = this.#core;
    const enterpriseId = team.enterprise?.id ?? null;
    return {
      token: app.verificationToken,
      team_id: team.id,
      context_team_id: team.id,
      context_enterprise_id: enterpriseId,
      api_app_id: app.id,
      event,
      type: 'event_callback',
      event_id: world.id('Ev'),
      event_time: Math.floor(world.nowMs() / 1000),
      authorizations: [
        {
          enterprise_id: enterpriseId,
          team_id: team.id,
          user_id: botUserId,
          is_bot: true,
          is_enterprise_install: false,
        },
      ],
      is_ext_shared_channel: false,
      event_context: world.id('4-'),
    };
  }
}
