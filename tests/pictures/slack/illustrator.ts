import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { Message, type Block } from 'slack-blocks-to-jsx';
import { commands } from '../../../src/commands/all.ts';
import { commandNames } from '../../../src/platforms/slack/parts/command-names.ts';
import { pagesOf, renderAnswer, type Payload } from '../../../src/platforms/slack/render.ts';
import { playScenes } from './scenes.ts';
import { widths, type Illustrator, type Look } from '../illustrator.ts';

const packaged = createRequire(import.meta.url);
const components = readFileSync(packaged.resolve('slack-blocks-to-jsx/dist/style.css'), 'utf8');
const own = readFileSync(new URL('message.css', import.meta.url), 'utf8');

/** A letter on a ground of the colour that the manifest names. */
const LOGO = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 36 36"><rect width="36" height="36" rx="8" fill="#24364b"/>' +
    '<text x="18" y="25" font-family="Georgia, serif" font-size="20" fill="#fff" text-anchor="middle">D</text></svg>',
)}`;

const names = commandNames(commands.map(({ name }) => name));

/** Draws what readers see, from what the platform is really sent, with components that others made after its clients. */
const readmeLook: Look = { theme: 'light', device: 'desktop', zone: 'Europe/Berlin', now: '2016-12-02T07:00:00Z' };

export const slack: Illustrator = {
  name: 'slack',

  pages(_line, answer, look) {
    return pagesOf(answer).map((page) => messagePage(renderAnswer({ ...answer, page: page.number }, {}, names), look));
  },

  async readmePicture(ask) {
    const answer = await ask('disputed ryabkov');
    return { html: messagePage(renderAnswer(answer, {}, names), { theme: 'light' }), width: widths.desktop };
  },

  readmeLook,

  async scenes(bot) {
    const sent = await playScenes(bot);
    const channels = [{ id: bot.news.id, name: bot.news.name }];
    // The fake has read the blocks that came, and keeps them as they are.
    return sent.map(({ name, message }) => {
      const blocks = message.content.blocks as unknown as Payload['blocks'];
      return { name, page: (look: Look) => messagePage({ blocks }, look, channels) };
    });
  },
};

/**
 * The same blocks by the types of another package, which knows fewer kinds. It leaves verbatim text without its marks,
 * where the platform's own page says that they are read in any case.
 */
function drawable(blocks: Payload['blocks']): Block[] {
  const isWanted = (key: string, value: unknown) => (key === 'verbatim' ? undefined : value);
  return JSON.parse(JSON.stringify(blocks, isWanted)) as Block[];
}

/** It asks for nothing from elsewhere and runs nothing, so that it looks the same at every time. */
export function messagePage(
  { blocks }: Pick<Payload, 'blocks'>,
  { theme }: Pick<Look, 'theme'>,
  channels: { readonly id: string; readonly name: string }[] = [],
): string {
  const message = createElement(Message, {
    theme,
    blocks: drawable(blocks),
    logo: LOGO,
    name: 'Dossier',
    // Half past ten wherever the picture is drawn.
    time: new Date(2016, 11, 1, 10, 30),
    data: { users: [{ id: 'U012AB3CD', name: 'Ada' }], channels, user_groups: [] },
  });
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<meta charset="utf-8">',
    '<title>Dossier</title>',
    `<style>${components}\n${own}</style>`,
    `<body class="${theme}">${renderToStaticMarkup(message)}</body>`,
    '</html>',
    '',
  ].join('\n');
}
