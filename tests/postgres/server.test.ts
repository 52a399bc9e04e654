import { expect, test } from 'vitest';
import { freshDatabase } from './database.ts';
import { onServer } from './on-server.ts';

test('every database that a test gets is new and of its own', async () => {
  const [one, other] = await Promise.all([freshDatabase(), freshDatabase()]);
  expect(one).not.toBe(other);
  await onServer(one, 'create table mine (a int)');
  const tables = "select tablename from pg_tables where schemaname = 'public'";
  expect(await onServer(one, tables)).toEqual([{ tablename: 'mine' }]);
  expect(await onServer(other, tables)).toEqual([]);
});
