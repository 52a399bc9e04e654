import type { Server } from 'node:http';
import { manifest as manifestShape, type SlackApp } from './world/app.ts';
import type { AssistantThread } from './world/assistant-threads.ts';
import type { SlackRequest } from './core.ts';
import type { Delivery, DeliveryKind } from './delivery/delivery.ts';
import type { Scheduled, Fault } from './faults.ts';
import type { HttpMode } from './delivery/http-mode.ts';
import type { JsonObject } from './json.ts';
import type { Parts } from './parts.ts';
import type { Person } from './people/person.ts';
import type { Ping } from './world/pings.ts';
import type { SocketMode } from './delivery/socket-mode.ts';
import type { Installation, Token } from './world/tokens.ts';
import type { View } from './world/views.ts';
import type { Channel, Message } from './world/world.ts';
import { Workspace } from './workspace.ts';

interface Roads {
  readonly server: Server;
  readonly socketMode: SocketMode;
  readonly httpMode: HttpMode;
}

/** The handle that a test holds. */
export class FakeSlack {
  readonly workspace: Workspace;
  readonly socketMode: SocketMode;
  readonly httpMode: HttpMode;
  readonly #parts: Parts;
  readonly #server: Server;

  constructor(parts: Parts, { server, socketMode, httpMode }: Roads) {
    this.#parts = parts;
    this.#server = server;
    this.socketMode = socketMode;
    this.httpMode = httpMode;
    this.workspace = this.addWorkspace('Newsroom');
    this.workspace.install();
  }

  get app(): SlackApp {
    return this.#parts.core.app;
  }

  /** For `slackApiUrl`. */
  get apiUrl(): string {
    return `${this.#parts.core.origin()}/api/`;
  }

  /** The token of the first workspace. */
  get botToken(): string {
    return this.workspace.botToken;
  }

  /** For `authorizationUrl`: the page that people are sent to for installing the app. */
  get authorizeUrl(): string {
    return this.#parts.authorizeUrl;
  }

  get requests(): readonly SlackRequest[] {
    return this.#parts.core.requests;
  }

  get unexpected(): readonly string[] {
    return this.#parts.core.unexpected;
  }

  get pings(): readonly Ping[] {
    return this.#parts.core.pings;
  }

  get views(): readonly View[] {
    return this.#parts.core.views.all;
  }

  /** A person of the first workspace. */
  person(...given: Parameters<Workspace['person']>): Person {
    return this.workspace.person(...given);
  }

  /** A channel of the first workspace. */
  channel(...given: Parameters<Workspace['channel']>): Channel {
    return this.workspace.channel(...given);
  }

  addWorkspace(name: string, enterprise: { id: string; name: string } | null = null): Workspace {
    return new Workspace(this.#parts, this.#parts.core.world.addTeam(name, enterprise));
  }

  /** Takes the place of the manifest from before. Installations keep the scopes that they were granted. */
  installManifest(manifest: unknown): void {
    this.app.manifest = manifestShape.parse(manifest);
  }

  /** Strikes the next `times` requests of a method of the Web API, or of `response_url`. */
  fail(route: string, fault: Fault, times = 1): Scheduled {
    return this.#parts.core.faults.next(route, fault, times);
  }

  /** As if three seconds had passed without an acknowledgement. */
  runOutOfPatience(): void {
    this.#parts.dispatcher.runOutOfPatience();
  }

  until<Found>(what: string, probe: () => Found | undefined): Promise<Found> {
    return this.#parts.core.changes.until(what, probe);
  }

  /** What stands in a conversation, oldest first; deleted ones left out, ephemeral ones with who sees them. */
  messages(channel: Channel): readonly Message[] {
    return channel.messages.filter(({ deleted }) => !deleted);
  }

  /** The home tab of a person; undefined before the app has published one. */
  home(person: { readonly id: string }): View | undefined {
    return this.#parts.core.views.homeOf(person.id);
  }

  get assistantThreads(): readonly AssistantThread[] {
    return this.#parts.core.assistantThreads.all;
  }

  /** Everything that was sent to the app, oldest first. */
  get deliveries(): readonly Delivery[] {
    return this.#parts.dispatcher.deliveries;
  }

  /** Sends the same payload once more, under the same ids, as Slack may at any time. */
  repeat(delivery: Delivery): Delivery {
    return this.#parts.dispatcher.repeat(delivery);
  }

  /** Sends a payload as it is, by the app's road: what no person could do. */
  deliver(kind: DeliveryKind, payload: JsonObject): Delivery {
    const teamId = typeof payload['team_id'] === 'string' ? payload['team_id'] : '';
    return this.#parts.dispatcher.deliver({ kind, payload, teamId, acceptsResponse: kind !== 'events_api' });
  }

  /** https://docs.slack.dev/reference/methods/auth.revoke: without its last token an app is uninstalled. */
  revoke(token: Token): void {
    token.revoked = true;
    const { installation } = token;
    if (installation === undefined) return;
    const others = this.#parts.core.tokens.of(installation).filter(({ revoked }) => !revoked);
    if (others.length === 0) this.uninstall(installation);
    else this.#tellRevoked(installation);
  }

  /** Ends an installation with all its tokens. */
  uninstall(installation: Installation): void {
    this.#tellRevoked(installation);
    this.#parts.events.emit('app_uninstalled', installation, { type: 'app_uninstalled' });
    installation.active = false;
    this.#parts.core.changes.announce();
  }

  #tellRevoked(installation: Installation): void {
    const tokens = { oauth: [], bot: [installation.botUserId] };
    this.#parts.events.emit('tokens_revoked', installation, { type: 'tokens_revoked', tokens });
  }

  async close(): Promise<void> {
    this.#parts.core.faults.releaseAll();
    await this.socketMode.close();
    this.httpMode.close();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
