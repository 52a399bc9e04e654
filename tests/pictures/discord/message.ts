import type { APIMessageTopLevelComponent } from 'discord.js';
import { element, type Html } from '../html.ts';
import { componentHtml, type Drawing } from './components.ts';

/** How the message came to be, which the client tells above it. */
export type Cause =
  | { readonly kind: 'command'; readonly by: string; readonly command: string }
  /** To a message that mentions the bot. */
  | { readonly kind: 'reply'; readonly to: string; readonly text: string }
  /** In a thread, whose title the client shows above all of it. */
  | { readonly kind: 'thread'; readonly title: string }
  /** Nobody asked for it just now. */
  | { readonly kind: 'none' };

export interface Posted {
  readonly components: readonly APIMessageTopLevelComponent[];
  readonly cause: Cause;
  /** The time of day beside the name. */
  readonly at: string;
  /** Only who asked sees it. */
  readonly ephemeral: boolean;
}

/** One message in its channel, with all that the client puts around it. */
export function messageHtml({ components, cause, at, ephemeral }: Posted, drawing: Drawing): Html {
  return element(
    'div',
    ephemeral ? 'message ephemeral' : 'message',
    ...causeHtml(cause),
    element('div', 'avatar bot', 'D'),
    element(
      'div',
      'main',
      element(
        'div',
        'head',
        element('span', 'name', 'Dossier'),
        element('span', 'badge', 'APP'),
        element('span', 'at', at),
      ),
      element('div', 'components', ...components.map((one) => componentHtml(one, drawing))),
      ...(ephemeral ? [footer()] : []),
    ),
  );
}

function causeHtml(cause: Cause): readonly Html[] {
  if (cause.kind === 'none') return [];
  if (cause.kind === 'thread') return [element('div', 'cause', element('span', 'who', cause.title))];
  const who = cause.kind === 'command' ? cause.by : cause.to;
  const line = element(
    'div',
    'cause',
    element('span', 'spine'),
    element('span', 'avatar small', who.slice(0, 1)),
    element('span', 'who', who),
    ...(cause.kind === 'command'
      ? [' used ', element('span', 'command', `/${cause.command}`)]
      : [element('span', 'quoted', cause.text)]),
  );
  return [line];
}

function footer(): Html {
  return element('div', 'footer', 'Only you can see this · ', element('span', 'dismiss', 'Dismiss message'));
}
