import { z } from 'zod';
import { problemsOfMessage } from './validate-message.ts';

/**
 * What the platform refuses in a message without Components V2, by its own pages:
 * https://docs.discord.com/developers/resources/message#create-message and #embed-object-embed-limits.
 */

const COMPONENTS_V2 = 1 << 15;

const url = z
  .string()
  .max(2048)
  .regex(/^(?:https?|attachment):\/\/\S+$/);
const picture = z.strictObject({ url });
const field = z.strictObject({
  name: z.string().min(1).max(256),
  value: z.string().min(1).max(1024),
  inline: z.boolean().optional(),
});
const embed = z.strictObject({
  title: z.string().max(256).optional(),
  type: z.string().optional(),
  description: z.string().max(4096).optional(),
  url: z
    .string()
    .max(2048)
    .regex(/^https?:\/\/\S+$/)
    .optional(),
  timestamp: z.iso.datetime({ offset: true }).optional(),
  color: z.int().min(0).max(0xffffff).optional(),
  footer: z.strictObject({ text: z.string().max(2048), icon_url: url.optional() }).optional(),
  image: picture.optional(),
  thumbnail: picture.optional(),
  author: z
    .strictObject({ name: z.string().min(1).max(256), url: url.optional(), icon_url: url.optional() })
    .optional(),
  fields: z.array(field).max(25).optional(),
});

const message = z.object({
  content: z.string().max(2000).nullish(),
  embeds: z.array(embed).max(10).nullish(),
  components: z
    .array(z.looseObject({ type: z.literal(1, 'needs the flag for Components V2') }))
    .max(5)
    .nullish(),
});

/** Why a message without the flag for Components V2 would be refused, a sentence for each reason. */
export function problemsOfPlainMessage(payload: unknown): readonly string[] {
  const read = message.safeParse(payload);
  if (!read.success) return read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  const { embeds, components } = read.data;
  const characters = (embeds ?? []).reduce((sum, one) => sum + lettersOf(one), 0);
  return [
    ...(characters > 6000 ? [`embeds: ${characters} characters are over 6000`] : []),
    // Rows and what is in them follow the same rules with and without the flag.
    ...(components?.length ? problemsOfMessage({ flags: COMPONENTS_V2, components }) : []),
  ];
}

function lettersOf({ title, description, footer, author, fields = [] }: z.infer<typeof embed>): number {
  const texts = [title, description, footer?.text, author?.name, ...fields.flatMap(({ name, value }) => [name, value])];
  return texts.reduce((sum, text) => sum + (text?.trim().length ?? 0), 0);
}
