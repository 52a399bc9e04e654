import { z } from 'zod';

/**
 * What the platform refuses in an app manifest, by https://docs.slack.dev/reference/app-manifest and the schema at
 * https://github.com/slackapi/manifest-schema, of which only the part that Dossier has a use for is here.
 */

const text = (most: number, least = 1) => z.string().min(least).max(most);
const address = z
  .string()
  .max(3000)
  .regex(/^https:\/\/\S+$/);
const unique = (values: readonly string[]) => new Set(values).size === values.length;

const slashCommand = z.strictObject({
  command: text(32, 2).regex(/^\/[\p{Ll}\p{N}][\p{Ll}\p{N}_-]*$/u),
  description: text(2000),
  usage_hint: text(1000).optional(),
  url: address.optional(),
  should_escape: z.boolean().optional(),
});
const shortcut = z.strictObject({
  name: text(24),
  type: z.enum(['message', 'global']),
  callback_id: text(255),
  description: text(150),
});
const prompt = z.strictObject({ title: text(200), message: text(2000) });
const names = (most: number) => z.array(text(50)).max(most).refine(unique, 'names one twice');

const app = z.strictObject({
  _metadata: z.strictObject({ major_version: z.literal([1, 2]), minor_version: z.int().optional() }).optional(),
  display_information: z.strictObject({
    name: text(35),
    description: text(140).optional(),
    long_description: text(4000, 175).optional(),
    background_color: z
      .string()
      .regex(/^#[0-9a-fA-F]{3}(?:[0-9a-fA-F]{3})?$/)
      .optional(),
  }),
  features: z.strictObject({
    app_home: z
      .strictObject({
        home_tab_enabled: z.boolean().optional(),
        messages_tab_enabled: z.boolean().optional(),
        messages_tab_read_only_enabled: z.boolean().optional(),
      })
      .optional(),
    bot_user: z
      .strictObject({ display_name: text(80).regex(/^[a-z0-9._-]+$/), always_online: z.boolean().optional() })
      .optional(),
    slash_commands: z
      .array(slashCommand)
      .min(1)
      .max(50)
      .refine((commands) => unique(commands.map(({ command }) => command)), 'names one twice')
      .optional(),
    shortcuts: z.array(shortcut).min(1).max(10).optional(),
    assistant_view: z
      .strictObject({ assistant_description: text(300), suggested_prompts: z.array(prompt).max(4).optional() })
      .optional(),
  }),
  oauth_config: z.strictObject({
    redirect_urls: z.array(address).max(1000).optional(),
    scopes: z.strictObject({ bot: names(255).optional(), user: names(255).optional() }),
  }),
  settings: z.strictObject({
    event_subscriptions: z
      .strictObject({ request_url: address.optional(), bot_events: names(100).optional() })
      .optional(),
    interactivity: z
      .strictObject({
        is_enabled: z.boolean(),
        request_url: address.optional(),
        message_menu_options_url: address.optional(),
      })
      .optional(),
    org_deploy_enabled: z.boolean().optional(),
    socket_mode_enabled: z.boolean().optional(),
    token_rotation_enabled: z.boolean().optional(),
  }),
});

type App = z.infer<typeof app>;

/** Built in, and so for no app: https://slack.com/help/articles/201259356-Slash-commands-in-Slack */
const builtIn = new Set(
  'me status away dnd shrug remind msg feed who collapse expand leave join open search topic mute pro shortcuts'.split(
    ' ',
  ),
);

/** What an event or a feature does not work without, by the page of each event and each scope. */
const needs: Readonly<Record<string, string>> = {
  app_mention: 'app_mentions:read',
  'message.im': 'im:history',
  'message.channels': 'channels:history',
  'message.groups': 'groups:history',
  assistant_thread_started: 'assistant:write',
  assistant_thread_context_changed: 'assistant:write',
};

/** Why the manifest would be refused, or would not work, a line for each reason. */
export function problemsOfManifest(payload: unknown): readonly string[] {
  const read = app.safeParse(payload);
  if (!read.success) return read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  return [...reserved(read.data), ...missingScopes(read.data), ...addresses(read.data)];
}

function reserved({ features: { slash_commands: commands = [] } }: App): readonly string[] {
  return commands.filter(({ command }) => builtIn.has(command.slice(1))).map(({ command }) => `${command} is built in`);
}

function missingScopes({ features, oauth_config: { scopes }, settings }: App): readonly string[] {
  const granted = new Set(scopes.bot);
  const events = settings.event_subscriptions?.bot_events ?? [];
  const wanted = events.flatMap((event) => needs[event] ?? []);
  if (features.slash_commands || features.shortcuts) wanted.push('commands');
  if (features.assistant_view) wanted.push('assistant:write');
  const problems = [...new Set(wanted)].filter((scope) => !granted.has(scope)).map((scope) => `${scope} is missing`);
  if (granted.size > 0 && !features.bot_user) problems.push('scopes of a bot without a bot');
  return problems;
}

/** Without Socket Mode everything that is sent needs an address to be sent to; an installation by others needs one to end at. */
function addresses({ features, oauth_config, settings }: App): readonly string[] {
  const problems: string[] = [];
  const rotates = settings.token_rotation_enabled === true;
  if (rotates && (oauth_config.redirect_urls ?? []).length === 0)
    problems.push('tokens expire and nobody can renew them');
  if (settings.socket_mode_enabled) return problems;
  if (settings.event_subscriptions && !settings.event_subscriptions.request_url) problems.push('no address for events');
  if (settings.interactivity?.is_enabled && !settings.interactivity.request_url)
    problems.push('no address for buttons');
  if (features.slash_commands?.some(({ url }) => url === undefined)) problems.push('no address for a command');
  return problems;
}
