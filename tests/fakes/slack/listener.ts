import { createServer, type IncomingHttpHeaders } from 'node:http';
import { readBody } from './api/body.ts';

interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

interface Reply {
  readonly status?: number;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An app without any library: it keeps what comes, and answers as it is told, or with an empty 200. */
export interface Listener {
  readonly url: string;
  readonly received: readonly Received[];
  readonly answers: Reply[];
  close(): Promise<void>;
}

export async function startListener(): Promise<Listener> {
  const received: Received[] = [];
  const answers: Reply[] = [];
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      received.push({ headers: request.headers, body });
      const { status = 200, body: text = '', headers = {} } = answers.shift() ?? {};
      const type = text.startsWith('{') ? 'application/json' : 'text/plain';
      return response.writeHead(status, { 'content-type': type, ...headers }).end(text);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port');
  return {
    url: `http://127.0.0.1:${address.port}/slack/events`,
    received,
    answers,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
