import { describe, expect, it } from 'vitest';
import { CommandLineError, readCommandLine, SHOWN_AS, USAGE } from '../src/command-line.ts';
import { UserError } from '../src/kernel/errors.ts';

describe('the command line', () => {
  it.each([
    [[], { command: 'start' }],
    [['start'], { command: 'start' }],
    [['ask', 'brief', 'aleppo', 'since:7d'], { command: 'ask', line: 'brief aleppo since:7d', as: 'terminal' }],
    [['ask', '--as=json', 'brief "washington post"'], { command: 'ask', line: 'brief "washington post"', as: 'json' }],
    [['ask', '--as', 'text', '--', '--help'], { command: 'ask', line: '--help', as: 'text' }],
    [['check'], { command: 'check', isQuiet: false }],
    [['--quiet', 'check'], { command: 'check', isQuiet: true }],
    [['manifest', 'discord'], { command: 'manifest', of: { platform: 'discord' } }],
    [['manifest', 'slack'], { command: 'manifest', of: { platform: 'slack', as: 'yaml', isShared: false } }],
    [
      ['manifest', 'Slack', '--as', 'json', '--url', 'https://a.example', '--shared'],
      { command: 'manifest', of: { platform: 'slack', as: 'json', url: 'https://a.example', isShared: true } },
    ],
    [['backup', '/tmp/it.sqlite'], { command: 'backup', file: '/tmp/it.sqlite' }],
    [['invite', 'Discord'], { command: 'invite', platform: 'discord' }],
    [['nonsense', '--help'], { command: 'help' }],
    [['-v'], { command: 'version' }],
  ])('means: %j', (argv, meant) => {
    expect(readCommandLine(argv)).toEqual(meant);
  });

  it.each([
    [['start', '--as', 'json'], '"dossier start" takes no option --as.'],
    [['check', '--as', 'json'], '"dossier check" takes no option --as.'],
    [['ask', '--as'], "Option '--as <value>' argument missing."],
    [['ask', '-x'], "Unknown option '-x'."],
    [['check', '--quiet=yes'], 'does not take an argument'],
    [['start', 'now'], '"dossier start" takes no "now".'],
    [['manifest'], 'Say for what: dossier manifest discord or slack.'],
    [['manifest', 'discord', '--as', 'json'], '"dossier manifest discord" takes no option --as.'],
    [['manifest', 'slack', '--as', 'text'], '--as is one of yaml, json.'],
    [['manifest', 'slack', '--shared'], 'An app that many workspaces install takes requests: add --url'],
    [['backup'], 'Name one file: dossier backup dossier.sqlite.'],
    [['backup', ''], 'Name one file'],
    [['backup', 'two', 'files'], 'Name one file'],
    [['backup', 'it.sqlite', '--quiet'], '"dossier backup" takes no option --quiet.'],
    [['invite', 'slack'], 'Say for what: dossier invite discord.'],
    [['invite', 'terminal'], 'Say for what: dossier invite discord.'],
    [['invite', 'discord', 'now'], 'Say for what: dossier invite discord.'],
    [['strat'], 'Did you mean "start"?'],
    [['constructor'], 'There is no command "constructor".'],
    [['ask', '--as', '__proto__', 'x'], '--as is one of terminal, text, json.'],
  ])('passes nothing over that it does not understand: %j', (argv, sentence) => {
    expect(() => readCommandLine(argv)).toThrow(sentence);
    expect(() => readCommandLine(argv)).toThrow(CommandLineError);
    expect(() => readCommandLine(argv)).toThrow(UserError);
  });

  it('is described whole', () => {
    for (const as of SHOWN_AS) expect(USAGE).toContain(`--as ${as} `);
    for (const word of [
      'dossier ask',
      'dossier check',
      'dossier manifest',
      'dossier backup',
      'dossier invite',
      '--quiet',
      '--help',
      '--version',
    ])
      expect(USAGE).toContain(word);
  });
});
