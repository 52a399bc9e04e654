import { z } from 'zod';
import { checkView } from '../api/check-view.ts';
import { inputsOf } from '../api/view-shape.ts';
import type { Core } from '../core.ts';
import type { Interaction } from './interaction.ts';
import { stringAt, type Json } from '../json.ts';
import type { View } from '../world/views.ts';

/** What a person sees after submitting a modal. */
export type Submitted =
  | { readonly kind: 'closed' }
  | { readonly kind: 'cleared' }
  /** Text under fields, by the id of their block; the modal stays open. */
  | { readonly kind: 'errors'; readonly errors: Readonly<Record<string, string>> }
  | { readonly kind: 'updated'; readonly view: View }
  | { readonly kind: 'pushed'; readonly view: View };

const response = z.discriminatedUnion('response_action', [
  z.strictObject({ response_action: z.literal('errors'), errors: z.record(z.string(), z.string().min(1)) }),
  z.strictObject({ response_action: z.literal('update'), view: z.json() }),
  z.strictObject({ response_action: z.literal('push'), view: z.json() }),
  z.strictObject({ response_action: z.literal('clear') }),
]);

/** https://docs.slack.dev/surfaces/modals: what an app may answer to a submission. Throws where Slack shows trouble. */
export function answerSubmission(core: Core, view: View, body: Json | undefined): Submitted {
  if (body === undefined) {
    view.open = false;
    return { kind: 'closed' };
  }
  const answer = response.parse(body);
  switch (answer.response_action) {
    case 'errors': {
      const known = new Set(inputsOf(view.content.blocks).map((one) => stringAt(one, 'block_id')));
      const strange = Object.keys(answer.errors).filter((id) => !known.has(id));
      if (strange.length > 0) throw new Error(`errors for ${strange.join(', ')}, which are no blocks of input`);
      return { kind: 'errors', errors: answer.errors };
    }
    case 'update':
      core.views.update(view, checkView(core, answer.view, 'modal'), undefined);
      return { kind: 'updated', view };
    case 'push': {
      const content = checkView(core, answer.view, 'modal');
      return { kind: 'pushed', view: core.views.add(view.installation, view.userId, content, { previous: view }) };
    }
    case 'clear':
      for (const one of core.views.stackOf(view.userId)) one.open = false;
      return { kind: 'cleared' };
  }
}

/** A modal on its way to the app. */
export class Submission {
  readonly interaction: Interaction;
  readonly #core: Core;
  readonly #answers: readonly Submitted[];

  /** `answers` holds one once the app has answered as Slack wants it. */
  constructor(core: Core, interaction: Interaction, answers: readonly Submitted[]) {
    this.#core = core;
    this.interaction = interaction;
    this.#answers = answers;
  }

  /** Rejects where Slack would say that there was trouble. */
  async result(): Promise<Submitted> {
    await this.interaction.acknowledged();
    const [answer] = this.#answers;
    if (answer === undefined) throw new Error(`Slack shows trouble connecting: ${this.#core.unexpected.at(-1)}`);
    return answer;
  }
}
