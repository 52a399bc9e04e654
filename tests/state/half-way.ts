import { DatabaseSync } from 'node:sqlite';
import { Client } from 'pg';
import { z } from 'zod';

/** Writes something in a transaction, says so, and never ends it. To be killed. */
const [where = '', id = ''] = process.argv.slice(2);
const place = z.union([z.object({ file: z.string() }), z.object({ url: z.string() })]).parse(JSON.parse(where));
const insert = `insert into seen (id, until) values ('${id}', '2999-01-01T00:00:00.000Z')`;
if ('file' in place) new DatabaseSync(place.file).exec(`begin immediate; ${insert}`);
else {
  const client = new Client({ connectionString: place.url });
  await client.connect();
  await client.query(`begin; ${insert}`);
}
process.stdout.write('half-way\n');
setInterval(() => undefined, 1000);
