import { parseArgs } from 'node:util';
import { UserError } from './kernel/errors.ts';
import { nearest } from './kernel/nearest.ts';

export const USAGE = `Usage: dossier [command]

  dossier                    start what PLATFORMS names: Discord and Slack where their tokens are set, else a prompt here
  dossier ask "<line>"       answer one line, such as "brief aleppo", and end
      --as terminal          as the prompt shows it (default)
      --as text              plain, without colours or wrapping
      --as json              the message as data, one JSON object on one line
  dossier check              read every brief and register and say what is wrong; ends with 1 where an error is found
      --quiet                errors only, no warnings and no count
  dossier manifest discord   print the commands as they are registered there
  dossier manifest slack     print the app manifest, for the form in which an app is made there
      --as yaml              as the form shows it (default)
      --as json
      --url https://…        for requests to this address, in place of a connection that Dossier opens
      --shared               for an app that many workspaces install; with --url
  dossier backup <file>      copy the database, state.sqlite in DATA_DIR, to a file; the bot may run meanwhile
  dossier invite discord     print the links that add the bot of DISCORD_TOKEN to a server or an account

  --help, --version

In a clone, \`npm start -- ask "brief aleppo"\` runs the same. Settings: see .env.example.
Ends with 0 when it did what was asked, 1 when it could not or found an error, 2 when this command line is wrong.
`;

export const SHOWN_AS = ['terminal', 'text', 'json'] as const;
export type ShownAs = (typeof SHOWN_AS)[number];

export type CommandLine =
  | { readonly command: 'help' }
  | { readonly command: 'version' }
  | { readonly command: 'start' }
  | { readonly command: 'ask'; readonly line: string; readonly as: ShownAs }
  | { readonly command: 'check'; readonly isQuiet: boolean }
  | { readonly command: 'manifest'; readonly of: ManifestAsked }
  | { readonly command: 'backup'; readonly file: string }
  | { readonly command: 'invite'; readonly platform: 'discord' };

/** Which manifest, and for what. */
export type ManifestAsked =
  | { readonly platform: 'discord' }
  | {
      readonly platform: 'slack';
      readonly as: ManifestFormat;
      /** Where requests go. Undefined: nowhere, as Dossier opens a connection. */
      readonly url: string | undefined;
      readonly isShared: boolean;
    };

export const MANIFEST_FORMATS = ['yaml', 'json'] as const;
export type ManifestFormat = (typeof MANIFEST_FORMATS)[number];

/** A command line that means nothing. The message says what would. */
export class CommandLineError extends UserError {}

const OPTIONS = {
  as: { type: 'string' },
  quiet: { type: 'boolean' },
  url: { type: 'string' },
  shared: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const;

/** Which options each command takes. */
const TAKES = {
  start: [],
  ask: ['as'],
  check: ['quiet'],
  backup: [],
  manifest: ['as', 'url', 'shared'],
  invite: [],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** For which platforms each of these commands has something to print. */
const PLATFORMS_OF = { manifest: ['discord', 'slack'], invite: ['discord'] } as const;

/**
 * Reads what stands after the name of the program. Nothing that was typed is passed over: an option that the command does
 * not take is refused.
 * @throws CommandLineError
 */
export function readCommandLine(argv: readonly string[]): CommandLine {
  const { values, positionals } = parsed(argv);
  if (values.help === true) return { command: 'help' };
  if (values.version === true) return { command: 'version' };
  const [command = 'start', ...rest] = positionals;
  if (!isCommand(command)) throw noCommand(command, positionals);
  const taken: readonly string[] = TAKES[command];
  const stray = Object.keys(values).find((name) => !taken.includes(name));
  if (stray !== undefined) throw misuse(`"dossier ${command}" takes no option --${stray}.`);
  if (command === 'ask') return { command, line: lineOf(rest), as: shownAs(values.as) };
  if (command === 'backup') return { command, file: fileOf(rest) };
  if (command === 'manifest') return { command, of: manifestAsked(platformOf(command, rest), values) };
  if (command === 'invite') return { command, platform: platformOf(command, rest) };
  if (rest.length > 0) throw misuse(`"dossier ${command}" takes no "${rest.join(' ')}".`);
  return command === 'check' ? { command, isQuiet: values.quiet === true } : { command };
}

function isCommand(text: string): text is keyof typeof TAKES {
  return Object.hasOwn(TAKES, text);
}

function platformOf<Command extends keyof typeof PLATFORMS_OF>(
  command: Command,
  [name = '', ...rest]: readonly string[],
): (typeof PLATFORMS_OF)[Command][number] {
  const names: readonly (typeof PLATFORMS_OF)[Command][number][] = PLATFORMS_OF[command];
  const found = rest.length === 0 ? names.find((one) => one === name.toLowerCase()) : undefined;
  if (found === undefined) throw misuse(`Say for what: dossier ${command} ${names.join(' or ')}.`);
  return found;
}

function manifestAsked(platform: 'discord' | 'slack', options: Options): ManifestAsked {
  if (platform === 'discord') {
    const [stray] = Object.keys(options);
    if (stray !== undefined) throw misuse(`"dossier manifest discord" takes no option --${stray}.`);
    return { platform };
  }
  const { as = 'yaml', url, shared: isShared = false } = options;
  const format = MANIFEST_FORMATS.find((one) => one === as);
  if (format === undefined) throw misuse(`--as is one of ${MANIFEST_FORMATS.join(', ')}.`);
  if (isShared && url === undefined) {
    throw misuse('An app that many workspaces install takes requests: add --url https://….');
  }
  return { platform, as: format, url, isShared };
}

type Options = ReturnType<typeof parsed>['values'];

function parsed(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    // The rest explains how to pass text that begins with a dash, which no command takes.
    throw misuse(`${(words.split('. ')[0] ?? words).replace(/\.$/, '')}.`);
  }
}

function fileOf([file = '', ...rest]: readonly string[]): string {
  if (file === '' || file.includes('\0') || rest.length > 0)
    throw misuse('Name one file: dossier backup dossier.sqlite.');
  return file;
}

function lineOf(words: readonly string[]): string {
  const line = words.join(' ');
  if (line.trim() === '') throw misuse('Say what to ask: dossier ask "brief aleppo".');
  return line;
}

function shownAs(name = 'terminal'): ShownAs {
  const found = SHOWN_AS.find((one) => one === name);
  if (found === undefined) throw misuse(`--as is one of ${SHOWN_AS.join(', ')}.`);
  return found;
}

function noCommand(command: string, positionals: readonly string[]): CommandLineError {
  const near = nearest(command, Object.keys(TAKES));
  const hint =
    near === undefined ? `To ask something: dossier ask "${positionals.join(' ')}"` : `Did you mean "${near}"?`;
  return misuse(`There is no command "${command}". ${hint}`);
}

function misuse(sentence: string): CommandLineError {
  return new CommandLineError(`${sentence}\nSee dossier --help.`);
}
