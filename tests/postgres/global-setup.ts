import { spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import type { TestProject } from 'vitest/node';
import { z } from 'zod';

declare module 'vitest' {
  interface ProvidedContext {
    /** Answers with the address of the PostgreSQL server that all test files share. */
    readonly postgresDesk: string;
  }
}

const told = z.union([z.object({ url: z.string() }), z.object({ error: z.string() })]);

/**
 * One PostgreSQL server for a whole run, started when the first test asks for it: most runs of single files need none.
 * It ends with this process, however that ends.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  let keeper: ChildProcess | undefined;
  let started: Promise<z.infer<typeof told>> | undefined;
  const startServer = () => {
    const child = spawn(process.execPath, [new URL('./keeper.ts', import.meta.url).pathname], {
      stdio: ['pipe', 'pipe', 'inherit'],
      // A group of its own: what ends the tests by force does not end what cleans up after them.
      detached: true,
    });
    keeper = child;
    return new Promise<z.infer<typeof told>>((resolve) => {
      child.on('error', (error) => resolve({ error: error.message }));
      child.on('exit', (code) => resolve({ error: `its keeper ended with ${code}` }));
      createInterface({ input: child.stdout }).once('line', (line) => resolve(told.parse(JSON.parse(line))));
    });
  };
  const desk = createServer((_request, response) => {
    started ??= startServer();
    void started.then((answer) => response.end(JSON.stringify(answer)));
  });
  await new Promise<void>((resolve) => desk.listen(0, '127.0.0.1', resolve));
  const address = desk.address();
  project.provide('postgresDesk', `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`);

  return async () => {
    desk.close();
    desk.closeAllConnections();
    if (!keeper || keeper.exitCode !== null) return;
    const ended = new Promise((resolve) => keeper?.on('exit', resolve));
    keeper.stdin?.end();
    await ended;
  };
}
