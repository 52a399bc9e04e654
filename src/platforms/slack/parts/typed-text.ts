/**
 * What somebody typed, of text as the platform hands it on: there, `&`, `<` and `>` are escaped, and mentions, channels and
 * links stand in angle brackets. https://docs.slack.dev/messaging/formatting-message-text
 */
export function typedText(text: string): string {
  return text
    .replaceAll(/<([^<>]*)>/g, (_, inner: string) => referredTo(inner))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

/** `<#C012|news>` is `#news`, `<https://…|words>` is its words, `<@U012>` has none. */
function referredTo(inner: string): string {
  const bar = inner.indexOf('|');
  const label = bar === -1 ? undefined : inner.slice(bar + 1);
  if (inner.startsWith('@') || inner.startsWith('!')) return label ?? '';
  if (inner.startsWith('#')) return label === undefined || label === '' ? '' : `#${label}`;
  const address = bar === -1 ? inner : inner.slice(0, bar);
  return label ?? address.replace(/^mailto:/, '');
}

/**
 * The line that a message holds for the bot: what stands after a mention that begins it, or before one that ends it.
 * Undefined where it is mentioned within a sentence, which asks for nothing.
 */
export function lineOfMention(text: string, botUser: string): string | undefined {
  const mention = `<@${botUser}(?:\\|[^>]*)?>`;
  const trimmed = text.trim();
  const said =
    new RegExp(`^${mention}[,:]?([^]*)$`).exec(trimmed)?.[1] ?? new RegExp(`^([^]*)${mention}$`).exec(trimmed)?.[1];
  if (said === undefined) return undefined;
  return lineOf(said);
}

/** The line of a direct message, or of what stands beside a mention. */
export function lineOf(text: string): string {
  const line = typedText(text).replaceAll(/\s+/g, ' ').trim();
  return line === '' ? 'help' : line;
}
