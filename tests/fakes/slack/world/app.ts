import { z } from 'zod';

/**
 * The part of an app's manifest that decides what Slack lets happen: https://docs.slack.dev/reference/app-manifest.
 * Whether a manifest is valid is for validate-manifest.ts to say; what is not read here is passed over.
 */
export const manifest = z.object({
  display_information: z.object({ name: z.string() }),
  features: z
    .object({
      app_home: z
        .object({
          home_tab_enabled: z.boolean().optional(),
          messages_tab_enabled: z.boolean().optional(),
          messages_tab_read_only_enabled: z.boolean().optional(),
        })
        .optional(),
      assistant_view: z.object({}).optional(),
      slash_commands: z
        .array(z.object({ command: z.string(), should_escape: z.boolean().optional(), url: z.string().optional() }))
        .optional(),
      shortcuts: z
        .array(z.object({ callback_id: z.string(), name: z.string(), type: z.enum(['global', 'message']) }))
        .optional(),
    })
    .optional(),
  oauth_config: z
    .object({
      redirect_urls: z.array(z.string()).optional(),
      scopes: z.object({ bot: z.array(z.string()).optional(), user: z.array(z.string()).optional() }).optional(),
    })
    .optional(),
  settings: z
    .object({
      event_subscriptions: z.object({ bot_events: z.array(z.string()).optional() }).optional(),
      interactivity: z.object({ is_enabled: z.boolean() }).optional(),
      socket_mode_enabled: z.boolean().optional(),
      token_rotation_enabled: z.boolean().optional(),
    })
    .optional(),
});
export type Manifest = z.infer<typeof manifest>;

/** What Slack knows of the app that is under test. */
export interface SlackApp {
  readonly id: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly signingSecret: string;
  /** Old and unused by the app, yet in every payload. */
  readonly verificationToken: string;
  /** Opens connections in Socket Mode. */
  readonly appToken: string;
  manifest: Manifest;
  /** Where requests go in HTTP mode; undefined means Socket Mode. */
  requestUrl: string | undefined;
}

export const commandsOf = ({ manifest: { features } }: SlackApp) => features?.slash_commands ?? [];
export const shortcutsOf = ({ manifest: { features } }: SlackApp) => features?.shortcuts ?? [];
export const botScopesOf = ({ manifest: { oauth_config: oauth } }: SlackApp) => oauth?.scopes?.bot ?? [];
export const botEventsOf = ({ manifest: { settings } }: SlackApp) => settings?.event_subscriptions?.bot_events ?? [];
export const rotatesTokens = ({ manifest: { settings } }: SlackApp) => settings?.token_rotation_enabled === true;
