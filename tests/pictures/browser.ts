import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { z } from 'zod';

/** Says in one sentence what to install. */
export const NO_BROWSER = 'Pictures need Chromium: on Debian, apt-get install chromium fonts-noto-core.';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];
/** It is spoken to over two pipes: nothing else on the machine can. */
const FLAGS = (
  '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-sync --disable-background-networking ' +
  '--disable-component-update --hide-scrollbars --remote-debugging-pipe'
).split(' ');
/** Pixels of the picture to a pixel of the page: sharp on dense screens. */
const SCALE = 2;

export interface Browser {
  /** A PNG of the whole page at this width in CSS pixels, as high as its content is. */
  picture(html: string, width: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** The first that there is of these programs. Rejects with `NO_BROWSER` where there is none. Close it, or its process stays. */
export async function openBrowser(names: readonly string[] = NAMES): Promise<Browser> {
  const profile = await mkdtemp(join(tmpdir(), 'dossier-pictures-'));
  const child = await started(names, profile).catch(async (error: unknown) => {
    await rm(profile, { recursive: true });
    throw error;
  });
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
  });
  const send = conversation(child.stdio[3] as Writable, child.stdio[4] as Readable, ended);

  const { targetId } = z
    .object({ targetId: z.string() })
    .parse(await send('Target.createTarget', { url: 'about:blank' }));
  const { sessionId } = z
    .object({ sessionId: z.string() })
    .parse(await send('Target.attachToTarget', { targetId, flatten: true }));
  const inPage = async (method: string, params: object = {}) => send(method, params, sessionId);
  const { frameTree } = z
    .object({ frameTree: z.object({ frame: z.object({ id: z.string() }) }) })
    .parse(await inPage('Page.getFrameTree'));

  return {
    async picture(html, width) {
      const metrics = { width, height: 100, deviceScaleFactor: SCALE, mobile: false };
      await inPage('Emulation.setDeviceMetricsOverride', metrics);
      await inPage('Page.setDocumentContent', { frameId: frameTree.frame.id, html });
      const { cssContentSize: size } = layout.parse(await inPage('Page.getLayoutMetrics'));
      if (size.width > width) throw new Error(`the page is ${size.width} pixels wide, ${width} were meant`);
      const { data } = shot.parse(
        await inPage('Page.captureScreenshot', {
          format: 'png',
          captureBeyondViewport: true,
          clip: { x: 0, y: 0, width, height: size.height, scale: 1 },
        }),
      );
      return Uint8Array.fromBase64(data);
    },
    async close() {
      await send('Browser.close').catch(() => undefined);
      await ended;
      await rm(profile, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

const layout = z.object({ cssContentSize: z.object({ width: z.number(), height: z.number() }) });
const shot = z.object({ data: z.string() });

async function started(names: readonly string[], profile: string) {
  for (const name of names) {
    const child = spawn(name, [...FLAGS, `--user-data-dir=${profile}`], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
    });
    const isThere = await new Promise<boolean>((resolve, reject) => {
      child.once('spawn', () => resolve(true));
      child.once('error', (error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') resolve(false);
        else reject(error);
      });
    });
    if (isThere) return child;
  }
  throw new Error(NO_BROWSER);
}

const reply = z.object({
  id: z.int().optional(),
  result: z.unknown().optional(),
  error: z.object({ message: z.string() }).optional(),
});

/** Chromium's debugging protocol: JSON, each message ended by a zero byte. */
function conversation(to: Writable, from: Readable, ended: Promise<void>) {
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let last = 0;
  let rest = '';
  from.setEncoding('utf8');
  from.on('data', (chunk: string) => {
    const parts = (rest + chunk).split('\0');
    rest = parts.pop() ?? '';
    for (const part of parts) {
      const { id = 0, result, error } = reply.parse(JSON.parse(part));
      if (error) waiting.get(id)?.reject(new Error(error.message));
      else waiting.get(id)?.resolve(result);
      waiting.delete(id);
    }
  });
  const fail = () => {
    for (const one of waiting.values()) one.reject(new Error('Chromium ended before it answered'));
  };
  void ended.then(fail);
  to.on('error', fail);
  return async (method: string, params: object = {}, sessionId?: string): Promise<unknown> => {
    last += 1;
    const answer = Promise.withResolvers<unknown>();
    waiting.set(last, answer);
    to.write(`${JSON.stringify({ id: last, method, params, sessionId })}\0`);
    return answer.promise;
  };
}
