import type { Item, Message, Option, Spans } from '../message/model.ts';
import { moment, stateText, type DigestState } from './digest-card.ts';
import { actions, button } from './kit/section.ts';
import { commandLine, count, heading, list, plain, strong, text } from './kit/spans.ts';

export interface ListedDigest {
  readonly id: string;
  readonly name: string;
  readonly channel: string;
  readonly when: string;
  readonly state: DigestState;
  readonly next: Temporal.Instant | undefined;
}

/** So many digests one answer lists. */
const LISTED = 40;
/** So many a menu offers. */
const OFFERED = 20;

const NEW = button('New digest', 'digest create');
const EXAMPLE = 'digest create "Morning news" at:"weekdays 8:00" zone:Europe/Paris about:aleppo';

/** All digests of a community. `managers`: who sets them up, where the reader may not; else a new one is offered. */
export function digestsView(digests: readonly ListedDigest[], managers?: string): Message {
  const create = managers === undefined ? [NEW] : [];
  if (digests.length === 0) {
    return {
      tone: 'notice',
      summary: 'There are no digests here yet.',
      blocks: [
        text(
          plain('There are no digests here yet. A digest brings what is new to a channel, at times that you choose.'),
        ),
        managers === undefined
          ? text(plain('For example: '), commandLine(EXAMPLE))
          : text(plain(`They are set up here by ${managers}: ask one of them.`)),
        ...actions(...create),
      ],
      sources: [],
    };
  }
  const left = digests.length - LISTED;
  return {
    tone: 'notice',
    summary: `${count(digests.length, 'digest')}: ${digests.map(({ name }) => name).join(', ')}`,
    blocks: [
      heading(count(digests.length, 'digest'), 1),
      list(digests.slice(0, LISTED).map(itemOf), left > 0 ? { count: left } : undefined),
      ...actions(
        ...create,
        menu('Show one', digests, (id) => `digest show ${id}`),
      ),
    ],
    sources: [],
  };
}

/** Asks which digest is meant. `missing` is the name that none has. Where there is none, `mayCreate` offers a new one. */
export function whichDigest(
  digests: readonly ListedDigest[],
  lineWith: (id: string) => string,
  { missing, mayCreate }: { readonly missing: string | undefined; readonly mayCreate: boolean },
): Message {
  const none = missing === undefined ? '' : `There is no digest “${missing}” here.`;
  if (digests.length === 0) {
    const words = none === '' ? 'There are no digests here yet.' : `${none} There are none at all yet.`;
    return answer('notice', words, actions(...(mayCreate ? [NEW] : [])));
  }
  const left = digests.length - OFFERED;
  const more = left > 0 ? ` The first ${OFFERED} of ${digests.length} are offered; others go by their names.` : '';
  const menuOf = menu('Choose one', digests, lineWith);
  if (missing !== undefined) return answer('notice', `${none}${more}`, actions(menuOf));
  return answer('question', `Which digest do you mean?${more}`, actions(menuOf));
}

function answer(tone: 'notice' | 'question', words: string, more: Message['blocks']): Message {
  return { tone, summary: words, blocks: [text(plain(words)), ...more], sources: [] };
}

function menu(prompt: string, digests: readonly ListedDigest[], lineWith: (id: string) => string) {
  const options = digests
    .slice(0, OFFERED)
    .map(({ id, name, when }): Option => ({ label: name, hint: when, line: lineWith(id) }));
  return { kind: 'menu', prompt, options } as const;
}

function itemOf({ name, channel, when, state, next }: ListedDigest): Item {
  const comes: Spans =
    state.kind === 'active' ? (next ? [plain('Next: '), moment(next)] : []) : [plain(stateText(state))];
  return {
    spans: [strong(name), plain(' · '), { kind: 'channel', id: channel }, plain(` · ${when}`)],
    under: comes.length > 0 ? [comes] : [],
  };
}
