import { UserError } from '../../../kernel/errors.ts';
import { limits } from '../limits.ts';

/** What reaches every command, also those that have no name of their own here: `/dossier who lavrov`. */
export const GATEWAY = 'dossier';

/**
 * Built into the platform, where a manifest that names one is refused: those that its page lists, and others that its
 * clients have or had. https://slack.com/help/articles/201259356-Slash-commands-in-Slack
 */
const builtIn = new Set(
  (
    'active apps archive away call collapse dm dnd expand feed feedback help huddle invite invite_people join keys kick ' +
    'leave me msg mute open part people prefs pro remind remove rename search shortcuts shrug star status topic who'
  ).split(' '),
);

/** Where a natural name is free. Others that are taken begin with `brief`. */
const aliases: Readonly<Record<string, string>> = { who: 'whois' };

/** The names that commands have here, and back. */
export interface CommandNames {
  /** `/whois` for `who`. */
  native(command: string): string;
  /** The line that was asked for: `who lavrov` for `/whois lavrov` and `/dossier who lavrov`. Undefined for a name that is none of ours. */
  line(native: string, text: string): string | undefined;
  /** As its readers type it here: `/whois lavrov` for `who lavrov`. What begins with no command comes back as it is. */
  typed(line: string): string;
}

/**
 * `prefix` begins every name, where the commands of other apps have the same: slash commands of a workspace share one
 * space. With one, no alias is needed.
 * @throws UserError where a name with the prefix is none that the platform takes.
 */
export function commandNames(commands: readonly string[], prefix = ''): CommandNames {
  const names = new Map([GATEWAY, ...commands].map((command) => [command, `/${prefix}${freeName(command, prefix)}`]));
  for (const name of names.values()) {
    if (!/^\/[a-z0-9][a-z0-9_-]*$/.test(name) || name.length > limits.slashCommand.most) {
      throw new UserError(
        `SLACK_COMMAND_PREFIX makes the command ${name}: take lower-case letters, digits, - and _, and no more than ` +
          `${limits.slashCommand.most} characters in all`,
      );
    }
  }
  const commandOf = new Map([...names].map(([command, name]) => [name, command]));
  const native = (command: string) => names.get(command) ?? `${names.get(GATEWAY)} ${command}`;
  return {
    native,
    line(name, text) {
      const command = commandOf.get(name.toLowerCase());
      const said = text.trim();
      if (command === undefined) return undefined;
      if (command !== GATEWAY) return `${command} ${said}`.trim();
      return said === '' ? 'help' : said;
    },
    typed(line) {
      const [, command = '', rest = ''] = /^(\S+)([^]*)$/.exec(line) ?? [];
      return commands.includes(command) ? native(command) + rest : line;
    },
  };
}

function freeName(command: string, prefix: string): string {
  if (prefix !== '' || !builtIn.has(command)) return command;
  return aliases[command] ?? `brief${command}`;
}
