import { Interaction, type InteractionFacts } from './interaction.ts';
import type { Delivery } from '../delivery/delivery.ts';
import type { Json, JsonObject } from '../json.ts';
import type { Core } from '../core.ts';
import type { Answered, Parts } from '../parts.ts';
import type { Where } from './payloads.ts';
import type { ReplyPlace } from '../world/response-urls.ts';
import { NotPossible } from '../api/slack-error.ts';
import type { Installation } from '../world/tokens.ts';
import type { View } from '../world/views.ts';
import type { Channel, Message, User } from '../world/world.ts';

/** Who acts, and what they see. */
export class Actor {
  readonly parts: Parts;
  readonly user: User;

  constructor(parts: Parts, user: User) {
    this.parts = parts;
    this.user = user;
  }

  get core(): Core {
    return this.parts.core;
  }

  get installation(): Installation {
    const found = this.core.tokens.installationIn(this.user.teamId);
    if (found === undefined) throw new NotPossible('The app is not installed in this workspace');
    return found;
  }

  /** The conversation with the app alone. */
  get direct(): Channel {
    return this.core.world.direct(this.user.teamId, [this.installation.botUserId, this.user.id]);
  }

  expectIn(channel: Channel): void {
    if (!channel.members.has(this.user.id)) throw new NotPossible(`${this.user.name} is not in this conversation`);
    if (channel.archived) throw new NotPossible('This conversation is archived');
  }

  seeMessage(message: Message): { readonly message: Message; readonly channel: Channel } {
    const channel = this.core.world.channels.get(message.channel);
    if (channel === undefined || !channel.members.has(this.user.id)) {
      throw new NotPossible('They do not see this conversation');
    }
    if (message.deleted) throw new NotPossible('This message was deleted');
    const theirs = message.ephemeralTo === undefined || message.ephemeralTo === this.user.id;
    if (!theirs) throw new NotPossible('Only somebody else sees this message');
    return { message, channel };
  }

  see(on: Message | View): Where {
    if ('channel' in on) return this.seeMessage(on);
    if (!on.open || on.userId !== this.user.id) throw new NotPossible('They do not have this view open');
    return { view: on };
  }

  replies(channel: Channel, original: Message | undefined): ReplyPlace {
    return { installation: this.installation, channel, userId: this.user.id, original };
  }

  /** Sends a payload of an interaction; what the app writes counts from before it was sent. */
  tell(
    kind: 'slash_commands' | 'interactive',
    payload: JsonObject,
    facts: Omit<InteractionFacts, 'deliveries' | 'userId'>,
    answered?: Answered,
  ): Interaction {
    const deliveries: Delivery[] = [];
    const interaction = new Interaction(this.core, { ...facts, userId: this.user.id, deliveries });
    deliveries.push(this.parts.tell(kind, this.installation, payload, answered));
    return interaction;
  }
}

export const blocksOf = (where: Where): readonly Json[] =>
  'view' in where ? where.view.content.blocks : where.message.content.blocks;
