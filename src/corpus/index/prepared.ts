import type { DatabaseSync, StatementSync } from 'node:sqlite';

export type Sql = (sql: string) => StatementSync;

/** Prepares each statement when it is first asked for, and keeps it. */
export function prepared(db: DatabaseSync): Sql {
  const statements = new Map<string, StatementSync>();
  return (sql) => {
    const known = statements.get(sql);
    if (known) return known;
    const statement = db.prepare(sql);
    statements.set(sql, statement);
    return statement;
  };
}
