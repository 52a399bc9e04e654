import { z } from 'zod';

/** What a copy of the bot is told by who runs it, over the channel between the two processes. */
export const ordersSchema = z.discriminatedUnion('kind', [
  /** Become a copy with these settings. */
  z.object({
    kind: z.literal('run'),
    env: z.record(z.string(), z.string()),
    /** Of a `WorldClock`. */
    speed: z.number(),
    startedMs: z.number(),
    leapsMs: z.number(),
  }),
  /** All leaps of the clock together, from now on. */
  z.object({ kind: z.literal('clock'), leapsMs: z.number() }),
  z.object({ kind: z.literal('usage') }),
  z.object({ kind: z.literal('stop') }),
]);
export type Orders = z.infer<typeof ordersSchema>;

/** `loaded`: ready for orders. `running`: its platforms are being started. `usage`: the most memory that it ever had. */
export const reportSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('loaded') }),
  z.object({ kind: z.literal('running') }),
  z.object({ kind: z.literal('usage'), peakMb: z.number() }),
]);
export type Report = z.infer<typeof reportSchema>;
