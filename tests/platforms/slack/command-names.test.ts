import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { UserError } from '../../../src/kernel/errors.ts';
import type { Message } from '../../../src/message/model.ts';
import { commandNames } from '../../../src/platforms/slack/parts/command-names.ts';
import { renderAnswer } from '../../../src/platforms/slack/render.ts';
import { readBlocks, seen } from '../../fakes/slack/read-blocks.ts';
import { openDesk, type TestDesk } from '../../fixtures/desk.ts';

let office: TestDesk;
beforeAll(async () => {
  office = await openDesk();
});
afterAll(() => office.close());

const commandsOf = () => office.desk.commands.map(({ name }) => name);
const names = (prefix?: string) => commandNames(commandsOf(), prefix);

describe('a name', () => {
  test.each([
    ['brief', '/brief'],
    ['who', '/whois'],
    ['status', '/briefstatus'],
    ['nothing-like-it', '/dossier nothing-like-it'],
  ])('of %s is %s', (command, native) => {
    expect(names().native(command)).toBe(native);
  });

  test('begins with the prefix where there is one, and then needs no alias', () => {
    expect(names('d-').native('who')).toBe('/d-who');
    expect(names('d-').native('nothing-like-it')).toBe('/d-dossier nothing-like-it');
  });

  test('gives back its command, whatever the prefix', () => {
    for (const all of [names(), names('d-'), names('news_')]) {
      for (const command of commandsOf()) expect(all.line(all.native(command), ' aleppo ')).toBe(`${command} aleppo`);
    }
  });

  test.each([
    ['/dossier', 'who lavrov', 'who lavrov'],
    ['/dossier', '  ', 'help'],
    ['/whois', '', 'who'],
    ['/WHOIS', '"russian foreign minister"', 'who "russian foreign minister"'],
    ['/who', 'lavrov', undefined],
    ['/nothing', 'x', undefined],
  ])('%s with “%s” asks for %s', (native, text, line) => {
    expect(names().line(native, text)).toBe(line);
  });

  test.each(['D-', 'a b', '-', 'ж', `x${'x'.repeat(30)}`])(
    'is not taken with the prefix “%s”, which is said',
    (prefix) => {
      expect(() => names(prefix)).toThrow(UserError);
    },
  );
});

describe('an answer', () => {
  const shown = (message: Message, prefix?: string) => {
    const answer = { message, line: 'help', page: 1, visibility: 'private' as const };
    return readBlocks(renderAnswer(answer, {}, names(prefix)).blocks).map(seen);
  };

  test('shows command lines as they are typed here, in help and in what it says of a command', async () => {
    const help = await office.ask('help');
    expect(shown(help.message)).toEqual(expect.arrayContaining(['/brief aleppo', '/whois lavrov']));
    expect(shown(help.message, 'd-')).toEqual(expect.arrayContaining(['/d-brief aleppo', '/d-who lavrov']));
    expect(shown(help.message)).toEqual(expect.arrayContaining([expect.stringMatching(/^\/whois · Who somebody is/)]));
    const who = await office.ask('help who');
    expect(shown(who.message).join('\n')).toContain('/whois "russian foreign minister" the holder of a role');
    expect(shown(who.message)[0], 'also in the title').toBe('/whois <actor>');
  });

  test('shows everything else as it is, also what only looks like a command line', () => {
    const message: Message = {
      tone: 'news',
      summary: 'who lavrov',
      sources: [],
      blocks: [
        { kind: 'text', spans: [{ kind: 'code', text: 'who lavrov' }] },
        { kind: 'text', spans: [{ kind: 'plain', text: 'who lavrov' }] },
        { kind: 'text', spans: [{ kind: 'code', text: 'page:2', isLine: true }] },
      ],
    };
    expect(shown(message).slice(0, 3)).toEqual(['who lavrov', 'who lavrov', 'page:2']);
  });

  test('shows them in what it says of a mistake and of what it understood', async () => {
    const first = async (line: string) => shown((await office.ask(line)).message)[0];
    expect(await first('who')).toMatch(/^\/whois needs to know: .* For example: \/whois lavrov\.$/);
    expect(await first('who lavrov colour:red')).toMatch(/^\/whois has no colour:\. /);
    expect(await first('lavrov')).toBe('Read as /brief lavrov.');
  });

  test('shows them on buttons and in menus as well', async () => {
    const labels = async (line: string, page: number) => {
      const { message } = await office.ask(line);
      return JSON.stringify(renderAnswer({ message, line, page, visibility: 'private' }, {}, names()).blocks);
    };
    expect(await labels('help who', 1)).toContain('"text":"/whois lavrov"');
    // The menu comes after all commands.
    expect(await labels('help', 2)).toContain('"text":"/whois","emoji":false},"value":"help who"');
  });

  test('keeps what its buttons ask for', async () => {
    const answer = await office.ask('help who');
    const values = JSON.stringify(renderAnswer(answer, {}, names('d-')).blocks);
    expect(values).toContain('"value":"who lavrov"');
    expect(values).not.toContain('"value":"/');
  });
});
