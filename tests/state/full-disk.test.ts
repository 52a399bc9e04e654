import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { Kysely, sql } from 'kysely';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { aroundDialect } from '../../src/state/around-dialect.ts';
import { arrivals } from '../../src/state/arrivals.ts';
import { openState } from '../../src/state/open-state.ts';
import { sqliteEngine } from '../../src/state/sqlite/engine.ts';
import { StateError } from '../../src/state/state-error.ts';
import type { Tables } from '../../src/state/tables.ts';
import { newDigest, sequence, START } from './databases.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dossier-full-'));
  file = join(folder, 'state.sqlite');
});
afterEach(() => rmSync(folder, { recursive: true }));

it('a full disk makes nothing of what is asked, says what to do, and all goes on once there is room', async () => {
  await (await openState({ file })).close();
  const engine = sqliteEngine(file);
  const db = new Kysely<Tables>({ dialect: aroundDialect(engine.dialect, engine.around) });
  const store = arrivals(db);
  const briefs = Array.from({ length: 400 }, (_, n) => ({ brief: `brief-${n}`, hash: 'h'.repeat(100) }));
  await store.record(briefs.slice(0, 3), START);

  // SQLite answers as it does for a disk without room.
  const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(db);
  await sql`pragma max_page_count = ${sql.lit((rows[0]?.page_count ?? 0) + 2)}`.execute(db);
  const error: unknown = await store.record(briefs, START).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(StateError);
  expect(error).toMatchObject({ trouble: 'full' });
  expect(String(error)).toMatch(/full: free some space/);
  expect(await store.last()).toBe(3);

  await sql`pragma max_page_count = 1000000`.execute(db);
  expect(await store.record(briefs, START)).toHaveLength(397);
  expect((await store.between(sequence(0), sequence(400), 500)).map(({ seq }) => seq)).toEqual(
    briefs.map((_, n) => n + 1),
  );
  await db.destroy();
});

it('what was promised before a file could not grow any more is there afterwards', async () => {
  // The log of what is written meets it first.
  const { out, errors } = await worked(2000);
  expect(errors).toMatch(/The (disk that holds the )?database \(.*\) (is full|cannot be written): .*\./);

  const promised = [...out.matchAll(/"arrived":(\d+),"brief":"([^"]+)"/g)];
  expect(promised.length).toBeGreaterThan(3);
  const again = await openState({ file });
  const kept = await again.arrivals.between(sequence(0), await again.arrivals.last(), 10_000);
  for (const [, seq, brief] of promised) expect(kept[Number(seq) - 1]).toMatchObject({ brief });
  await again.close();
}, 60_000);

it('a database that is opened on a full disk says so, though SQLite speaks of its input and output', async () => {
  // The file is opened, and the memory that connections share, a file of its own, gets no room.
  const { out, errors } = await worked(1);
  expect(out).toBe('');
  expect(errors).toContain(`The disk that holds the database (${file}) is full: free some space.`);
  expect(errors).toContain('errcode: 4874');
  await (await openState({ file })).close();
}, 60_000);

/** Records until its files cannot grow beyond so many blocks of 512 bytes. */
async function worked(blocks: number): Promise<{ readonly out: string; readonly errors: string }> {
  const state = await openState({ file });
  const digest = await newDigest(state);
  await state.close();
  const worker = [process.execPath, new URL('./worker.ts', import.meta.url).pathname, JSON.stringify({ file }), digest];
  const child = spawn('sh', ['-c', `ulimit -f ${blocks}; exec "$0" "$@"`, ...worker]);
  const [out, errors, status] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise((resolve) => child.on('close', resolve)),
  ]);
  expect(status).not.toBe(0);
  return { out, errors };
}
