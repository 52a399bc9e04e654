import type { webApi } from '@slack/bolt';
import { stringify } from 'yaml';
import { UserError } from '../../../kernel/errors.ts';
import { cutText } from '../../../kernel/text.ts';
import type { ArgumentSheet, CommandSheet } from '../../../platform.ts';
import { limits } from '../limits.ts';
import { commandNames, GATEWAY } from './command-names.ts';
import { askShortcut, messageShortcuts } from './shortcuts.ts';

/** https://docs.slack.dev/reference/app-manifest */
export type Manifest = webApi.AppsManifestCreateArguments['manifest'];

/** The package of types does not know `assistant:write` yet. https://docs.slack.dev/reference/scopes/assistant.write */
type BotScopes = NonNullable<NonNullable<NonNullable<Manifest['oauth_config']>['scopes']>['bot']>;

export interface ManifestOptions {
  /** Begins every command. Default: nothing. */
  readonly prefix?: string | undefined;
  /** Over a connection that Dossier opens, or by requests to its address. */
  readonly mode: 'socket' | 'http';
  /** Where Dossier is reached, such as `https://dossier.example.org`. For `http` alone, which needs it. */
  readonly url?: string | undefined;
  /** Whether many workspaces install the one app, each by its own page; their tokens then expire. Default: no. For `http` alone. */
  readonly isShared?: boolean | undefined;
  /** Whether user groups are among the editors: who is in them is read then. Default: no. */
  readonly hasGroups?: boolean | undefined;
}

/** Where the platform sends all that happens, and where an installation ends. */
export const paths = {
  events: '/slack/events',
  install: '/slack/install',
  installed: '/slack/oauth_redirect',
} as const;

/** What each is needed for. No more is asked for than what something does not work without. */
const scopes = {
  commands: 'slash commands and shortcuts',
  'chat:write': 'to answer and to post digests',
  'app_mentions:read': 'the event app_mention',
  'im:history': 'the event message.im, and whether a message whose fate is unknown was posted to one person',
  'im:write': 'news for who follows something, as a direct message',
  'users:read': 'the time zone and the name of who asks, and whether they are an admin or a guest',
  'channels:read': 'whether a public channel is there, is archived, and has the app in it',
  'groups:read': 'the same of a private channel',
  'assistant:write': 'the assistant pane: its title, its prompts and that an answer is on its way',
  'channels:history': 'whether a message whose fate is unknown was posted, in a public channel',
  'groups:history': 'whether a message whose fate is unknown was posted, in a private channel',
} as const satisfies Record<string, string>;

/** Needed only where user groups are among the editors. */
const GROUPS = 'usergroups:read';

/** Asked for by the manifest, and by the page on which somebody installs the app. */
export function botScopes(hasGroups: boolean): readonly string[] {
  return [...Object.keys(scopes), ...(hasGroups ? [GROUPS] : [])];
}

const events = [
  'app_home_opened',
  'app_mention',
  'app_uninstalled',
  'assistant_thread_context_changed',
  'assistant_thread_started',
  'message.im',
  'tokens_revoked',
] as const;

const ABOUT = 'Answers from your news briefs, with its sources under every answer';
const AT_LENGTH =
  'Dossier answers questions about the news from briefs: one structured summary for each article, kept by your team. Ask ' +
  'what happened, who somebody is and what they said. Every line of an answer cites its brief. Disputes show all their ' +
  'sides, and numbers keep their date and who gave them. No model is called to answer, so the same question to the same ' +
  'briefs gets the same answer.';

/**
 * The app as the platform's form takes it, made from the commands.
 * @throws UserError where the address or the prefix is none that the platform takes.
 */
