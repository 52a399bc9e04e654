import type { Answer } from '../../src/platform.ts';
import type { LiveBot } from '../fixtures/live-bot.ts';

/** What the picture is to look like. */
export interface Look {
  readonly theme: 'dark' | 'light';
  readonly device: Device;
  /** IANA zone of the reader. */
  readonly zone: string;
  /** The reader's now, as an instant. */
  readonly now: string;
  /** Draws every menu open, with all its options. */
  readonly menusOpen?: boolean | undefined;
}

export type Device = 'desktop' | 'phone';

/** In CSS pixels: a column of a chat between its side bars, and a common phone. */
export const widths: Readonly<Record<Device, number>> = { desktop: 720, phone: 375 };

/** What the README shows. */
export interface ReadmePicture {
  readonly html: string;
  /** In CSS pixels. */
  readonly width: number;
}

/** Something that the platform holds after people and the bot have used it, drawn as it was sent. */
export interface Scene {
  /** Names its file: `digest post 1`. */
  readonly name: string;
  readonly page: (look: Look) => string;
}

/** The scene that the README shows. */
export const README_SCENE = 'digest post 1';

export type Ask = (line: string) => Promise<Answer>;

/** Draws what readers see on one platform, from what the platform is really sent. Pure: the same HTML every time. */
export interface Illustrator {
  /** Names its files. */
  readonly name: string;
  /** An HTML page for each page of the answer to a line that a reader asked. */
  pages(line: string, answer: Answer, look: Look): readonly string[];
  readmePicture(ask: Ask): Promise<ReadmePicture>;
  /** Somebody sets up digests, follows and watches; a brief comes, and all of it is posted. A bot is used once. */
  scenes(bot: LiveBot): Promise<readonly Scene[]>;
  /** How the picture of a digest in the README looks. */
  readonly readmeLook: Look;
}
