import type { PostOutcome } from '../../../platform.ts';

type Rejected = Extract<PostOutcome, { readonly kind: 'rejected' }>;

const INVITE = 'Invite it to the channel with /invite @Dossier';
const ANEW = 'Whoever manages the apps of the workspace can install it anew, with the manifest that it prints now';

/**
 * Where nothing is taken any more until somebody does something there, in words for whoever reads along.
 * https://docs.slack.dev/reference/methods/chat.postMessage#errors and
 * https://docs.slack.dev/reference/methods/conversations.open#errors
 */
const LOST: Readonly<Record<string, string>> = {
  channel_not_found: `Dossier cannot see this channel: it was deleted, is private, or belongs to another workspace. ${INVITE}.`,
  is_archived: 'The channel is archived. Unarchive it, or choose another one.',
  not_in_channel: `Dossier is not in the channel. ${INVITE}.`,
  no_permission: `Dossier is not in the channel. ${INVITE}.`,
  account_inactive: `Dossier was taken out of this workspace. ${ANEW}.`,
  token_revoked: `Dossier was taken out of this workspace. ${ANEW}.`,
  missing_scope: `Dossier may not post there. ${ANEW}.`,
  access_denied: `Dossier may not post there. ${ANEW}.`,
  team_access_not_granted: `Dossier may not post there. ${ANEW}.`,
  team_not_found: `Dossier was taken out of this workspace. ${ANEW}.`,
  ekm_access_denied: 'Administrators of the workspace have stopped all posting. Ask them.',
  restricted_action:
    'The settings of the workspace let Dossier post nothing there. Ask its admins, or choose another channel.',
  restricted_action_read_only_channel:
    'The channel is for reading only. Let Dossier post there in its settings, or choose another one.',
  restricted_action_thread_only_channel: 'The channel takes nothing but replies in threads. Choose another one.',
  user_not_found: 'Slack does not know this person here.',
  user_not_visible: 'Slack does not let Dossier see this person.',
  user_disabled: 'The account of this person was closed.',
  cannot_dm_bot: 'This is a bot, which gets no messages of another.',
  messages_tab_disabled:
    'Dossier takes no direct messages here. Whoever manages the apps can turn them on in its settings.',
};

/** Where this one is not taken, and others may be. */
const THIS_ONE: Readonly<Record<string, string>> = {
  message_not_found: 'The post that it belongs under is not there any more.',
  thread_not_found: 'The post that it belongs under is not there any more.',
  cannot_reply_to_message: 'Slack takes no reply to the post that it belongs under.',
  restricted_action_thread_locked: 'The thread that it belongs in is locked.',
  restricted_action_non_threadable_channel: 'The channel takes no replies in threads. Have it posted without them.',
  msg_too_long: 'It is longer than Slack takes.',
  msg_blocks_too_long: 'It is longer than Slack takes.',
};

/** Over by itself, or once whoever runs the bot has mended its settings: nothing is wrong with the channel. */
const LATER: ReadonlySet<string> = new Set([
  'invalid_auth',
  'not_allowed_token_type',
  'not_authed',
  'org_login_required',
  'team_added_to_org',
]);
const LATER_MS = 600_000;

/** What the code of a refusal means for what was to be posted. */
export function refusedAs(code: string): PostOutcome {
  if (LATER.has(code)) return { kind: 'retry', afterMs: LATER_MS };
  const lost = Object.hasOwn(LOST, code) ? LOST[code] : undefined;
  if (lost !== undefined) return { kind: 'rejected', permanent: true, why: lost };
  const other = Object.hasOwn(THIS_ONE, code) ? THIS_ONE[code] : undefined;
  return { kind: 'rejected', permanent: false, why: other ?? `Slack did not take it, and calls the reason “${code}”.` };
}

export const NOT_INSTALLED: Rejected = {
  kind: 'rejected',
  permanent: true,
  why: `Dossier is not in this workspace. ${ANEW}.`,
};

export const NO_CHANNEL = 'This is no channel of this workspace. Choose one from the list that Slack shows after #.';

export const UNREADABLE: Rejected = {
  kind: 'rejected',
  permanent: false,
  why: 'It was made ready by another version of Dossier, which this one cannot read.',
};
