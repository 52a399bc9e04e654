import { setTimeout as wait } from 'node:timers/promises';

/** What the bot cannot do its work without, each by name, and whether it is there. */
export type Readiness = ReadonlyMap<string, boolean>;

export interface ReadinessParts {
  /** The index has held the whole folder once. */
  readonly isIndexComplete: () => boolean;
  /** Rejects where the database does not answer. */
  readonly checkDatabase: () => Promise<void>;
  /** Each platform that was to be started: whether it is connected. */
  readonly platforms: () => ReadonlyMap<string, boolean>;
}

/** Who asks from outside waits for some seconds at most; a database that is silent for so long does not answer. */
const DATABASE_WITHIN_MS = 2000;

/** Finds out what is ready. Calls that come while one is under way share it: a silent database is asked once. Never rejects. */
export function readinessOf(parts: ReadinessParts, databaseWithinMs = DATABASE_WITHIN_MS): () => Promise<Readiness> {
  let underWay: Promise<Readiness> | undefined;
  /** It may take much longer than anybody waits for it. */
  let check: Promise<boolean> | undefined;

  async function look(): Promise<Readiness> {
    check ??= answers(parts.checkDatabase).finally(() => (check = undefined));
    const late = new AbortController();
    const silent = wait(databaseWithinMs, false, { signal: late.signal, ref: false }).catch(() => false);
    const database = await Promise.race([check, silent]);
    late.abort();
    return new Map([['index', isTrue(parts.isIndexComplete)], ['database', database], ...parts.platforms()]);
  }

  return () => (underWay ??= look().finally(() => (underWay = undefined)));
}

async function answers(check: () => Promise<void>): Promise<boolean> {
  try {
    await check();
    return true;
  } catch {
    // Who did need it has said why.
    return false;
  }
}

function isTrue(look: () => boolean): boolean {
  try {
    return look();
  } catch {
    return false;
  }
}
