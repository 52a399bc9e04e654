import { createServer, connect, type Socket } from 'node:net';

/** A way to a database server that a test can close and open, as a network that fails does. */
export interface Gate {
  /** The same database, through the gate. */
  readonly url: string;
  /** Lets nothing through any more, and breaks nothing. */
  hold(): void;
  /** Breaks every connection, and refuses new ones. */
  shut(): void;
  open(): void;
  close(): Promise<void>;
}

export async function gateTo(url: string): Promise<Gate> {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  let isOpen = true;
  const server = createServer((client) => {
    if (!isOpen) {
      client.resetAndDestroy();
      return;
    }
    const upstream = connect(Number(target.port), target.hostname);
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(from);
      from.on('error', () => to.destroy());
      from.on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
      from.pipe(to);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const through = new URL(url);
  through.host = `127.0.0.1:${address.port}`;
  const shut = () => {
    isOpen = false;
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: through.href,
    hold() {
      for (const socket of sockets) socket.unpipe().pause();
    },
    shut,
    open: () => (isOpen = true),
    async close() {
      shut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
