import { ApplicationCommandType } from 'discord.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeLine } from '../../../src/line/write-line.ts';
import { pagesOf } from '../../../src/platforms/discord/render.ts';
import { openDesk, type TestDesk } from '../../fixtures/desk.ts';
import { hostileTexts } from '../../fixtures/hostile-text.ts';
import { isForOneOnly, registered, shown, startBot, type Bot } from './bot.ts';

let office: TestDesk;
let bot: Bot;
beforeAll(async () => {
  office = await openDesk();
  bot = await startBot(office.desk);
  await registered(bot);
});
afterAll(async () => {
  expect(bot.discord.malformed).toEqual([]);
  expect(bot.discord.pings).toEqual([]);
  expect(office.faults).toEqual([]);
  await bot.close();
  await office.close();
});

const WHO = 'Who is in this?';
const CHECK = 'Check against the briefs';
const POST =
  'Kerry offered Lavrov an exchange over Aleppo, says the Washington Post.\n' +
  'Almost 400 civilians died there within a week, and Jane Roe of Springfield counted 12,345 tents.';

describe('the menu on a message', () => {
  test('tells whom the message names, to who asked alone', async () => {
    const answer = await bot.ann.contextMenu(bot.ben.says(bot.channel, POST), WHO).answer();
    expect(isForOneOnly(answer)).toBe(true);
    const text = shown(answer);
    for (const name of ['John Kerry', 'Sergey Lavrov', 'The Washington Post', 'Aleppo', 'Jane Roe']) {
      expect(text).toContain(name);
    }
    await expect(text).toMatchFileSnapshot('golden/menu-who.txt');
  });

  test('compares the message with the briefs, and does not say what is true', async () => {
    const answer = await bot.ann.contextMenu(bot.ben.says(bot.channel, POST), CHECK).answer();
    const text = shown(answer);
    expect(text).toMatch(/found/i);
    expect(text).toMatch(/not in these briefs/i);
    expect(text).not.toMatch(/\b(?:true|false|correct|incorrect|verified)\b/i);
    await expect(text).toMatchFileSnapshot('golden/menu-check.txt');
  });

  test('reads what an embed and the components of a message say too', async () => {
    const answered = await bot.ann.command(bot.channel, 'brief', { subject: 'aleppo', public: true }).answer();
    expect(shown(await bot.ben.contextMenu(answered, WHO).answer())).toContain('Aleppo');
  });

  test('on a long message sends the pages one after the other, as no button can carry its text', async () => {
    const sentences = [
      POST,
      'John Kerry met Lavrov in Geneva. Ushakov said the contacts go on. Obama and Putin met in Hangzhou.',
      'The United States may break off talks with Russia. Ryabkov called it a gross simplification.',
    ];
    const text = sentences
      .flatMap((one) => [one, one.replaceAll('Kerry', 'Mr Kerry')])
      .join(' ')
      .slice(0, 2000);
    const { message, line } = await office.ask(writeLine('check', [], { text }));
    const pages = pagesOf({ message, line, page: 1, visibility: 'private' });
    expect(pages.length).toBeGreaterThan(1);
    const handle = bot.ann.contextMenu(bot.ben.says(bot.channel, text), CHECK);
    const last = await handle.followUp(pages.length - 1);
    expect(handle.messages).toHaveLength(pages.length);
    expect(handle.messages.every(isForOneOnly)).toBe(true);
    const texts = handle.messages.map(shown);
    for (const [index, page] of texts.entries()) expect(page).toContain(`Page ${index + 1} of ${pages.length}`);
    expect(texts[0]).toContain('The next one follows.');
    expect(shown(last)).not.toContain('follows');
  });

  test('reads a message without its markup, in which sentences and names would be lost', async () => {
    const text = '> **Kerry offered Russia a swap over Aleppo**. *Lavrov* met [Obama](https://example.org/obama).';
    const answer = shown(await bot.ann.contextMenu(bot.ben.says(bot.channel, text), CHECK).answer());
    expect(answer).toContain('- “Kerry offered Russia a swap over Aleppo.”');
    expect(answer).toContain('“Lavrov met Obama.”');
  });

  test('reads a message that was forwarded from elsewhere', async () => {
    const wire = bot.guild.addTextChannel('wire');
    const forwarded = bot.ann.forwards(bot.ben.says(wire, POST), bot.channel);
    expect(forwarded.content).toBe('');
    expect(shown(await bot.ann.contextMenu(forwarded, CHECK).answer())).toContain('Found, as a claim');
  });

  test('on a message without words says what it needs', async () => {
    const empty = bot.ben.says(bot.channel, '\u200b');
    const answer = await bot.ann.contextMenu(empty, WHO).answer();
    expect(isForOneOnly(answer)).toBe(true);
    expect(shown(answer)).not.toContain('incident');
  });

  test('on whatever a message may hold is answered, and gives nothing back as markup or mention', async () => {
    for (const text of hostileTexts({ count: 40, seed: 17, max: 1500 })) {
      if (text.trim() === '') continue;
      const message = bot.ben.says(bot.channel, text.slice(0, 2000));
      for (const menu of [WHO, CHECK]) await bot.ann.contextMenu(message, menu).answer();
    }
    expect(bot.discord.requests.filter(({ status = 0 }) => status >= 400)).toEqual([]);
  });
});

test('a menu that an earlier version left in a server is answered in a sentence', async () => {
  const { discord, guild } = bot;
  const place = `${discord.apiUrl}/v10/applications/${discord.applicationId}/guilds/${guild.id}/commands`;
  const put = await fetch(place, {
    method: 'PUT',
    headers: { authorization: `Bot ${discord.token}`, 'content-type': 'application/json' },
    body: JSON.stringify([{ type: ApplicationCommandType.Message, name: 'Sum up' }]),
  });
  expect(put.status).toBe(200);
  const told = await bot.ann.contextMenu(bot.ben.says(bot.channel, POST), 'Sum up').answer();
  expect(isForOneOnly(told)).toBe(true);
  expect(shown(told)).toContain('of another version of Dossier');
});
