import type { Message } from '../message/model.ts';
import type { ComposedMessage } from './composer.ts';
import type { Definition } from './definition.ts';
import type { PageContent } from './page-content.ts';

/** The posts that a composed digest takes, in order, as they are kept and posted. */
export function planPages(
  messages: readonly ComposedMessage[],
  { layout }: Pick<Definition, 'layout'>,
  channel: string,
  postsOf: (message: Message) => readonly string[],
): readonly PageContent[] {
  const pages: PageContent[] = [];
  /** The number of the first page of each message. */
  const firsts: (number | undefined)[] = [];
  for (const { message, title, under: parent } of messages) {
    const root = parent === undefined ? undefined : firsts[parent];
    let first: number | undefined;
    for (const content of postsOf(message)) {
      // The rest of a story goes where its thread is; the rest of a single message follows it in the channel.
      const under = root ?? (layout === 'threads' ? first : undefined);
      pages.push({ content, title, channel, ...(under !== undefined && { under }) });
      first ??= pages.length;
    }
    firsts.push(first);
  }
  return pages;
}
