import { Agent, createServer, request as ask, type IncomingMessage, type ServerResponse } from 'node:http';

/** What happens to one post on its way to the platform and back. Each part may wait, and kill whoever sent it. */
export interface Fate {
  /** Before the platform has it. */
  readonly before?: () => Verdict | Promise<Verdict>;
  /** After the platform took it, before the bot hears of that. */
  readonly after?: () => Verdict | Promise<Verdict>;
  /** After the bot has its answer, as far as a network can tell. */
  readonly answered?: () => void;
}

/** `drop`: the connection breaks without a word. */
export type Verdict = 'go on' | 'drop' | Reply;

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The network between one copy of the bot and one platform. */
export interface Line {
  /** In the place of the platform's own address. */
  readonly url: string;
  close(): Promise<void>;
}

export interface LineParts {
  /** The platform's own address. */
  readonly to: string;
  /** Whether a request posts something in a channel. */
  readonly isPost: (method: string, path: string) => boolean;
  /** Hears of every request. */
  readonly asked: (method: string, path: string) => void;
  /** Decides about a post. Undefined: nothing happens to it. */
  readonly fateOf: () => Fate | undefined;
  /** Which of the processes that have been this copy is alive. */
  readonly life: () => number;
  /** Hears of each post that the platform answered, and whether its sender was told. */
  readonly answered: (reply: Reply, isTold: boolean) => void;
}

/** Requests only: what a platform tells of itself comes over a connection that the bot opens past this. */
export async function openLine({ to, isPost, asked, fateOf, life, answered }: LineParts): Promise<Line> {
  const target = new URL(to);
  const agent = new Agent({ keepAlive: true });

  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '' } = incoming;
    const body = await whole(incoming);
    asked(method, url);
    if (!isPost(method, url.replace(/\?.*/s, ''))) return end(response, await forward(incoming, body));
    const sender = life();
    const fate = fateOf();
    const early = (await fate?.before?.()) ?? 'go on';
    if (early !== 'go on') return end(response, early);
    const reply = await forward(incoming, body);
    const late = (await fate?.after?.()) ?? 'go on';
    end(response, late === 'go on' ? reply : late);
    answered(reply, late === 'go on' && life() === sender);
    fate?.answered?.();
  }

  function forward({ method, url, headers }: IncomingMessage, body: Buffer): Promise<Reply> {
    return new Promise((resolve, reject) => {
      const { hostname, port } = target;
      const onward = ask({ hostname, port, agent, method, path: url, headers: { ...headers, host: target.host } });
      onward.on('error', reject).on('response', (answer) => {
        const read = async () => ({
          status: answer.statusCode ?? 0,
          headers: plain(answer.headers),
          body: (await whole(answer)).toString(),
        });
        read().then(resolve, reject);
      });
      onward.end(body);
    });
  }

  const server = createServer((incoming, response) => {
    // Whoever asked may be dead by now, and a platform may break off by itself.
    serve(incoming, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}${target.pathname.replace(/\/$/, '')}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      agent.destroy();
    },
  };
}

function end(response: ServerResponse, verdict: 'drop' | Reply): void {
  if (verdict === 'drop') {
    response.destroy();
    return;
  }
  response.writeHead(verdict.status, verdict.headers);
  response.end(verdict.status === 204 ? undefined : verdict.body);
}

async function whole(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Without what is said about this one connection. */
function plain(headers: IncomingMessage['headers']): Record<string, string> {
  const own = new Set(['connection', 'keep-alive', 'transfer-encoding', 'content-length']);
  const kept = Object.entries(headers).filter(([name, value]) => !own.has(name) && value !== undefined);
  return Object.fromEntries(kept.map(([name, value]) => [name, String(value)]));
}
