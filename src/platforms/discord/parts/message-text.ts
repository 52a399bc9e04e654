import type { APIEmbed, APIMessage, APIMessageComponent } from 'discord.js';

/** Between parts of a message that are no sentence together. */
const APART = ' · ';

/** All words that a message shows: what was written, what its embeds say, and the texts of its components. */
export function messageText({ content, embeds = [], components = [] }: Partial<APIMessage>): string {
  return [content ?? '', ...embeds.flatMap(embedTexts), ...components.flatMap(componentTexts)]
    .flatMap((text) => text.split(/\n+/))
    .map((text) => text.trim())
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
