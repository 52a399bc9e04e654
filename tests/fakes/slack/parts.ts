import type { Core } from './core.ts';
import type { Delivery } from './delivery/delivery.ts';
import type { Dispatcher } from './delivery/dispatcher.ts';
import type { Option } from './people/elements.ts';
import type { Json, JsonObject } from './json.ts';
import type { OAuth } from './api/oauth.ts';
import type { ResponseUrls } from './world/response-urls.ts';
import { messageJson } from './api/show.ts';
import type { EventName, SlackEvents } from './delivery/slack-events.ts';
import type { Installation } from './world/tokens.ts';
import type { Channel, ChannelKind, Message } from './world/world.ts';
import type { Change } from './world/written.ts';

const EVENT: Readonly<Record<ChannelKind, readonly [EventName, string]>> = {
  public: ['message.channels', 'channel'],
  private: ['message.groups', 'group'],
  im: ['message.im', 'im'],
  mpim: ['message.mpim', 'mpim'],
};

/** Takes what an app said in an acknowledgement. */
export type Answered = (body: Json | undefined, by: Delivery) => void;

/** What people act through. */
export class Parts {
  readonly core: Core;
  readonly dispatcher: Dispatcher;
  readonly events: SlackEvents;
  readonly responseUrls: ResponseUrls;
  readonly oauth: OAuth;
  /** Options that apps have offered in external menus. */
  readonly offered = new Set<Option>();

  constructor(given: Pick<Parts, 'core' | 'dispatcher' | 'events' | 'responseUrls' | 'oauth'>) {
    this.core = given.core;
    this.dispatcher = given.dispatcher;
    this.events = given.events;
    this.responseUrls = given.responseUrls;
    this.oauth = given.oauth;
  }

  /** The page that an app sends people to for installing it. */
  get authorizeUrl(): string {
    return `${this.core.origin()}/oauth/v2/authorize`;
  }

  botName({ botUserId }: Installation): string {
    return this.core.world.users.get(botUserId)?.name ?? '';
  }

  /** Sends a payload; `answered` gets what the app says in its acknowledgement, undefined where it says nothing. */
  tell(
    kind: 'slash_commands' | 'interactive',
    installation: Installation,
    payload: JsonObject,
    answered: Answered | undefined,
  ): Delivery {
    const given = { kind, teamId: installation.team.id, payload, acceptsResponse: true };
    return this.dispatcher.deliver(given, (delivery) => {
      const { outcome } = delivery;
      if (outcome.state !== 'acknowledged') return;
      try {
        if (answered !== undefined) answered(outcome.body, delivery);
        else if (outcome.body !== undefined) {
          this.core.note('an acknowledgement carries a payload that Slack ignores');
        }
      } catch (error) {
        this.core.note(`an acknowledgement that Slack refuses: ${String(error)}`);
      }
    });
  }

  /** https://docs.slack.dev/reference/events/message: an app hears also of its own messages, and of what becomes of them. */
  echo(message: Message, change: Change): void {
    const installation = this.core.tokens.installationIn(message.teamId);
    const channel = this.core.world.channels.get(message.channel);
    if (installation === undefined || channel === undefined || message.ephemeralTo !== undefined) return;
    if (!channel.members.has(installation.botUserId)) return;
    const [name, type] = EVENT[channel.kind];
    const shown = { ...messageJson(message, channel, { metadata: true }), app_id: this.core.app.id };
    const place = { channel: channel.id, channel_type: type };
    const eventTs = change === 'posted' ? message.ts : this.core.world.ts();
    const common = { ...place, type: 'message', hidden: true, ts: eventTs, event_ts: eventTs };
    const events: Readonly<Record<Change, JsonObject>> = {
      posted: { ...shown, ...place, event_ts: eventTs },
      changed: { ...common, subtype: 'message_changed', message: shown, previous_message: shown },
      deleted: { ...common, subtype: 'message_deleted', deleted_ts: message.ts, previous_message: shown },
    };
    this.events.emit(name, installation, events[change]);
  }

  /** Tells the app of a message, as far as it is there and subscribed: as a message, and as a mention where it is one. */
  announceMessage(message: Message, channel: Channel): { deliveries: Delivery[]; obstacle: string | undefined } {
    const installation = this.core.tokens.installationIn(message.teamId);
    if (installation === undefined) return { deliveries: [], obstacle: 'the app is not installed here' };
    if (!channel.members.has(installation.botUserId)) {
      return { deliveries: [], obstacle: 'the app is not in this conversation' };
    }
    const [name, type] = EVENT[channel.kind];
    const event = { ...messageJson(message, channel, { metadata: true }), channel: channel.id, event_ts: message.ts };
    const names = message.content.text.includes(`<@${installation.botUserId}>`) && channel.kind !== 'im';
    const sent = [
      names ? this.events.emit('app_mention', installation, { ...event, type: 'app_mention' }) : undefined,
      this.events.emit(name, installation, { ...event, channel_type: type }),
    ];
    const obstacle = this.events.obstacle(names ? 'app_mention' : name, installation);
    return { deliveries: sent.flatMap((one) => one ?? []), obstacle };
  }
}
