import type { APIEmbed, APIMessage, APIMessageComponent } from 'discord.js';
import { shownWords } from './shown-words.ts';

/** Between parts of a message that are no sentence together. */
const APART = ' · ';

/**
 * All words that a message shows, without their markup: what was written, what its embeds say, the texts of its
 * components, what a poll asks, and the same of a message that it forwards, which has no content of its own:
 * https://docs.discord.com/developers/resources/message#message-snapshot-object.
 */
export function messageText(message: Partial<APIMessage>): string {
  const { content = '', embeds = [], components = [], poll, message_snapshots: forwarded = [] } = message;
  return [
    content,
    ...embeds.flatMap(embedTexts),
    ...components.flatMap(componentTexts),
    ...(poll ? [poll.question, ...poll.answers.map((answer) => answer.poll_media)].map(({ text = '' }) => text) : []),
    ...forwarded.map((one) => messageText(one.message)),
  ]
    .flatMap((text) => text.split(/\n+/))
    .map(shownWords)
    .filter((text) => text !== '')
    .join(APART);
}

function embedTexts({ author, title, description, fields = [], footer }: APIEmbed): readonly string[] {
  return [author?.name, title, description, ...fields.flatMap(({ name, value }) => [name, value]), footer?.text].filter(
    (text) => text !== undefined,
  );
}

function componentTexts(component: APIMessageComponent): readonly string[] {
  return [
    ...('content' in component ? [component.content] : []),
    ...('components' in component ? component.components.flatMap(componentTexts) : []),
  ];
}
