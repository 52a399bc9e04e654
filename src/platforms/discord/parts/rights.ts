import { Routes, type REST } from 'discord.js';
import { z } from 'zod';
import { permissionsIn, type GuildRules, type Member, type Overwrite } from './permissions.ts';
import { isThread } from './channel-types.ts';

const bits = z.string().regex(/^\d+$/).transform(BigInt);

/** https://docs.discord.com/developers/resources/guild#guild-object */
const guildSchema = z.object({
  owner_id: z.string(),
  roles: z.array(z.object({ id: z.string(), permissions: bits })),
});
const memberSchema = z.object({
  roles: z.array(z.string()),
  communication_disabled_until: z.iso.datetime({ offset: true }).nullish(),
});
/** https://docs.discord.com/developers/resources/channel#channel-object */
export const channelSchema = z.object({
  id: z.string(),
  type: z.int(),
  name: z.string().nullish(),
  guild_id: z.string().optional(),
  parent_id: z.string().nullish(),
  flags: z.int().optional(),
  permission_overwrites: z.array(z.object({ id: z.string(), allow: bits, deny: bits })).optional(),
  thread_metadata: z.object({ locked: z.boolean().optional() }).optional(),
});
export type Channel = z.infer<typeof channelSchema>;

/**
 * Asks the platform what somebody may do, anew each time, as roles change. The bot hears of no changes: it would need
 * another intent, and memory for every channel. Every method rejects with what `refusalOf` can read.
 */
export class Rights {
  readonly #rest: Pick<REST, 'get'>;
  readonly #nowMs: () => number;
  #bot: string | undefined;

  constructor({ rest, nowMs }: { readonly rest: Pick<REST, 'get'>; readonly nowMs: () => number }) {
    this.#rest = rest;
    this.#nowMs = nowMs;
  }

  async channel(id: string): Promise<Channel> {
    return channelSchema.parse(await this.#rest.get(Routes.channel(id)));
  }

  /** The id of the bot, which never changes. */
  async bot(): Promise<string> {
    this.#bot ??= z.object({ id: z.string() }).parse(await this.#rest.get(Routes.user())).id;
    return this.#bot;
  }

  /** Of the bot itself. */
  async own(guild: string, channel: Channel): Promise<bigint> {
    const id = await this.bot();
    const member = memberSchema.parse(await this.#rest.get(Routes.guildMember(guild, id)));
    const until = member.communication_disabled_until;
    const isTimedOut = typeof until === 'string' && Date.parse(until) > this.#nowMs();
    return this.#of(guild, channel, { id, roles: member.roles, isTimedOut });
  }

  /** Of somebody whose roles came with what they wrote. */
  async of(guild: string, channel: string, member: Member): Promise<bigint> {
    return this.#of(guild, await this.channel(channel), member);
  }

  async #of(id: string, channel: Channel, member: Member): Promise<bigint> {
    const [rules, overwrites] = await Promise.all([this.#rules(id), this.#overwrites(channel)]);
    return permissionsIn(overwrites, rules, member);
  }

  async #rules(id: string): Promise<GuildRules> {
    const { owner_id: owner, roles } = guildSchema.parse(await this.#rest.get(Routes.guild(id)));
    return { id, owner, roles: new Map(roles.map((role) => [role.id, role.permissions])) };
  }

  async #overwrites({
    type,
    parent_id: parent,
    permission_overwrites: own = [],
  }: Channel): Promise<readonly Overwrite[]> {
    if (!isThread(type) || typeof parent !== 'string') return own;
    return (await this.channel(parent)).permission_overwrites ?? [];
  }
}
