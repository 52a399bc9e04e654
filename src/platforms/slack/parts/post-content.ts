import type { types } from '@slack/bolt';
import { z } from 'zod';
import type { Message } from '../../../message/model.ts';
import { renderPosts, type Payload } from '../render.ts';
import type { CommandNames } from './command-names.ts';
import { asDirect } from './pressed.ts';

/**
 * A post as it is kept until it is posted: what a version wrote, each later one reads. What it holds is what the platform
 * takes, so that nothing of it has to be made anew.
 */
const kept = z.object({
  version: z.literal(1),
  text: z.string(),
  // Made by `renderPosts`, and kept where nobody else writes.
  blocks: z.array(z.custom<types.KnownBlock>((block) => typeof block === 'object' && block !== null)),
});

export function writePosts(message: Message, names: CommandNames): readonly string[] {
  return renderPosts(message, names).map(({ text, blocks }) =>
    JSON.stringify({ version: 1, text, blocks } satisfies z.infer<typeof kept>),
  );
}

/** Undefined for what no version up to this one wrote. `isDirect`: for one person, whose messages stay. */
export function readPost(content: string, isDirect: boolean): Payload | undefined {
  const { text, blocks } = kept.safeParse(jsonOf(content)).data ?? {};
  if (text === undefined || blocks === undefined) return undefined;
  return { text, blocks: isDirect ? asDirect(blocks) : blocks, unfurl_links: false, unfurl_media: false };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
