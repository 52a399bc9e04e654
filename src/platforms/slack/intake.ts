import type { Asked, By, Intake, Surface } from './parts/asked.ts';
import { typedLine, typedText } from './parts/typed-text.ts';
import type { CommandNames } from './parts/command-names.ts';
import { readEvent } from './parts/events.ts';
import { formAsked, readForm, readField } from './parts/read-form.ts';
import { HOME_FIELD } from './parts/home.ts';
import { messageText } from './parts/message-text.ts';
import {
  blockActions,
  blockSuggestion,
  globalShortcut,
  messageAction,
  slashCommand,
  viewSubmission,
  type BlockActions,
  type MessagePayload,
} from './parts/payloads.ts';
import { readPressed, isOnLastingPage } from './parts/pressed.ts';
import { askShortcut, messageShortcuts } from './parts/shortcuts.ts';
import type { CommandSheet } from '../../platform.ts';
import { writeLine } from '../../line/write-line.ts';

const NOTHING: Intake = { asked: { kind: 'nothing' } };
const UNREAD: Intake = { asked: { kind: 'unread' } };

/** Reads what happened. Pure, and never throws for what the platform could send. */
export function readPayload(body: unknown, names: CommandNames, commands: readonly CommandSheet[]): Intake {
  const type = typeof body === 'object' && body !== null && 'type' in body ? body.type : undefined;
  switch (type) {
    case 'event_callback':
      return readEvent(body, commands) ?? UNREAD;
    case 'block_actions':
      return pressedIn(body) ?? UNREAD;
    case 'block_suggestion':
      return typedIn(body) ?? UNREAD;
    case 'view_submission':
      return submitted(body, commands) ?? UNREAD;
    case 'message_action':
      return messageShortcut(body, commands) ?? UNREAD;
    case 'shortcut':
      return shortcut(body, commands) ?? UNREAD;
    case undefined:
      return commandTyped(body, names, commands) ?? UNREAD;
    default:
      return NOTHING;
  }
}

/** What asks for nothing but the command itself, where the command needs more. */
function commandTyped(body: unknown, names: CommandNames, commands: readonly CommandSheet[]): Intake | undefined {
  const typed = slashCommand.safeParse(body).data;
  if (!typed) return undefined;
  const line = typedLine(typed.text ?? '', commands, (text) => names.line(typed.command, text));
  const by: By = {
    team: typed.team_id,
    user: typed.user_id,
    userName: typed.user_name,
    channel: typed.channel_id,
    responseUrl: typed.response_url,
    trigger: typed.trigger_id,
  };
  return { asked: commandAsked(line, commands, by), once: typed.trigger_id };
}

function commandAsked(line: string | undefined, commands: readonly CommandSheet[], by: By): Asked {
  if (line === undefined) return { kind: 'unknown', what: 'command', by };
  const command = formAsked(line, commands);
  return command === undefined
    ? { kind: 'line', line, mayOpen: true, by }
    : { kind: 'form', command, isForAny: false, by };
}

function pressedIn(body: unknown): Intake | undefined {
  const action = blockActions.safeParse(body).data;
  const [first] = action?.actions ?? [];
  if (!action || !first) return undefined;
  const by: By = {
    ...personOf(action.user, action.view?.app_installed_team_id ?? action.team.id),
    channel: action.channel?.id,
    thread: threadOf({ ...action.container, ts: action.container.message_ts }) ?? threadOf(action.message),
    responseUrl: action.response_url,
    trigger: action.trigger_id,
  };
  return { asked: askedBy(action, first, by), once: action.trigger_id };
}

function askedBy(action: BlockActions, first: BlockActions['actions'][number], by: By): Asked {
  if (action.view?.type === 'modal') {
    const chosen = first.selected_option?.value;
    const form = readForm(action.view);
    if (chosen === undefined || !form || readField(first.block_id ?? '') !== undefined) return { kind: 'nothing' };
    return { kind: 'other form', command: chosen, view: action.view.id, place: form.place, by };
  }
  const value = first.selected_option?.value ?? first.value ?? '';
  const on = surfaceOf(action, first.action_id);
  if (first.action_id === HOME_FIELD) {
    const line = typedText(value).trim();
    return line === '' ? { kind: 'nothing' } : { kind: 'pressed', pressed: { line }, on, by };
  }
  const pressed = readPressed(value);
  return pressed ? { kind: 'pressed', pressed, on, by } : { kind: 'unknown', what: 'control', by };
}

function surfaceOf({ container, view }: BlockActions, actionId: string): Surface {
  if (view || container.type === 'view') return 'home';
  if (container.is_ephemeral === true) return 'ephemeral';
  return isOnLastingPage(actionId) ? 'direct' : 'public';
}

function typedIn(body: unknown): Intake | undefined {
  const typed = blockSuggestion.safeParse(body).data;
  const field = typed && readField(typed.block_id);
  if (!typed || !field) return undefined;
  const by: By = personOf(typed.user, typed.view?.app_installed_team_id ?? typed.team.id);
  return { asked: { kind: 'typing', ...field, text: typed.value, by } };
}

function submitted(body: unknown, commands: readonly CommandSheet[]): Intake | undefined {
  const sent = viewSubmission.safeParse(body).data;
  const form = sent && readForm(sent.view);
  if (!sent || !form || !commands.some(({ name }) => name === form.command)) return undefined;
  const by: By = {
    ...personOf(sent.user, sent.view.app_installed_team_id ?? sent.team.id),
    trigger: sent.view.id,
    ...form.place,
  };
  return { asked: { kind: 'line', line: form.line, by }, once: sent.view.id };
}

function messageShortcut(body: unknown, commands: readonly CommandSheet[]): Intake | undefined {
  const sent = messageAction.safeParse(body).data;
  const shown = Object.entries(messageShortcuts).find(([key]) => key === sent?.callback_id)?.[1];
  const sheet = commands.find(({ name }) => name === shown?.command);
  const argument = sheet?.arguments[0]?.name;
  if (!sent || !sheet || argument === undefined) return undefined;
  const by: By = {
    ...personOf(sent.user, sent.team.id),
    channel: sent.channel.id,
    thread: threadOf(sent.message),
    responseUrl: sent.response_url,
    trigger: sent.trigger_id,
  };
  // Where the message has no words, the command says what it needs.
  const line = writeLine(sheet.name, [], { [argument]: messageText(sent.message) });
  return { asked: { kind: 'line', line, by }, once: sent.trigger_id };
}

function shortcut(body: unknown, commands: readonly CommandSheet[]): Intake | undefined {
  const sent = globalShortcut.safeParse(body).data;
  const [first] = commands;
  if (!first || sent?.callback_id !== askShortcut.key) return undefined;
  const by: By = { ...personOf(sent.user, sent.team.id), trigger: sent.trigger_id };
  return { asked: { kind: 'form', command: first.name, isForAny: true, by }, once: sent.trigger_id };
}

function personOf(
  { id, name, username, team_id: own }: BlockActions['user'],
  team: string,
): Pick<By, 'team' | 'user' | 'userName' | 'isOutside'> {
  return { team, user: id, userName: name ?? username, isOutside: own !== undefined && own !== team };
}

/**
 * The thread that a message stands in. One that has a thread below it carries the time of that, which is its own, and
 * stands in the channel: what is shown in its thread is not seen by who reads the channel.
 */
function threadOf(message: Pick<MessagePayload, 'ts' | 'thread_ts'> | undefined): string | undefined {
  return message?.thread_ts === message?.ts ? undefined : message?.thread_ts;
}
