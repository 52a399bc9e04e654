import { Locale } from 'discord.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contextMenus, registration } from '../../../src/platforms/discord/parts/register.ts';
import type { ArgumentSheet, CommandSheet } from '../../../src/platform.ts';
import { problemsOfCommands } from '../../fakes/discord/validate-commands.ts';
import { openDesk, type TestDesk } from '../../fixtures/desk.ts';

let office: TestDesk;
beforeAll(async () => {
  office = await openDesk();
});
afterAll(() => office.close());

const argument = (name: string, more: Partial<ArgumentSheet> = {}): ArgumentSheet => ({
  name,
  kind: 'text',
  description: 'Some words',
  required: false,
  positional: false,
  ...more,
});
const sheet = (...list: ArgumentSheet[]): CommandSheet => ({
  name: 'brief',
  description: 'What happened',
  visibility: 'private',
  arguments: list,
  examples: [],
});
const first = (list: ReturnType<typeof registration>) => {
  const [command] = list;
  if (!command || !('options' in command)) throw new Error('no command with options');
  return command;
};

describe('what is registered', () => {
  test('is what the platform takes: every command of ours and two menus on messages', () => {
    const list = registration(office.desk.commands);
    expect(problemsOfCommands(list)).toEqual([]);
    expect(list.map(({ name }) => name)).toEqual([
      ...office.desk.commands.map(({ name }) => name),
      ...Object.values(contextMenus).map(({ name }) => name),
    ]);
  });

  test('offers the channels that take posts, and completes what a database knows', () => {
    const kinds = ['zone', 'digest', 'subjects', 'outlets'] as const;
    const list = registration([
      sheet(argument('where', { kind: 'channel' }), ...kinds.map((kind) => argument(kind, { kind }))),
    ]);
    expect(problemsOfCommands(list)).toEqual([]);
    const shared = { description: 'Some words', required: false };
    expect(first(list).options?.slice(0, -1)).toEqual([
      // Text, announcements, forums, media, and the three kinds of threads.
      { type: 7, name: 'where', ...shared, channel_types: [0, 5, 15, 16, 11, 12, 10] },
      ...kinds.map((name) => ({ type: 3, name, ...shared, autocomplete: true })),
    ]);
  });

  test('can be used in servers, in direct messages and by whoever installed it', () => {
    for (const command of registration(office.desk.commands)) {
      expect(command).toMatchObject({ integration_types: [0, 1], contexts: [0, 1, 2] });
    }
  });

  test('asks for required options first and completes names, dates and briefs', () => {
    const { options } = first(
      registration([
        sheet(
          argument('since', { kind: 'date' }),
          argument('subject', { kind: 'subject', required: true }),
          argument('count', { kind: 'number', min: 1, max: 20 }),
          argument('all', { kind: 'flag' }),
          argument('order', { kind: 'choice', choices: ['newest', 'oldest'] }),
        ),
      ]),
    );
    const optional = { description: 'Some words', required: false };
    expect(options).toEqual([
      { type: 3, name: 'subject', description: 'Some words', required: true, autocomplete: true },
      { type: 3, name: 'since', ...optional, autocomplete: true },
      { type: 4, name: 'count', ...optional, min_value: 1, max_value: 20 },
      { type: 5, name: 'all', ...optional },
      {
        type: 3,
        name: 'order',
        ...optional,
        choices: [
          { name: 'newest', value: 'newest' },
          { name: 'oldest', value: 'oldest' },
        ],
      },
      { type: 5, name: 'public', description: 'Answer in the open, for everybody here' },
    ]);
  });

  test('completes more choices than a list may hold', () => {
    const choices = Array.from({ length: 26 }, (_, index) => `choice-${index}`);
    const list = registration([sheet(argument('one', { kind: 'choice', choices }))]);
    expect(problemsOfCommands(list)).toEqual([]);
    expect(first(list).options?.[0]).toMatchObject({ autocomplete: true });
  });

  test('speaks another language where it is given the words, and English for the rest', () => {
    const list = registration([sheet(argument('subject'), argument('since'))], {
      [Locale.German]: {
        commands: {
          brief: { name: 'bericht', arguments: { subject: { name: 'thema', description: 'Worum es geht' } } },
        },
        menus: { who: 'Wer kommt hier vor?' },
      },
      [Locale.Russian]: { commands: { brief: { description: 'Что произошло' } } },
    });
    expect(problemsOfCommands(list)).toEqual([]);
    const { options, ...command } = first(list);
    expect(command).toMatchObject({
      name_localizations: { de: 'bericht' },
      description_localizations: { ru: 'Что произошло' },
    });
    expect(options?.[0]).toMatchObject({ name: 'subject', name_localizations: { de: 'thema' } });
    expect(options?.[1]).not.toHaveProperty('name_localizations');
    expect(list[1]).toMatchObject({ name: 'Who is in this?', name_localizations: { de: 'Wer kommt hier vor?' } });
  });
});

test.each([
  ['a capital', sheet(argument('Subject'))],
  ['a long description', { ...sheet(), description: 'x'.repeat(101) }],
  ['too many options', sheet(...Array.from({ length: 26 }, (_, index) => argument(`a${index}`)))],
  ['an option twice', sheet(argument('a'), argument('a'))],
])('the judge of these tests refuses %s', (_, wrong) => {
  expect(problemsOfCommands(registration([wrong]))).not.toEqual([]);
});
