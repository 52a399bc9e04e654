import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDesk, type TestDesk } from '../fixtures/desk.ts';
import { NO_BROWSER, openBrowser } from './browser.ts';
import { illustrators } from './illustrators.ts';
import { isPictureOf, stamped } from './stamp.ts';

const root = join(import.meta.dirname, '../..');
const MOST_BYTES = 400_000;

let office: TestDesk;
beforeAll(async () => {
  office = await openDesk();
});
afterAll(() => office.close());

describe.for(illustrators)('the picture of $name in the README', (illustrator) => {
  const path = `docs/pictures/${illustrator.name}.png`;

  test('shows what is sent today', async () => {
    const { html } = await illustrator.readmePicture(async (line) => office.ask(line));
    expect(isPictureOf(readFileSync(join(root, path)), html), 'run `npm run pictures` and look at it').toBe(true);
  });

  test('is there, and light enough for a page that is read on a phone', () => {
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
