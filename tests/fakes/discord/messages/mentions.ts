import { z } from 'zod';
import type { FakeChannel } from '../world/channel.ts';
import type { FakeRole } from '../world/guild.ts';
import { may } from '../world/permissions.ts';
import type { FakeUser } from '../world/user.ts';

/** https://docs.discord.com/developers/resources/message#allowed-mentions-object */
const snowflakes = z
  .array(z.string().regex(/^\d{1,20}$/))
  .max(100)
  .nullish();
const allowedMentions = z
  .strictObject({
    parse: z.array(z.literal(['roles', 'users', 'everyone'])).nullish(),
    users: snowflakes,
    roles: snowflakes,
    replied_user: z.boolean().nullish(),
  })
  .refine((one) => !(one.parse?.includes('users') && one.users?.length), 'has users both in parse and by id')
  .refine((one) => !(one.parse?.includes('roles') && one.roles?.length), 'has roles both in parse and by id');

export type AllowedMentions = z.infer<typeof allowedMentions>;

export const readAllowedMentions = (value: unknown) => allowedMentions.nullish().safeParse(value);

/** What counts where a message says nothing: everything in a message of its own, users alone in answers. */
export const DEFAULTS = {
  message: { parse: ['users', 'roles', 'everyone'] },
  interaction: { parse: ['users'] },
} as const satisfies Record<string, AllowedMentions>;

/** Whom a message notifies. */
export interface Mentions {
  readonly users: readonly FakeUser[];
  readonly roles: readonly FakeRole[];
  readonly everyone: boolean;
}

export interface Mentioning {
  /** The content, or all texts of the components. */
  readonly text: string;
  readonly allowed: AllowedMentions | undefined;
  readonly defaults: keyof typeof DEFAULTS;
  readonly author: FakeUser;
  readonly channel: FakeChannel;
  readonly users: ReadonlyMap<string, FakeUser>;
  /** Who wrote what this is a reply to. */
  readonly repliedTo?: FakeUser | undefined;
}

/** Code, escapes and other markup change nothing here: where the platform might see a mention, there is one. */
export function readMentions({ text, allowed, defaults, author, channel, users, repliedTo }: Mentioning): Mentions {
  const rules: AllowedMentions = allowed ?? DEFAULTS[defaults];
  const mass = may(channel, author.id, 'MentionEveryone');
  const named = idsIn(text, /<@!?(\d+)>/g)
    .filter((id) => rules.parse?.includes('users') || rules.users?.includes(id))
    .flatMap((id) => users.get(id) ?? []);
  const replied = repliedTo && (allowed === undefined || allowed.replied_user) ? [repliedTo] : [];
  const roles = idsIn(text, /<@&(\d+)>/g)
    .filter((id) => rules.parse?.includes('roles') || rules.roles?.includes(id))
    .flatMap((id) => channel.guild?.roles.get(id) ?? [])
    .filter((role) => role.mentionable || mass);
  const everyone = mass && /@(?:everyone|here)/.test(text) && (rules.parse?.includes('everyone') ?? false);
  return { users: [...new Set([...replied, ...named])], roles: [...new Set(roles)], everyone };
}

const idsIn = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].flatMap(([, id]) => id ?? []);

export const pingsAnybody = ({ users, roles, everyone }: Mentions) => users.length > 0 || roles.length > 0 || everyone;
