import type { Clock } from '../../../kernel/clock.ts';
import { unreachable, UserError } from '../../../kernel/errors.ts';
import type { Answer, Request } from '../../../platform.ts';
import type { Asked, By, Said } from './asked.ts';
import { renderAnswer, type Addition, type Payload } from '../render.ts';
import { Apologies, type ApologiesParts, type ToAnswer } from './apologies.ts';
import type { AskerOf } from './askers.ts';
import type { Assistant } from './assistant.ts';
import type { Forms } from './forms.ts';
import { NOT_SHARED, UNKNOWN, UNSURE_SHARED } from './notices.ts';
import type { People } from './people.ts';
import { Opening } from './opening.ts';
import { keyOf, type Shown } from './replies.ts';
import { Seen } from './seen.ts';
import { lineOfMention } from './typed-text.ts';
import { ownOnly } from './ways-on.ts';
import type { Homes } from './homes.ts';
import type { Workspace, Workspaces } from './workspace.ts';

export interface AnsweringParts extends ApologiesParts {
  readonly workspaces: Workspaces;
  readonly people: People;
  readonly askerOf: AskerOf;
  readonly forms: Forms;
  readonly homes: Homes;
  readonly assistant: Assistant;
  readonly clock: Clock;
  /** A desk that is silent for longer has failed. */
  readonly answerWithinMs: number;
}

/** A button shows nothing while its answer is on its way: who presses it again within this means the same. */
const SHARED_ONCE_MS = 10_000;
const SHARES = 10_000;
/**
 * Answers what happens there, when its turn has come; a form, which has to be opened within three seconds, does not wait
 * for that. Never rejects: what goes wrong is told to who asked, and logged.
 */
export type Answering = (asked: ToAnswer, turn?: Promise<void>) => Promise<void>;

