import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe } from 'vitest';
import type { DigestId, Sequence } from '../../src/state/ids.ts';
import { BEFORE_ALL, sequenceSchema } from '../../src/state/ids.ts';
import { openState, type State, type StatePlace } from '../../src/state/open-state.ts';
import { freshDatabase } from '../postgres/database.ts';

/** Ends with the test that opened it. */
export interface Databases {
  /** A place where nothing is yet. */
  place(): Promise<StatePlace>;
  open(place: StatePlace): Promise<State>;
  /** A new and empty database. */
  fresh(): Promise<State>;
}

const ENGINES = ['sqlite', 'postgres'] as const;
export type EngineName = (typeof ENGINES)[number];

/** The same tests over a file and over a real server: both keep the same promises. */
export function describeOverEach(what: string, tests: (databases: Databases, engine: EngineName) => void): void {
  describe.each(ENGINES)(`${what} (%s)`, (engine) => {
    tests(databasesOf(engine), engine);
  });
}

export function databasesOf(engine: EngineName): Databases {
  const opened: State[] = [];
  const folders: string[] = [];
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((state) => state.close()));
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
  });
  const place = async (): Promise<StatePlace> => {
    if (engine === 'postgres') return { url: await freshDatabase() };
    const folder = mkdtempSync(join(tmpdir(), 'dossier-state-'));
    folders.push(folder);
    return { file: join(folder, 'state.sqlite') };
  };
  const open = async (where: StatePlace): Promise<State> => {
    const state = await openState(where);
    opened.push(state);
    return state;
  };
  return { place, open, fresh: async () => open(await place()) };
}

export const START = Temporal.Instant.from('2026-03-01T08:00:00Z');
export const TENANT = { platform: 'chat', tenant: 'T1' };

export function after(minutes: number): Temporal.Instant {
  return START.add({ milliseconds: Math.round(minutes * 60_000) });
}

export function sequence(value: number): Sequence {
  return sequenceSchema.parse(value);
}

let named = 0;
/** A digest that covers nothing yet. */
export async function newDigest(state: State, more: { readonly name?: string } = {}): Promise<DigestId> {
  const name = more.name ?? `Digest ${named++}`;
  const made = await state.digests.create(
    {
      ...TENANT,
      channel: 'C1',
      name,
      definition: {},
      createdBy: 'U1',
      nextAt: START,
      covered: { seq: BEFORE_ALL, at: START },
    },
    START,
  );
  if (!made) throw new Error(`${name} is taken`);
  return made.id;
}
