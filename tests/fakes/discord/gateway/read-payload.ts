import { z } from 'zod';

/** https://docs.discord.com/developers/events/gateway-events#send-events */

const MOST_BYTES = 4096;

const payload = z.object({ op: z.int(), d: z.unknown().optional() });

const properties = z.looseObject({ os: z.string(), browser: z.string(), device: z.string() });
const presence = z.object({
  since: z.int().nullable(),
  activities: z.array(z.looseObject({ name: z.string(), type: z.int() })),
  status: z.literal(['online', 'dnd', 'idle', 'invisible', 'offline']),
  afk: z.boolean(),
});
const identify = z.object({
  token: z.string(),
  properties,
  compress: z.boolean().optional(),
  large_threshold: z.int().min(50).max(250).optional(),
  shard: z.array(z.int()).length(2).optional(),
  presence: presence.optional(),
  // Judged by a code of its own.
  intents: z.number(),
});
const resume = z.object({ token: z.string(), session_id: z.string(), seq: z.int().min(0) });
const membersAsked = z.object({ guild_id: z.string() });

export type Identify = z.infer<typeof identify>;
export type Resume = z.infer<typeof resume>;

export type GatewayPayload =
  | { readonly op: 1; readonly d: number | null }
  | { readonly op: 2; readonly d: Identify }
  | { readonly op: 3 }
  | { readonly op: 6; readonly d: Resume }
  | { readonly op: 8; readonly d: { readonly guild_id: string } };

/** @returns what was said, or the code to close with. */
export function readPayload(text: string): GatewayPayload | 4001 | 4002 {
  if (Buffer.byteLength(text) > MOST_BYTES) return 4002;
  const read = payload.safeParse(parse(text));
  if (!read.success) return 4002;
  const { op, d } = read.data;
  switch (op) {
    case 1:
      return orDecodeError(z.int().min(0).nullable(), d, (seq) => ({ op, d: seq }));
    case 2:
      return orDecodeError(identify, d, (asked) => ({ op, d: asked }));
    case 3:
      return orDecodeError(presence, d, () => ({ op }));
    case 6:
      return orDecodeError(resume, d, (asked) => ({ op, d: asked }));
    case 8:
      return orDecodeError(membersAsked, d, (asked) => ({ op, d: asked }));
    default:
      return 4001;
  }
}

function orDecodeError<T>(schema: z.ZodType<T>, d: unknown, made: (d: T) => GatewayPayload): GatewayPayload | 4002 {
  const read = schema.safeParse(d);
  return read.success ? made(read.data) : 4002;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
