import { enter, press, select } from './acts/act.ts';
import { command } from './acts/command.ts';
import { install, type InstallOptions, type InstallPage } from './acts/install.ts';
import { closeView, fill, submitView, type Entry } from './acts/modal.ts';
import { globalShortcut, messageShortcut } from './acts/shortcut.ts';
import { suggest, type Suggestion } from './acts/suggest.ts';
import { lookAt, openAssistant, openHome } from './acts/surfaces.ts';
import { directMessage, mention, say } from './acts/write.ts';
import { Actor } from './actor.ts';
import type { Option } from './elements.ts';
import type { Interaction } from './interaction.ts';
import type { Parts } from '../parts.ts';
import type { Submission } from './submission.ts';
import type { View } from '../world/views.ts';
import type { Channel, Message, User } from '../world/world.ts';

interface InThread {
  /** Any message of the thread. */
  readonly thread?: Message;
}

/**
 * A human being in a workspace, who acts as Slack's clients let them. What they cannot do throws `NotPossible`. Every
 * act is sent at once; the interaction that it returns tells what came of it.
 */
export class Person {
  readonly user: User;
  readonly #parts: Parts;
  readonly #actor: Actor;
  readonly #botUserId: string;

  constructor(parts: Parts, user: User, botUserId: string) {
    this.#parts = parts;
    this.user = user;
    this.#actor = new Actor(parts, user);
    this.#botUserId = botUserId;
  }

  get id(): string {
    return this.user.id;
  }

  get name(): string {
    return this.user.name;
  }

  /** The conversation with the app alone. */
  get direct(): Channel {
    return this.#actor.direct;
  }

  /** The home tab as they see it; undefined before the app has published one. */
  get home(): View | undefined {
    return this.#parts.core.views.homeOf(this.id);
  }

  /** The modals that they have open, the top one last. */
  get modals(): readonly View[] {
    return this.#parts.core.views.stackOf(this.id);
  }

  /** Types a slash command. Slack knows only what the manifest names; in a thread there are no commands at all. */
  command(channel: Channel, name: string, text = ''): Interaction {
    return command(this.#actor, channel, name, text);
  }

  /** Writes a message; `@` and the app's name in it is a mention. */
  say(channel: Channel, text: string, { thread }: InThread = {}): Interaction {
    return say(this.#actor, channel, text, thread);
  }

  /** Writes a message that begins with a mention of the app. */
  mention(channel: Channel, text: string, { thread }: InThread = {}): Interaction {
    return mention(this.#actor, channel, text, thread);
  }

  /** Writes to the app in their direct conversation. */
  directMessage(text: string, { thread }: InThread = {}): Interaction {
    return directMessage(this.#actor, text, thread);
  }

  /** Presses a button, found by its `action_id`, what it reads, the id of its block or its value. */
  press(on: Message | View, button: string): Interaction {
    return press(this.#actor, on, button);
  }

  /**
   * Chooses in a menu, an overflow menu or among radio buttons, found by `action_id`, placeholder, block or type; the
   * option by what it reads or its value. An external menu takes an option that `suggest` has brought.
   */
  select(on: Message | View, menu: string, option: string | Option): Interaction {
    return select(this.#actor, on, menu, option);
  }

  /** Types into a field with `dispatch_action` and presses Enter. */
  enter(on: Message | View, field: string, text: string): Interaction {
    return enter(this.#actor, on, field, text);
  }

  /** Types into an external menu. */
  suggest(on: Message | View, menu: string, typed: string): Suggestion {
    return suggest(this.#actor, on, menu, typed);
  }

  /** Runs a message shortcut, by its `callback_id` or its name. */
  shortcut(shortcut: string, message: Message): Interaction {
    return messageShortcut(this.#actor, shortcut, message);
  }

  globalShortcut(shortcut: string): Interaction {
    return globalShortcut(this.#actor, shortcut);
  }

  /** Enters into the fields of a modal, found by `action_id`, block or label, without submitting. */
  fill(view: View, entries: Readonly<Record<string, Entry>>): void {
    fill(this.#actor, view, entries);
  }

  submitView(view: View, entries: Readonly<Record<string, Entry>> = {}): Submission {
    return submitView(this.#actor, view, entries);
  }

  /** Closes a modal; `all` means by the cross, which closes those beneath too. */
  closeView(view: View, { all = false }: { readonly all?: boolean } = {}): Interaction {
    return closeView(this.#actor, view, all);
  }

  openHome(tab: 'home' | 'messages' = 'home'): Interaction {
    return openHome(this.#actor, tab);
  }

  /** Opens the assistant's pane; `message` of the result is the root of its thread. */
  openAssistant(looking?: Channel): Interaction {
    return openAssistant(this.#actor, looking);
  }

  /** Looks at another channel with the pane open. */
  lookAt(root: Message, channel: Channel): Interaction {
    return lookAt(this.#actor, root, channel);
  }

  /** Goes to the app's page for installing and through Slack's own, back to the app. */
  install(appUrl: string, options: InstallOptions = {}): Promise<InstallPage> {
    return install(this.#parts, this.user, this.#botUserId, appUrl, options);
  }

  /** Takes the app out of the workspace. */
  uninstall(): void {
    this.#parts.core.uninstall(this.#actor.installation);
  }
}