export function createAnswering(parts: AnsweringParts): Answering {
  const { desk, workspaces, names, replies, people, askerOf, forms, homes, assistant } = parts;
  const apologies = new Apologies(parts);
  const opening = new Opening({ desk, forms, askerOf, requestOf });
  const shares = new Seen({ clock: parts.clock, keepMs: SHARED_ONCE_MS, most: SHARES });

  return async (asked, turn) => {
    let workspace: Workspace | undefined;
    try {
      if (asked.kind === 'left') return await workspaces.left(asked);
      workspace = await workspaces.of('said' in asked ? asked.said : asked.by);
      if (!workspace) return await apologies.refuse(asked);
      if (await opening.opens(asked, workspace)) return;
      await turn;
      await take(asked, workspace);
    } catch (error) {
      await apologies.forFailure(error, asked, workspace);
    }
  };

  async function take(asked: Exclude<ToAnswer, { kind: 'left' }>, workspace: Workspace): Promise<void> {
    switch (asked.kind) {
      case 'line':
        return answerAnew(workspace, asked.by, asked.line);
      case 'form':
        return answerAnew(workspace, asked.by, asked.command);
      case 'other form':
        return opening.change(workspace, asked);
      case 'mentioned': {
        const line = lineOfMention(asked.text, workspace.botUser, desk.commands);
        return line === undefined ? undefined : answerMessage(workspace, asked.said, line);
      }
      case 'told':
        return answerMessage(workspace, asked.said, asked.line);
      case 'pressed':
        return press(asked, workspace);
      case 'home':
        return homes.publish(workspace, asked.by);
      case 'assistant':
        return assistant.greet(workspace, asked);
      case 'unknown':
        return replies.tell(workspace, asked.by, shown(desk.fault(new UserError(UNKNOWN[asked.what]))));
      default:
        return unreachable(asked);
    }
  }

  async function press(asked: Asked & { kind: 'pressed' }, workspace: Workspace): Promise<void> {
    const { by, on, pressed } = asked;
    const { page, of: pagesBefore, share } = pressed;
    const line = page === undefined ? pressed.line : `${pressed.line} page:${page}`;
    if (share) return shareWith(workspace, by, line, pagesBefore);
    switch (on) {
      case 'home':
        return homes.shows(pressed.line) && page !== undefined
          ? homes.publish(workspace, by, page)
          : answerDirectly(workspace, by, line);
      case 'direct': {
        if (page === undefined) return answerDirectly(workspace, by, line);
        const answer = await answerTo(workspace, by, line);
        return replies.replace(workspace, by, shown(openly(answer), { pagesBefore, isDirect: true }));
      }
      case 'ephemeral': {
        if (page === undefined) return answerAnew(workspace, by, line);
        const answer = await answerTo(workspace, by, line);
        return replies.replace(workspace, by, shown({ ...answer, visibility: 'private' }, { pagesBefore }));
      }
      case 'public': {
        // A copy of their own: nobody turns the page under another's eyes.
        const answer = await answerTo(workspace, by, line);
        return replies.tell(
          workspace,
          by,
          shown({ ...answer, visibility: 'private' }, page === undefined ? {} : { pagesBefore }),
        );
      }
      default:
        return unreachable(on);
    }
  }

  /** In a message of its own, for everybody where the line says so. */
  async function answerAnew(workspace: Workspace, by: By, line: string): Promise<void> {
    // There is no channel that anybody else could read along in.
    const isAlone = by.channel === undefined && by.responseUrl === undefined;
    if (isAlone || by.isDirect === true) return answerDirectly(workspace, by, line);
    const answer = await answerTo(workspace, by, line);
    // A mistake or a fault is nobody else's business.
    if (answer.visibility === 'private') return replies.tell(workspace, by, shown(answer));
    return tellWhetherShown(workspace, by, answer, await replies.show(workspace, by, shown(answer)));
  }

  async function shareWith(workspace: Workspace, by: By, line: string, pagesBefore: number | undefined): Promise<void> {
    const share = [workspace.team, by.channel, by.thread, by.user, line].join(' ');
    if (!shares.isNew(share)) return parts.logger.info('an answer was just shared: it is not shared a second time');
    let outcome: Shown | undefined;
    try {
      const answer = await answerTo(workspace, by, line);
      if (ownOnly.has(answer.message.tone)) return await replies.tell(workspace, by, shown(answer));
      const sharedBy = (await people.of(workspace, by.user)).name ?? by.userName ?? 'somebody here';
      outcome = await replies.show(workspace, by, shown(openly(answer), { sharedBy, pagesBefore }));
      return await tellWhetherShown(workspace, by, answer, outcome);
    } finally {
      if (outcome !== 'shown') shares.forget(share);
    }
  }

  async function tellWhetherShown(workspace: Workspace, by: By, answer: Answer, outcome: Shown): Promise<void> {
    if (outcome === 'shown') return;
    const say = async (sentence: string) => replies.tell(workspace, by, shown(desk.fault(new UserError(sentence))));
    if (outcome === 'unknown') return say(UNSURE_SHARED);
    await replies.tell(workspace, by, shown({ ...answer, visibility: 'public' }));
    return say(NOT_SHARED);
  }

  /** In the conversation with the bot alone, in the thread of what was pressed. */
  async function answerDirectly(workspace: Workspace, by: By, line: string): Promise<void> {
    const answer = await answerTo(workspace, by, line);
    const place = { channel: by.channel ?? by.user, thread: by.thread };
    await replies.post(workspace, place, shown(openly(answer), { isDirect: true }), keyOf(by));
  }

  async function answerMessage(workspace: Workspace, said: Said, line: string): Promise<void> {
    // What says that an answer is on its way has to be there before the answer, which takes it away.
    const [answer] = await Promise.all([answerTo(workspace, said, line), assistant.busy(workspace, said, line)]);
    await replies.answer(workspace, said, shown(openly(answer), { isDirect: said.isDirect }));
  }

  async function answerTo(workspace: Workspace, who: By | Said, line: string): Promise<Answer> {
    const request = await requestOf(workspace, who, line);
    const late = Promise.withResolvers<never>();
    const fail = () => late.reject(new Error(`no answer within ${parts.answerWithinMs} ms`));
    const timer = setTimeout(fail, parts.answerWithinMs);
    try {
      return await Promise.race([desk.answer(request), late.promise]);
    } finally {
      clearTimeout(timer);
    }
  }

  async function requestOf(workspace: Workspace, who: By | Said, line: string, withinMs?: number): Promise<Request> {
    const { zone, name } = await people.of(workspace, who.user, withinMs);
    return { line, zone, by: askerOf(workspace, who, name) };
  }

  function shown(answer: Answer, addition?: Addition): Payload {
    return renderAnswer(answer, addition, names);
  }
}

/** Nobody else reads it, or everybody does already: there is nothing to share. */
function openly(answer: Answer): Answer {
  return { ...answer, visibility: 'public' };
}
