import type { Desk, Request } from '../../../platform.ts';
import type { ToAnswer } from './apologies.ts';
import type { Asked, By } from './asked.ts';
import type { AskerOf } from './askers.ts';
import type { Forms } from './forms.ts';
import type { Workspace } from './workspace.ts';

export interface OpeningParts {
  readonly desk: Desk;
  readonly forms: Forms;
  readonly askerOf: AskerOf;
  readonly requestOf: (workspace: Workspace, by: By, line: string, withinMs: number) => Promise<Request>;
}

/** A form is opened within three seconds or not at all: it waits no longer for the zone of its reader. */
const WITHIN_MS = 800;

/** Forms for what says too little. */
export class Opening {
  readonly #parts: OpeningParts;

  constructor(parts: OpeningParts) {
    this.#parts = parts;
  }

  /** False where there is no form for it, or nothing to open one with: it is to be answered as it is. */
  async opens(asked: ToAnswer, workspace: Workspace): Promise<boolean> {
    const line = lineThatOpens(asked);
    if (line === undefined || !('by' in asked)) return false;
    const { desk, forms, askerOf, requestOf } = this.#parts;
    const { by } = asked;
    const isForAny = asked.kind === 'form' && asked.isForAny;
    const form = isForAny ? undefined : await desk.form(await requestOf(workspace, by, line, WITHIN_MS));
    if (asked.kind !== 'form' && !form) return false;
    const command = form ? firstWord(form.begin) : line;
    const isDirect = asked.kind === 'pressed' && asked.on === 'direct';
    const place = { channel: by.channel, thread: by.thread, responseUrl: by.responseUrl, isDirect };
    return forms.open(workspace, by.trigger, { command, form, isForAny, place, asker: askerOf(workspace, by) });
  }

  /** Another command was chosen in the form for any. */
  async change(workspace: Workspace, { command, view, place, by }: Asked & { kind: 'other form' }): Promise<void> {
    const { desk, forms, askerOf, requestOf } = this.#parts;
    const form = await desk.form(await requestOf(workspace, by, command, WITHIN_MS));
    await forms.change(workspace, view, { command, form, isForAny: true, place, asker: askerOf(workspace, by) });
  }
}

/** A page is turned and an answer is shared as they are. */
function lineThatOpens(asked: ToAnswer): string | undefined {
  switch (asked.kind) {
    case 'form':
      return asked.command;
    case 'line':
      return asked.mayOpen === true ? asked.line : undefined;
    case 'pressed':
      return asked.pressed.page === undefined && asked.pressed.share !== true ? asked.pressed.line : undefined;
    default:
      return undefined;
  }
}

function firstWord(line: string): string {
  return line.trim().split(/\s/, 1)[0] ?? '';
}
