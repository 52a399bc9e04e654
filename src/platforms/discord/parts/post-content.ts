import { MessageFlags, type APIMessageTopLevelComponent } from 'discord.js';
import { z } from 'zod';
import type { Message } from '../../../message/model.ts';
import { renderPosts, type Payload } from '../render.ts';

/**
 * A post as it is kept until it is posted: what a version wrote, each later one reads. What it holds is what the platform
 * takes, so that nothing of it has to be made anew.
 */
const kept = z.object({
  version: z.literal(1),
  // Made by `renderPosts`, and kept where nobody else writes.
  components: z
    .array(z.custom<APIMessageTopLevelComponent>((one) => typeof one === 'object' && one !== null && 'type' in one))
    .min(1),
});

export function writePosts(message: Message): readonly string[] {
  return renderPosts(message).map(({ components }) =>
    JSON.stringify({ version: 1, components } satisfies z.infer<typeof kept>),
  );
}

/** Undefined for what no version up to this one wrote. */
export function readPost(content: string): Payload | undefined {
  const read = kept.safeParse(jsonOf(content)).data;
  if (!read) return undefined;
  return { flags: MessageFlags.IsComponentsV2, components: read.components, allowed_mentions: { parse: [] } };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