export function manifest(
  sheets: readonly CommandSheet[],
  { prefix, mode, url, isShared = false, hasGroups = false }: ManifestOptions,
): Manifest {
  const origin = mode === 'http' ? webOrigin(url) : undefined;
  const endpoint = origin === undefined ? undefined : origin + paths.events;
  const isInstalled = isShared && origin !== undefined;
  return {
    display_information: {
      name: 'Dossier',
      description: ABOUT,
      long_description: AT_LENGTH,
      background_color: '#24364b',
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: 'dossier', always_online: true },
      slash_commands: slashCommands(sheets, prefix, endpoint),
      shortcuts: [
        { type: 'global', name: askShortcut.name, callback_id: askShortcut.key, description: askShortcut.description },
        ...Object.entries(messageShortcuts).map(([key, { name, description }]) => ({
          type: 'message' as const,
          name,
          callback_id: key,
          description,
        })),
      ],
      assistant_view: { assistant_description: ABOUT, suggested_prompts: suggestedPrompts(sheets) },
    },
    oauth_config: {
      ...(isInstalled ? { redirect_urls: [origin + paths.installed] } : {}),
      scopes: { bot: [...botScopes(hasGroups)] as BotScopes },
    },
    settings: {
      event_subscriptions: { ...(endpoint === undefined ? {} : { request_url: endpoint }), bot_events: [...events] },
      interactivity: {
        is_enabled: true,
        ...(endpoint === undefined ? {} : { request_url: endpoint, message_menu_options_url: endpoint }),
      },
      org_deploy_enabled: false,
      socket_mode_enabled: mode === 'socket',
      token_rotation_enabled: isInstalled,
    },
  };
}

/** As text for the platform's form, which takes both. */
export function printManifest(app: Manifest, as: 'yaml' | 'json'): string {
  return as === 'yaml' ? stringify(app, { lineWidth: 120 }) : `${JSON.stringify(app, undefined, 2)}\n`;
}

type SlashCommand = NonNullable<NonNullable<Manifest['features']>['slash_commands']>[number];

/** The gateway first: where there are more commands than the platform takes, it reaches the last ones too. */
function slashCommands(
  sheets: readonly CommandSheet[],
  prefix: string | undefined,
  url: string | undefined,
): SlashCommand[] {
  const names = commandNames(
    sheets.map(({ name }) => name),
    prefix,
  );
  const [example] = sheets.flatMap(({ examples }) => examples);
  const gateway = {
    command: GATEWAY,
    description: 'Everything: any command of Dossier with what it is about',
    hint: example?.line ?? '',
  };
  const own = sheets.map((sheet) => ({
    command: sheet.name,
    description: sheet.description,
    hint: usageHint(sheet.arguments),
  }));
  return [gateway, ...own].slice(0, limits.slashCommands.most).map(({ command, description, hint }) => ({
    command: names.native(command),
    description: cutText(description, limits.slashDescription.most),
    ...(hint === '' ? {} : { usage_hint: cutText(hint, limits.usageHint.most) }),
    ...(url === undefined ? {} : { url }),
    // A channel that somebody types arrives with its id.
    should_escape: true,
  }));
}

/** `<actor> [about:] [since:]`: what must be told, and what may be. */
function usageHint(sheet: readonly ArgumentSheet[]): string {
  return sheet
    .map(({ name, positional, required }) => {
      const words = positional ? name : `${name}:`;
      return required ? `<${words}>` : `[${words}]`;
    })
    .join(' ');
}

/** What the assistant pane offers before anything is asked: an example of each of the first commands. */
export function suggestedPrompts(sheets: readonly CommandSheet[]): { title: string; message: string }[] {
  return sheets
    .flatMap(({ examples }) => {
      const [example] = examples;
      return example ? [{ title: example.shows, message: example.line }] : [];
    })
    .slice(0, 4);
}

function webOrigin(url: string | undefined): string {
  if (url === undefined || !URL.canParse(url) || new URL(url).protocol !== 'https:') {
    throw new UserError(
      `The platform sends its requests to an address that begins with https://: name the one where Dossier is reached` +
        (url === undefined ? '' : `, not "${url}"`),
    );
  }
  const { origin, pathname } = new URL(url);
  return origin + pathname.replace(/\/+$/, '');
}
