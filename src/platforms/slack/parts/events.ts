import type { CommandSheet } from '../../../platform.ts';
import type { Asked, Intake } from './asked.ts';
import { assistantStarted, eventCallback, homeOpened, messageEvent } from './payloads.ts';
import { lineOf } from './typed-text.ts';

/** Reads an event. Undefined for one that cannot be read. https://docs.slack.dev/reference/events */
export function readEvent(body: unknown, commands: readonly CommandSheet[]): Intake | undefined {
  const read = eventCallback.safeParse(body).data;
  if (!read) return undefined;
  // In a channel that two workspaces share, the event is for the one in which the app is installed.
  const team = read.authorizations?.[0]?.team_id ?? read.team_id;
  return { asked: askedIn(read.event, team, commands), once: read.event_id };
}

function askedIn(event: { readonly type: string }, team: string, commands: readonly CommandSheet[]): Asked {
  switch (event.type) {
    case 'app_mention':
    case 'message':
      return said(event, team, commands);
    case 'app_home_opened': {
      const opened = homeOpened.safeParse(event).data;
      // Undefined in workspaces whose clients do not say which tab it was.
      if (!opened) return { kind: 'unread' };
      if ((opened.tab ?? 'home') !== 'home') return { kind: 'nothing' };
      return { kind: 'home', by: { team, user: opened.user } };
    }
    case 'assistant_thread_started': {
      const { assistant_thread: pane } = assistantStarted.safeParse(event).data ?? {};
      if (!pane) return { kind: 'unread' };
      const { user_id: user, channel_id: channel, thread_ts: thread } = pane;
      return { kind: 'assistant', channel, thread, by: { team, user, channel, thread } };
    }
    case 'app_uninstalled':
    case 'tokens_revoked':
      return { kind: 'left', team };
    default:
      return { kind: 'nothing' };
  }
}

/** What somebody writes with a file, and what they write in a thread and show in its channel as well. */
const PLAIN: ReadonlySet<string> = new Set(['file_share', 'thread_broadcast']);

/**
 * What people write, and not what bots do, the app itself among them; not what tells of an edit or a person who came, which
 * has another subtype; and not a mention that an edit brought, whose message may have been answered long ago.
 */
function said(event: unknown, team: string, commands: readonly CommandSheet[]): Asked {
  const message = messageEvent.safeParse(event).data;
  if (!message) return { kind: 'unread' };
  const { user, channel, ts, text = '', bot_id: bot, bot_profile: profile, edited } = message;
  const isOutside = (message.user_team ?? team) !== team;
  const isOfPerson = user !== undefined && (bot ?? profile ?? undefined) === undefined;
  const isNew = (edited ?? undefined) === undefined && (message.subtype === undefined || PLAIN.has(message.subtype));
  if (!isOfPerson || !isNew) return { kind: 'nothing' };
  if (message.type === 'app_mention') {
    const thread = message.thread_ts ?? ts;
    return { kind: 'mentioned', text, said: { team, user, isOutside, channel, ts, thread, isDirect: false } };
  }
  if (message.channel_type !== 'im' || text.trim() === '') return { kind: 'nothing' };
  return {
    kind: 'told',
    line: lineOf(text, commands),
    said: { team, user, isOutside, channel, ts, thread: message.thread_ts, isDirect: true },
  };
}
