import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pagesOf, renderAnswer } from '../../../src/platforms/discord/render.ts';
import type { Answer } from '../../../src/platform.ts';
import { documentOf, element, type Html } from '../html.ts';
import { widths, type Illustrator, type Look } from '../illustrator.ts';
import { messageHtml, type Cause } from './message.ts';
import { timeText } from './time-text.ts';

const style = readFileSync(join(import.meta.dirname, 'style.css'), 'utf8');

/** Who asks in the pictures, by the id that payloads name. */
const people = new Map([['100', 'Ann']]);

export const discord: Illustrator = {
  name: 'discord',

  pages(line, answer, look) {
    return pagesOf(answer).map(({ number }) => documentOf(style, screen(line, { ...answer, page: number }, look)));
  },

  async readmePicture(ask) {
    const line = 'disputed ryabkov';
    const look: Look = { theme: 'dark', device: 'desktop', zone: 'Europe/Berlin', now: '2016-12-01T09:30:00Z' };
    return { html: documentOf(style, screen(line, await ask(line), look)), width: widths.desktop };
  },
};

/** A part of a channel that holds one message. */
function screen(line: string, answer: Answer, look: Look): Html {
  const reader = { zone: look.zone, now: look.now, people };
  const seconds = Math.floor(Temporal.Instant.from(look.now).epochMilliseconds / 1000);
  const posted = {
    components: renderAnswer(answer).components,
    cause: causeOf(line),
    at: timeText(`<t:${seconds}:t>`, reader),
    ephemeral: answer.visibility === 'private',
  };
  const message = messageHtml(posted, { reader, menusOpen: look.menusOpen ?? false });
  return element('div', `screen ${look.theme} ${look.device}`, message);
}

/** By its command; what is not asked with one was written to the bot. */
function causeOf(line: string): Cause {
  const [command = ''] = line.split(' ');
  return { kind: 'command', by: 'Ann', command };
}
