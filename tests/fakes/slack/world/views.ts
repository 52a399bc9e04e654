import type { ViewContent } from '../api/view-shape.ts';
import { withIds } from '../api/with-ids.ts';
import type { Json, JsonObject } from '../json.ts';
import { stateOf, type Values } from './state-values.ts';
import { SlackError } from '../api/slack-error.ts';
import type { Installation } from './tokens.ts';
import type { Channel, World } from './world.ts';

/** Slack holds at most three modals on top of each other: https://docs.slack.dev/surfaces/modals. */
const STACK = 3;

export interface View {
  readonly id: string;
  readonly installation: Installation;
  readonly userId: string;
  readonly rootId: string;
  readonly previousId: string | undefined;
  /** What was exchanged for it; undefined where it came as an answer to a submission, and for a home. */
  readonly triggerId: string | undefined;
  content: ViewContent;
  /** What it showed before each update, oldest first. */
  readonly earlier: ViewContent[];
  /** Changes with every update. */
  hash: string;
  /** What the person has entered, by block and element. */
  values: Values;
  open: boolean;
}

const named = <Content extends ViewContent>(content: Content): Content => ({
  ...content,
  blocks: withIds(content.blocks) as Json[],
});

/** All modals and homes. */
export class Views {
  readonly all: View[] = [];
  readonly #world: World;
  readonly #appId: string;

  constructor(world: World, appId: string) {
    this.#world = world;
    this.#appId = appId;
  }

  /** The modals that a person has open, the one that they see last. */
  stackOf(userId: string): readonly View[] {
    return this.all.filter((one) => one.open && one.userId === userId && one.content.type === 'modal');
  }

  homeOf(userId: string): View | undefined {
    return this.all.find((one) => one.userId === userId && one.content.type === 'home');
  }

  find(installation: Installation, by: { readonly id?: string | undefined; readonly externalId?: string | undefined }) {
    return this.all.find(
      (one) =>
        one.open &&
        one.installation.team.id === installation.team.id &&
        (one.id === by.id || (by.externalId !== undefined && one.content.external_id === by.externalId)),
    );
  }

  add(
    installation: Installation,
    userId: string,
    content: ViewContent,
    from: {
      readonly previous?: View | undefined;
      readonly triggerId?: string | undefined;
      /** The conversation that the person was looking at. */
      readonly current?: Channel | undefined;
    } = {},
  ): View {
    const stack = this.stackOf(userId);
    if (content.type === 'modal' && stack.length >= STACK) throw new SlackError('push_limit_reached');
    this.#expectFree(installation, content, undefined);
    const id = this.#world.id('V');
    const shown = named(content);
    const view: View = {
      id,
      installation,
      userId,
      content: shown,
      earlier: [],
      values: stateOf(shown.blocks, from.current),
      open: true,
      rootId: from.previous?.rootId ?? id,
      previousId: from.previous?.id,
      triggerId: from.triggerId,
      hash: this.#hash(),
    };
    this.all.push(view);
    return view;
  }

  update(view: View, content: ViewContent, hash: string | undefined): void {
    if (hash !== undefined && hash !== view.hash) throw new SlackError('hash_conflict');
    this.#expectFree(view.installation, content, view);
    view.earlier.push(view.content);
    view.content = named(content);
    view.hash = this.#hash();
    view.values = carried(view.values, stateOf(view.content.blocks));
  }

  json(view: View): JsonObject {
    const { content, installation, values } = view;
    const isModal = content.type === 'modal';
    return {
      id: view.id,
      team_id: installation.team.id,
      type: content.type,
      blocks: content.blocks,
      private_metadata: content.private_metadata ?? '',
      callback_id: content.callback_id ?? '',
      state: { values },
      hash: view.hash,
      title: isModal ? content.title : { type: 'plain_text', text: 'View Title', emoji: true },
      clear_on_close: isModal && content.clear_on_close === true,
      notify_on_close: isModal && content.notify_on_close === true,
      close: isModal ? (content.close ?? null) : null,
      submit: isModal ? (content.submit ?? null) : null,
      previous_view_id: view.previousId ?? null,
      root_view_id: view.rootId,
      app_id: this.#appId,
      external_id: content.external_id ?? '',
      app_installed_team_id: installation.team.id,
      bot_id: installation.botId,
    };
  }

  #expectFree(installation: Installation, { external_id: externalId }: ViewContent, but: View | undefined): void {
    if (externalId === undefined || externalId === '') return;
    const found = this.find(installation, { externalId });
    if (found !== undefined && found !== but) throw new SlackError('duplicate_external_id');
  }

  #hash(): string {
    return `${this.#world.ts()}.${crypto.randomUUID().slice(0, 8)}`;
  }
}

/** An update keeps what was entered in a block and element of the same names. */
function carried(before: Values, after: Values): Values {
  return Object.fromEntries(
    Object.entries(after).map(([block, elements]) => [
      block,
      Object.fromEntries(Object.entries(elements).map(([action, value]) => [action, before[block]?.[action] ?? value])),
    ]),
  );
}

export function setValue(view: View, blockId: string, actionId: string, value: JsonObject): void {
  view.values = { ...view.values, [blockId]: { ...view.values[blockId], [actionId]: value } };
}
