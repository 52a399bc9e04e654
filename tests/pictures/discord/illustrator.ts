import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pagesOf, renderPage } from '../../../src/platforms/discord/render.ts';
import type { Answer } from '../../../src/platform.ts';
import { documentOf, element, type Html } from '../html.ts';
import { widths, type Illustrator, type Look } from '../illustrator.ts';
import { messageHtml, type Cause } from './message.ts';
import { componentsOf, playScenes, type Sent } from './scenes.ts';
import { timeText } from './time-text.ts';

const style = ['channel.css', 'components.css', 'markdown.css']
  .map((name) => readFileSync(join(import.meta.dirname, name), 'utf8'))
  .join('\n');

/** Begins what is written to the bot and not asked with a command. Everybody in the channel reads the reply. */
const MENTION = '@';

/** Who asks in the pictures, by the id that payloads name. */
const people = new Map([['100', 'Ann']]);

const readmeLook: Look = { theme: 'dark', device: 'desktop', zone: 'Europe/Berlin', now: '2016-12-02T07:00:00Z' };

export const discord: Illustrator = {
  name: 'discord',

  pages(line, answer, look) {
    return screens(line, answer, look).map((screen) => documentOf(style, screen));
  },

  async readmePicture(ask) {
    const line = 'disputed ryabkov';
    const look: Look = { theme: 'dark', device: 'desktop', zone: 'Europe/Berlin', now: '2016-12-01T09:30:00Z' };
    const [first = ''] = screens(line, await ask(line), look);
    return { html: documentOf(style, first), width: widths[look.device] };
  },

  readmeLook,

  async scenes(bot) {
    const sent = await playScenes(bot);
    const places = new Map([[bot.general.id, bot.general.name]]);
    return sent.map(({ name, what }) => ({ name, page: (look) => documentOf(style, scene(what, look, places)) }));
  },
};

function scene(what: Sent['what'], look: Look, channels: ReadonlyMap<string, string>): Html {
  const reader = { zone: look.zone, now: look.now, people, channels };
  const inside =
    what.kind === 'form'
      ? what.form
      : messageHtml(
          {
            components: componentsOf(what.message),
            cause: what.cause,
            at: timeText(`<t:${Math.floor(what.message.atMs / 1000)}:t>`, reader),
            ephemeral: what.message.onlyFor !== undefined,
          },
          { reader, menusOpen: look.menusOpen ?? false },
        );
  return element('div', `screen ${look.theme} ${look.device}`, inside);
}

/** Parts of a channel that hold one message each: a page of the answer. */
function screens(line: string, answer: Answer, look: Look): readonly Html[] {
  const reader = { zone: look.zone, now: look.now, people };
  const drawing = { reader, menusOpen: look.menusOpen ?? false };
  const seconds = Math.floor(Temporal.Instant.from(look.now).epochMilliseconds / 1000);
  const ephemeral = answer.visibility === 'private' && !line.startsWith(MENTION);
  const shown: Answer = { ...answer, visibility: ephemeral ? 'private' : 'public' };
  const pages = pagesOf(shown);
  return pages.map((page) => {
    const { components } = renderPage(page, pages, shown);
    const at = timeText(`<t:${seconds}:t>`, reader);
    const message = messageHtml({ components, cause: causeOf(line), at, ephemeral }, drawing);
    return element('div', `screen ${look.theme} ${look.device}`, message);
  });
}

function causeOf(line: string): Cause {
  if (line.startsWith(MENTION)) return { kind: 'reply', to: 'Ann', text: line };
  const [command = ''] = line.split(' ');
  return { kind: 'command', by: 'Ann', command };
}
