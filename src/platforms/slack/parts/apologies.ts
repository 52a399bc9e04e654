import { UserError } from '../../../kernel/errors.ts';
import type { Logger } from '../../../kernel/logger.ts';
import type { Answer, Desk } from '../../../platform.ts';
import { renderAnswer, type Payload } from '../render.ts';
import type { Asked, By } from './asked.ts';
import type { CommandNames } from './command-names.ts';
import { NOT_ALLOWED, NOT_HERE, NOT_NOW, TOO_LATE } from './notices.ts';
import { forLog, refusalOf, type Refusal } from './remote-error.ts';
import type { Replies } from './replies.ts';
import type { ResponseUrls } from './response-urls.ts';
import type { Workspace } from './workspace.ts';

/** What is left of `Asked` once typing, which has to be answered in its acknowledgement, has been. */
export type ToAnswer = Exclude<Asked, { readonly kind: 'typing' | 'unread' | 'nothing' }>;

export interface ApologiesParts {
  readonly desk: Desk;
  readonly names: CommandNames;
  readonly replies: Replies;
  readonly responseUrls: ResponseUrls;
  readonly logger: Logger;
  /** The token of a workspace is no longer taken. */
  readonly refused: (workspace: Workspace) => Promise<void>;
}

/** A call that the platform does not take for a reason of its own is no fault of ours. */
const SENTENCES: Readonly<Partial<Record<Refusal, string>>> = {
  late: TOO_LATE,
  limited: NOT_NOW,
  unknown: NOT_NOW,
  forbidden: NOT_ALLOWED,
  gone: NOT_ALLOWED,
};

/** Tells who asked that there is no answer, and why. */
export class Apologies {
  readonly #parts: ApologiesParts;

  constructor(parts: ApologiesParts) {
    this.#parts = parts;
  }

  /** For what comes from a workspace that is not known. Without an address to answer by, it is left alone. */
  async refuse(asked: ToAnswer): Promise<void> {
    const { desk, logger } = this.#parts;
    logger.warn('something came from a workspace that is not known: it was refused', { kind: asked.kind });
    if ('by' in asked) await this.#tellByUrl(asked.by, desk.fault(new UserError(NOT_HERE)));
  }

  /** Never rejects. */
  async forFailure(error: unknown, asked: ToAnswer, workspace: Workspace | undefined): Promise<void> {
    const { desk, logger, refused } = this.#parts;
    const why = refusalOf(error);
    try {
      if (why === 'unauthorized' && workspace) {
        logger.warn('the token of a workspace is not taken any more');
        if ('by' in asked) await this.#tellByUrl(asked.by, desk.fault(new UserError(NOT_HERE)));
        return await refused(workspace);
      }
      const sentence = why === undefined ? undefined : SENTENCES[why];
      if (sentence !== undefined) {
        logger.warn('the platform did not take a call', { kind: asked.kind, why: String(forLog(error)) });
      }
      const apology = desk.fault(sentence === undefined ? forLog(error) : new UserError(sentence));
      await this.#tell(asked, workspace, apology);
    } catch (again) {
      logger.error('an apology could not be delivered', forLog(again));
    }
  }

  async #tell(asked: ToAnswer, workspace: Workspace | undefined, apology: Answer): Promise<void> {
    const { replies } = this.#parts;
    // Nobody asked for anything by opening a tab.
    if (asked.kind === 'left' || asked.kind === 'home' || asked.kind === 'assistant') return;
    if (!workspace) return 'by' in asked ? this.#tellByUrl(asked.by, apology) : undefined;
    if (!('said' in asked)) return replies.tell(workspace, asked.by, this.#shown(apology));
    return replies.answer(workspace, asked.said, this.#shown(apology, asked.said.isDirect));
  }

  /** By the address that came with what was done, which needs no token. */
  async #tellByUrl({ responseUrl }: By, answer: Answer): Promise<void> {
    if (responseUrl === undefined) return;
    const payload = this.#shown(answer);
    await this.#parts.responseUrls.send(responseUrl, {
      ...payload,
      response_type: 'ephemeral',
      replace_original: false,
    });
  }

  #shown(answer: Answer, isDirect = false): Payload {
    return renderAnswer(answer, { isDirect }, this.#parts.names);
  }
}
