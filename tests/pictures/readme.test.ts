import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDesk, type TestDesk } from '../fixtures/desk.ts';
import { startLiveBot } from '../fixtures/live-bot.ts';
import { NO_BROWSER, openBrowser } from './browser.ts';
import { README_SCENE } from './illustrator.ts';
import { illustrators } from './illustrators.ts';
import { isPictureOf, stamped } from './stamp.ts';

const root = join(import.meta.dirname, '../..');
const MOST_BYTES = 400_000;

let office: TestDesk;
beforeAll(async () => {
  office = await openDesk();
});
afterAll(() => office.close());

describe.for(illustrators)('the pictures of $name in the README', (illustrator) => {
  const { name, readmeLook } = illustrator;
  const paths = [`docs/pictures/${name}.png`, `docs/pictures/${name}-digest.png`] as const;

  const expectPicture = (path: string, html: string) =>
    expect(isPictureOf(readFileSync(join(root, path)), html), 'run `npm run pictures` and look at it').toBe(true);

  test('show an answer as it is sent today', async () => {
    const { html } = await illustrator.readmePicture(async (line) => office.ask(line));
    expectPicture(paths[0], html);
  });

  test('show a digest as it is posted today, of all that people and the bot did with digests', async () => {
    const bot = await startLiveBot();
    try {
      const scenes = await illustrator.scenes(bot);
      expectPicture(paths[1], scenes.find((scene) => scene.name === README_SCENE)?.page(readmeLook) ?? '');
      for (const { page } of scenes) expect(page({ ...readmeLook, menusOpen: true })).not.toMatch(/undefined|\[object/);
      expect(bot.faults).toEqual([]);
      expect([...bot.discord.unexpected, ...bot.discord.malformed, ...bot.slack.unexpected]).toEqual([]);
    } finally {
      await bot.close();
    }
  });

  test.for(paths)('%s is there, and light enough for a page that is read on a phone', (path) => {
    expect(readFileSync(join(root, 'README.md'), 'utf8')).toContain(`](${path})`);
    expect(existsSync(join(root, path))).toBe(true);
    expect(readFileSync(join(root, path)).length).toBeLessThan(MOST_BYTES);
  });
});

test('a picture knows the page that it was taken from, and no other', () => {
  // The smallest PNG: one grey pixel.
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==',
    'base64',
  );
  const picture = stamped(png, '<p>a</p>');
  expect(isPictureOf(picture, '<p>a</p>')).toBe(true);
  expect(isPictureOf(picture, '<p>b</p>')).toBe(false);
  expect(isPictureOf(png, '<p>a</p>')).toBe(false);
});

test('who has no browser is told what to install', async () => {
  await expect(openBrowser(['dossier-no-such-browser'])).rejects.toThrow(NO_BROWSER);
});
