/**
 * `npm run pictures -- --all DIR --only "brief aleppo"`
 *
 * Draws what readers see on each chat platform, from what the platforms are really sent, into `docs/pictures/`.
 * `--all`: draws every page of every example of every command into this folder instead, and of what goes wrong, and
 * digests from their form to what is posted, for both widths and both themes, with menus closed and open, to be looked at.
 * `--only`: of these, one line, or `digest`, `notice` and so on for what begins so.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { commands } from '../../src/commands/all.ts';
import { NOW, openDesk } from '../fixtures/desk.ts';
import { startLiveBot } from '../fixtures/live-bot.ts';
import { sampleMessage } from '../fixtures/sample-message.ts';
import { openBrowser } from './browser.ts';
import { README_SCENE, widths, type Illustrator, type Look, type Scene } from './illustrator.ts';
import { illustrators } from './illustrators.ts';
import { stamped } from './stamp.ts';

const { values } = parseArgs({ options: { all: { type: 'string' }, only: { type: 'string' } } });
const { all: folder } = values;

/** What goes not as meant: a typo, a name of nothing, too little, a date that is none, a page beyond the last. */
const mishaps = [
  'brief alepo',
  'who zzyzx',
  'brief',
  'who smith',
  'brief aleppo since:nonsense',
  'brief aleppo page:99',
];
const MENTION = '@Dossier ';
/** Stands for the message with every kind of block. */
const SAMPLE = 'sample';

const looks = (['desktop', 'phone'] as const).flatMap((device) =>
  (['dark', 'light'] as const).flatMap((theme) =>
    [false, true].map((menusOpen): readonly [string, Look] => [
      `${device} ${theme}${menusOpen ? ' menus' : ''}`,
      { device, theme, menusOpen, zone: 'Europe/Berlin', now: NOW },
    ]),
  ),
);

const browser = await openBrowser().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
const office = await openDesk();
try {
  for (const illustrator of illustrators) {
    const scenes = await scenesOf(illustrator);
    if (folder === undefined) await drawForReadme(illustrator, scenes);
    else await drawAll(illustrator, scenes, folder);
  }
} finally {
  await office.close();
  await browser.close();
}

async function scenesOf(illustrator: Illustrator): Promise<readonly Scene[]> {
  const bot = await startLiveBot();
  try {
    return await illustrator.scenes(bot);
  } finally {
    await bot.close();
  }
}

async function drawForReadme(illustrator: Illustrator, scenes: readonly Scene[]): Promise<void> {
  const { name, readmeLook } = illustrator;
  const answer = await illustrator.readmePicture(async (line) => office.ask(line));
  const digest = scenes.find((scene) => scene.name === README_SCENE)?.page(readmeLook) ?? '';
  const pictures = [
    [name, answer],
    [`${name}-digest`, { html: digest, width: widths[readmeLook.device] }],
  ] as const;
  for (const [file, { html, width }] of pictures) {
    const path = join(import.meta.dirname, '../../docs/pictures', `${file}.png`);
    writeFileSync(path, stamped(smaller(await browser.picture(html, width)), html));
    console.log(path);
  }
}

/** With fewer colours, where pngquant is installed: a third of the size, and no eye sees the difference. */
function smaller(png: Uint8Array): Uint8Array {
  const { status, stdout } = spawnSync('pngquant', ['--quality', '80-100', '--strip', '-'], {
    input: png,
    maxBuffer: 2 ** 26,
  });
  return status === 0 ? stdout : png;
}

async function drawAll(illustrator: Illustrator, scenes: readonly Scene[], into: string): Promise<void> {
  mkdirSync(into, { recursive: true });
  const { only } = values;
  const wanted = scenes.filter(({ name }) => only === undefined || name.startsWith(only));
  for (const { name, page } of wanted) {
    for (const [variant, look] of looks) await draw(into, [illustrator.name, name, variant], page(look), look);
    console.log(name);
  }
  if (only !== undefined && wanted.length > 0) return;
  const lines = only === undefined ? examples() : [only];
  for (const line of lines) {
    const asked = await office.ask(line === SAMPLE ? 'latest' : line.replace(MENTION, ''));
    const answer = line === SAMPLE ? { ...asked, message: sampleMessage } : asked;
    for (const [variant, look] of looks) {
      for (const [index, html] of illustrator.pages(line, answer, look).entries()) {
        await draw(into, [illustrator.name, line, index + 1, variant], html, look);
      }
    }
    console.log(line);
  }
}

async function draw(into: string, words: readonly (string | number)[], html: string, look: Look): Promise<void> {
  const name = words.join(' ').replaceAll(/[^\p{L}\p{N}]+/gu, '-');
  writeFileSync(join(into, `${name}.png`), await browser.picture(html, widths[look.device]));
}

function examples(): readonly string[] {
  return [
    ...commands.flatMap((command) => command.examples.map(({ line }) => line)),
    ...mishaps,
    `${MENTION}who lavrov`,
    SAMPLE,
  ];
}
