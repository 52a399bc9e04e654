import { z } from 'zod';
import { emptyMessage, invalidForm } from '../api-error.ts';
import { problemsOfMessage } from '../validate-message.ts';
import { problemsOfPlainMessage } from '../validate-plain-message.ts';
import { filesShown, type AnyComponent } from './components.ts';
import { FLAG } from './flags.ts';
import { readAllowedMentions, type AllowedMentions } from './mentions.ts';

/**
 * All fields of a message that the fake knows, for each endpoint. Others are refused, though the platform would pass over
 * them. Default values of any of them may always stand there: libraries send them along.
 */
const body = z.strictObject({
  content: z.string().nullish(),
  embeds: z.array(z.unknown()).nullish(),
  components: z.array(z.looseObject({ type: z.int() })).nullish(),
  flags: z.int().min(0).nullish(),
  allowed_mentions: z.unknown().optional(),
  tts: z.boolean().nullish(),
  nonce: z.union([z.string().max(25, 'is over 25 characters'), z.int()]).nullish(),
  enforce_nonce: z.boolean().nullish(),
  message_reference: z
    .strictObject({
      type: z.literal(0).optional(),
      message_id: z.string(),
      channel_id: z.string().optional(),
      guild_id: z.string().optional(),
      fail_if_not_exists: z.boolean().optional(),
    })
    .nullish(),
  attachments: z.array(z.looseObject({ id: z.union([z.string(), z.int()]) })).nullish(),
});

/** Which flags may be set where: the notes under each endpoint. */
export const SETTABLE = {
  message: FLAG.suppressEmbeds | FLAG.suppressNotifications | FLAG.componentsV2,
  interaction: FLAG.suppressEmbeds | FLAG.ephemeral | FLAG.suppressNotifications | FLAG.componentsV2,
} as const;

export interface Upload {
  /** Once it is stored. */
  readonly id?: string;
  readonly name: string;
  readonly size: number;
}

export interface Draft {
  readonly content: string;
  readonly embeds: readonly unknown[];
  readonly components: readonly AnyComponent[];
  readonly flags: number;
  readonly allowed: AllowedMentions | undefined;
  readonly nonce: string | number | undefined;
  readonly enforceNonce: boolean;
  readonly replyTo: { readonly id: string; readonly must: boolean } | undefined;
  readonly files: readonly Upload[];
}

/** @throws ApiError 50035 or 50006 where the platform would refuse to make the message. */
export function readNewMessage(payload: unknown, files: readonly Upload[], kind: keyof typeof SETTABLE): Draft {
  const { read, allowed } = readBody(payload);
  const flags = read.flags ?? 0;
  const forbidden = flags & ~SETTABLE[kind];
  if (forbidden !== 0) throw invalidForm([`flags: ${forbidden} cannot be set here`]);
  const draft: Draft = {
    content: (read.content ?? '').trim(),
    embeds: read.embeds ?? [],
    components: read.components ?? [],
    flags,
    allowed,
    nonce: read.nonce ?? undefined,
    enforceNonce: read.enforce_nonce ?? false,
    replyTo: read.message_reference
      ? { id: read.message_reference.message_id, must: read.message_reference.fail_if_not_exists ?? true }
      : undefined,
    files,
  };
  check(draft);
  return draft;
}

/** What was in the message before an edit. */
export interface Standing {
  readonly content: string;
  readonly embeds: readonly unknown[];
  readonly components: readonly AnyComponent[];
  readonly flags: number;
  readonly files: readonly Upload[];
}

/**
 * The message as it stands after an edit. A field that is not sent keeps its value; https://docs.discord.com/developers/resources/message#edit-message
 * says which flags can change, and that Components V2 is never taken back.
 * @throws ApiError 50035 or 50006 where the platform would refuse to change it so.
 */
export function readEdit(payload: unknown, files: readonly Upload[], standing: Standing): Draft {
  const { read, allowed } = readBody(payload);
  const wanted = read.flags ?? standing.flags & FLAG.suppressEmbeds;
  const fixed = standing.flags & ~(FLAG.suppressEmbeds | FLAG.loading);
  const flags = fixed | (wanted & (FLAG.suppressEmbeds | FLAG.componentsV2));
  // Where the list of attachments is sent, it names all that stay.
  const keeps = (id: string | undefined) => read.attachments?.some((one) => String(one.id) === id) ?? true;
  const draft: Draft = {
    content: read.content === undefined ? standing.content : (read.content ?? '').trim(),
    embeds: read.embeds === undefined ? standing.embeds : (read.embeds ?? []),
    components: read.components === undefined ? standing.components : (read.components ?? []),
    flags,
    allowed,
    nonce: undefined,
    enforceNonce: false,
    replyTo: undefined,
    files: [...standing.files.filter(({ id }) => keeps(id)), ...files],
  };
  check(draft);
  return draft;
}

function readBody(payload: unknown): { read: z.infer<typeof body>; allowed: AllowedMentions | undefined } {
  const read = body.safeParse(payload);
  if (!read.success) throw invalidForm(read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
  const allowed = readAllowedMentions(read.data.allowed_mentions);
  if (!allowed.success) throw invalidForm(allowed.error.issues.map((issue) => `allowed_mentions: ${issue.message}`));
  return { read: read.data, allowed: allowed.data ?? undefined };
}

function check({ content, embeds, components, flags, files }: Draft): void {
  const missing = filesShown(components).filter((shown) => !files.some(({ name }) => name === shown));
  if (missing.length > 0) {
    throw invalidForm(
      [`components: no file ${missing.join(', ')}`],
      'UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND',
    );
  }
  if ((flags & FLAG.componentsV2) === 0) {
    if (content === '' && embeds.length === 0 && components.length === 0 && files.length === 0) throw emptyMessage();
    refuseIfAny(problemsOfPlainMessage({ content, embeds, components }));
    return;
  }
  const legacy = [...(content === '' ? [] : ['content']), ...(embeds.length > 0 ? ['embeds'] : [])];
  if (legacy.length > 0) {
    const words = legacy.map(
      (field) => `${field}: The '${field}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`,
    );
    throw invalidForm(words, 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2');
  }
  if (components.length === 0) throw emptyMessage();
  // The rest of the flags was judged above, by the endpoint.
  refuseIfAny(problemsOfMessage({ flags: FLAG.componentsV2, components }));
}

function refuseIfAny(problems: readonly string[]): void {
  if (problems.length === 0) return;
  const twice = problems.some((one) => one.startsWith('a custom_id stands twice'));
  throw invalidForm(problems, twice ? 'COMPONENT_CUSTOM_ID_DUPLICATED' : 'INVALID');
}
