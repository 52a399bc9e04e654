import type { CommandSheet } from '../../../platform.ts';

/**
 * A line as somebody typed it, with the id of a channel in the place of its mention where the command takes one: in all
 * others it may be a part of a whole text. https://docs.discord.com/developers/reference#message-formatting
 */
export function typedLine(line: string, commands: readonly CommandSheet[]): string {
  const [first = ''] = line.split(/\s/, 1);
  const sheet = commands.find(({ name }) => name === first.toLowerCase());
  const takesChannel = sheet?.arguments.some(({ kind }) => kind === 'channel') === true;
  return takesChannel ? line.replaceAll(/<#(\d{1,20})>/g, '#$1') : line;
}
