import type { CommandSheet } from '../../../platform.ts';

/** What stands for a channel: its name, for who reads it as words, or `#` and its id, for who posts there. */
type Channels = 'names' | 'ids';

/**
 * What somebody typed, of text as the platform hands it on: there, `&`, `<` and `>` are escaped, and mentions, channels and
 * links stand in angle brackets. https://docs.slack.dev/messaging/formatting-message-text
 */
export function typedText(text: string, channels: Channels = 'names'): string {
  return text
    .replaceAll(/<([^<>]*)>/g, (_, inner: string) => referredTo(inner, channels))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

/**
 * A line of which somebody typed this, with `begun` telling what line a text makes. A channel is its id in a line of a
 * command that takes one, and its name in all others: there it may be a word of a subject or of a whole text.
 */
export function typedLine(
  text: string,
  commands: readonly CommandSheet[],
  begun: (typed: string) => string | undefined = (typed) => typed,
): string | undefined {
  const line = begun(typedText(text));
  const [first = ''] = line?.trim().split(/\s/, 1) ?? [];
  const sheet = commands.find(({ name }) => name === first.toLowerCase());
  const takesChannel = sheet?.arguments.some(({ kind }) => kind === 'channel') === true;
  return takesChannel ? begun(typedText(text, 'ids')) : line;
}

/** `<#C012|news>` is `#news` or `#C012`, `<https://…|words>` is its words, `<@U012>` and `<!here>` have none. */
function referredTo(inner: string, channels: Channels): string {
  const bar = inner.indexOf('|');
  const label = bar === -1 ? undefined : inner.slice(bar + 1);
  if (inner.startsWith('@') || inner.startsWith('!')) return label ?? '';
  if (inner.startsWith('#')) {
    const name = channels === 'ids' ? inner.slice(1, bar === -1 ? undefined : bar) : label;
    return name === undefined || name === '' ? '' : `#${name}`;
  }
  const address = bar === -1 ? inner : inner.slice(0, bar);
  return label ?? address.replace(/^mailto:/, '');
}

/**
 * The line that a message holds for the bot: what stands after a mention that begins it, or before one that ends it.
 * Undefined where it is mentioned within a sentence, which asks for nothing.
 */
export function lineOfMention(
  text: string,
  botUser: string,
  commands: readonly CommandSheet[] = [],
): string | undefined {
  const mention = `<@${botUser}(?:\\|[^>]*)?>`;
  const trimmed = text.trim();
  const said =
    new RegExp(`^${mention}[,:]?([^]*)$`).exec(trimmed)?.[1] ?? new RegExp(`^([^]*)${mention}$`).exec(trimmed)?.[1];
  if (said === undefined) return undefined;
  return lineOf(said, commands);
}

/** The line of a direct message, or of what stands beside a mention. */
export function lineOf(text: string, commands: readonly CommandSheet[] = []): string {
  const line = typedLine(text, commands)?.replaceAll(/\s+/g, ' ').trim() ?? '';
  return line === '' ? 'help' : line;
}
