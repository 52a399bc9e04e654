import type { Content, Contents } from '../contents.ts';
import type { PreparedBrief } from './prepare.ts';
import type { Sql } from './prepared.ts';
import type { IndexReader, Row } from './reader.ts';

/**
 * Notes what briefs say that were put into the tables. One that says what it said keeps its revision. Runs inside the
 * transaction that raises the revision.
 */
export function putContents(sql: Sql, puts: readonly PreparedBrief[]): void {
  const revision = Number(sql("select value from meta where key = 'revision'").get()?.['value']) + 1;
  const put = sql(
    `insert into content values (?, ?, ?, ?) on conflict (id) do update
       set hash = excluded.hash, marks = excluded.marks, revision = excluded.revision where hash <> excluded.hash`,
  );
  for (const { id, content } of puts) if (content) put.run(id, content.hash, content.marks, revision);
}

export function removeContent(sql: Sql, id: string): void {
  sql('delete from content where id = ?').run(id);
}

export function contentsOver(reader: IndexReader): Contents {
  return {
    index: () => reader.read((view) => String(view.get("select value from meta where key = 'index'")?.['value'])),
    of: (brief) =>
      reader.read((view) => {
        const row = view.get('select id, hash, marks, revision from content where id = ?', brief);
        return row && contentOf(row);
      }),
    after: ({ revision, brief }, limit) =>
      reader.read((view) =>
        view
          .all(
            `select id, hash, marks, revision from content
               where (revision, id) > (?, ?) order by revision, id limit ?`,
            revision,
            brief,
            limit,
          )
          .map(contentOf),
      ),
  };
}

/** As `putContents` wrote it. */
function contentOf({ id, hash, marks, revision }: Row): Content {
  return { brief: id as Content['brief'], hash: hash as string, marks: marks as string, revision: Number(revision) };
}
