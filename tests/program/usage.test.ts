import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dossier, emptyFolder, folderWithBriefs } from './program.ts';

describe('the help of the program', () => {
  it.each(['--help', '-h'])('comes with %s, wherever it is started', async (option) => {
    const { status, stdout, stderr } = await dossier(emptyFolder(), [option]);
    expect(stdout).toMatch(/^Usage: dossier/);
    expect(stdout).toMatch(/ask "<line>"[^]*--as json[^]*check[^]*--quiet[^]*\.env\.example/);
    expect(stdout).toContain(
      'Ends with 0 when it did what was asked, 1 when it could not or found an error, 2 when this command line is wrong.',
    );
    expect(stderr).toBe('');
    expect(status).toBe(0);
  });

  it.each(['--version', '-v'])('tells the version of package.json with %s', async (option) => {
    const file = readFileSync(join(import.meta.dirname, '..', '..', 'package.json'), 'utf8');
    const { version } = JSON.parse(file) as { version: string };
    expect(await dossier(emptyFolder(), [option])).toMatchObject({ status: 0, stdout: `${version}\n`, stderr: '' });
  });
});

describe('a command line that means nothing', () => {
  it.each([
    [['--bogus'], "Unknown option '--bogus'."],
    [['brief', 'aleppo'], 'To ask something: dossier ask "brief aleppo"'],
    [['chek'], 'There is no command "chek". Did you mean "check"?'],
    [['ask'], 'Say what to ask: dossier ask "brief aleppo".'],
    [['ask', '--as', 'nonsense', 'status'], '--as is one of terminal, text, json.'],
    [['ask', 'status', '--quiet'], '"dossier ask" takes no option --quiet.'],
    [['--quiet'], '"dossier start" takes no option --quiet.'],
  ])('ends with 2 and says what would mean something: %j', async (args, sentence) => {
    const { status, stdout, stderr } = await dossier(folderWithBriefs(), args);
    expect(stderr).toContain(sentence);
    expect(stderr).toMatch(/\nSee dossier --help\.\n$/);
    expect(stdout).toBe('');
    expect(status).toBe(2);
  });
});
