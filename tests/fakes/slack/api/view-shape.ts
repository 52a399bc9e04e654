import { z } from 'zod';
import { objectsWithin, type Json } from '../json.ts';

const plain = (most: number) =>
  z.strictObject({
    type: z.literal('plain_text'),
    text: z.string().min(1).max(most),
    emoji: z.boolean().optional(),
  });
const common = {
  blocks: z.array(z.json()).max(100),
  private_metadata: z.string().max(3000).optional(),
  callback_id: z.string().max(255).optional(),
  external_id: z.string().max(255).optional(),
} as const;

const modal = z.strictObject({
  ...common,
  type: z.literal('modal'),
  title: plain(24),
  submit: plain(24).optional(),
  close: plain(24).optional(),
  clear_on_close: z.boolean().optional(),
  notify_on_close: z.boolean().optional(),
  submit_disabled: z.boolean().optional(),
});
const home = z.strictObject({ ...common, type: z.literal('home') });
export const view = z.discriminatedUnion('type', [modal, home]);

/** A view as an app sends it: https://docs.slack.dev/reference/views. */
export type ViewContent = z.infer<typeof view>;

export const inputsOf = (blocks: readonly Json[]) =>
  blocks.flatMap((block) => [...objectsWithin(block)].slice(0, 1)).filter((one) => one['type'] === 'input');
