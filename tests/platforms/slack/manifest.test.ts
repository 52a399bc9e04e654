import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { UserError } from '../../../src/kernel/errors.ts';
import { limits } from '../../../src/platforms/slack/limits.ts';
import {
  botScopes,
  manifest,
  printManifest,
  type ManifestOptions,
} from '../../../src/platforms/slack/parts/manifest.ts';
import { methods } from '../../../src/platforms/slack/parts/web.ts';
import type { CommandSheet } from '../../../src/platform.ts';
import { scopesFor, type Kind } from '../../fakes/slack/scopes.ts';
import { problemsOfManifest } from '../../fakes/slack/validate-manifest.ts';
import { openDesk, type TestDesk } from '../../fixtures/desk.ts';

let office: TestDesk;
beforeAll(async () => {
  office = await openDesk();
});
afterAll(() => office.close());

const made = (options: ManifestOptions) => manifest(office.desk.commands, options);
const http: ManifestOptions = { mode: 'http', url: 'https://dossier.example.org' };

describe('the manifest', () => {
  test.each<[string, ManifestOptions]>([
    ['in Socket Mode', { mode: 'socket' }],
    ['with a prefix', { mode: 'socket', prefix: 'd-' }],
    ['over HTTP', http],
    ['for many workspaces', { ...http, isShared: true }],
  ])('is taken %s', (_, options) => {
    expect(problemsOfManifest(made(options))).toEqual([]);
  });

  test('reads well', async () => {
    await expect(printManifest(made({ mode: 'socket' }), 'yaml')).toMatchFileSnapshot('golden/manifest.yaml');
  });

  test('is the same as YAML and as JSON', () => {
    const app = made(http);
    expect(parse(printManifest(app, 'yaml'))).toEqual(app);
    expect(JSON.parse(printManifest(app, 'json'))).toEqual(app);
  });

  test('names every command, and the one that reaches all', () => {
    const names = made({ mode: 'socket' }).features?.slash_commands?.map(({ command }) => command) ?? [];
    expect(names[0]).toBe('/dossier');
    expect(names).toHaveLength(office.desk.commands.length + 1);
    expect(names).toEqual(expect.arrayContaining(['/brief', '/whois', '/briefstatus', '/briefhelp']));
    const moved = made({ mode: 'socket', prefix: 'd-' }).features?.slash_commands?.map(({ command }) => command);
    expect(moved).toEqual(['/d-dossier', ...office.desk.commands.map(({ name }) => `/d-${name}`)]);
  });

  test('has one address for everything over HTTP, and none in Socket Mode', () => {
    const addresses = (options: ManifestOptions) =>
      new Set(JSON.stringify(made(options)).match(/https:\/\/[^"]+/g) ?? []);
    expect(addresses({ mode: 'socket' })).toEqual(new Set());
    expect(addresses({ ...http, url: 'https://dossier.example.org/news/' })).toEqual(
      new Set(['https://dossier.example.org/news/slack/events']),
    );
    expect(addresses({ ...http, isShared: true })).toEqual(
      new Set(['https://dossier.example.org/slack/events', 'https://dossier.example.org/slack/oauth_redirect']),
    );
  });

  test.each([undefined, 'dossier.example.org', 'http://dossier.example.org'])('wants an address, not %s', (url) => {
    expect(() => made({ mode: 'http', url })).toThrow(UserError);
  });

  test('of more commands than there may be still reaches all of them', () => {
    const sheets = Array.from({ length: 60 }, (_, index): CommandSheet => ({
      name: `command-${index}`,
      description: 'x'.repeat(3000),
      visibility: 'private',
      arguments: [],
      examples: [],
    }));
    const app = manifest(sheets, { mode: 'socket' });
    expect(problemsOfManifest(app)).toEqual([]);
    expect(app.features?.slash_commands).toHaveLength(limits.slashCommands.most);
    expect(app.features?.slash_commands?.[0]?.command).toBe('/dossier');
  });
});

describe('the scopes', () => {
  /** Where each is called; in all conversations of a kind where it is not named. */
  const kinds: Readonly<Record<string, readonly Kind[]>> = {
    // A channel that is looked at is public or private, and a conversation that is opened is one with one person.
    'conversations.info': ['public', 'private'],
    'conversations.open': ['im'],
    'conversations.history': ['public', 'private', 'im'],
    'conversations.replies': ['public', 'private', 'im'],
  };
  const scopesOf = (options: ManifestOptions): readonly string[] => made(options).oauth_config?.scopes?.bot ?? [];
  const needed = methods.flatMap((method) => scopesFor(method, kinds[method] ?? []));

  test('cover every method that is called', () => {
    const granted = scopesOf({ mode: 'socket', hasGroups: true });
    expect(needed.filter((scope) => !granted.includes(scope))).toEqual([]);
  });

  test('are no more than what is called, told by an event, or shown needs', () => {
    const others = new Set(['commands', 'app_mentions:read', 'im:history', 'assistant:write']);
    const granted = scopesOf({ mode: 'socket', hasGroups: true });
    expect(granted.filter((scope) => !needed.includes(scope) && !others.has(scope))).toEqual([]);
    expect(new Set(granted).size).toBe(granted.length);
  });

  test('hold who is in a group only where groups are among the editors, and are asked for by an installation too', () => {
    expect(scopesOf({ mode: 'socket' })).not.toContain('usergroups:read');
    expect(scopesOf({ mode: 'socket', hasGroups: true })).toContain('usergroups:read');
    for (const hasGroups of [true, false]) {
      expect(botScopes(hasGroups)).toEqual(scopesOf({ ...http, isShared: true, hasGroups }));
    }
  });
});

describe('the judge of these tests refuses', () => {
  const command = (name: string) => ({ command: name, description: 'x' });
  const commands = (...list: string[]) => ({ features: { slash_commands: list.map(command) } });
  const socket: ManifestOptions = { mode: 'socket' };

  test.each<[string, ManifestOptions, Record<string, object>]>([
    ['a command that is built in', socket, commands('/who')],
    ['a command without its slash', socket, commands('who')],
    ['a command twice', socket, commands('/a', '/a')],
    ['51 commands', socket, commands(...Array.from({ length: 51 }, (_, index) => `/a${index}`))],
    ['an unknown field', socket, { settings: { colour: 1 } }],
    ['a scope that is missing', socket, { oauth_config: { scopes: { bot: ['commands'] } } }],
    ['HTTP without an address', http, { settings: { interactivity: { is_enabled: true } } }],
    ['tokens that nobody renews', socket, { settings: { token_rotation_enabled: true } }],
    ['a long name', socket, { display_information: { name: 'x'.repeat(36) } }],
  ])('%s', (_, options, changes) => {
    const app = made(options) as Record<string, object>;
    const changed = Object.entries(changes).map(([key, more]) => [key, { ...app[key], ...more }] as const);
    expect(problemsOfManifest({ ...app, ...Object.fromEntries(changed) })).not.toEqual([]);
  });
});
