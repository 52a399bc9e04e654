import { sql } from 'kysely';
import type { MigrationMaker } from './maker.ts';

/** What tells people of news about what they follow: where it has read to, whom it may tell, and what is on its way. */
export const third: MigrationMaker = ({ time }) => ({
  async up(db) {
    const { schema } = db;
    await schema
      .alterTable('follows')
      .addColumn('since_seq', 'integer', (it) => it.notNull().defaultTo(0))
      .execute();
    await schema.alterTable('follows').addColumn('made_by', 'text').execute();

    await schema
      .createTable('cursors')
      .addColumn('name', 'text', (it) => it.primaryKey().notNull())
      .addColumn('seq', 'integer', (it) => it.notNull())
      .addColumn('at', time, (it) => it.notNull())
      .execute();

    await schema
      .createTable('audiences')
      .addColumn('platform', 'text', (it) => it.notNull())
      .addColumn('tenant', 'text', (it) => it.notNull())
      .addColumn('audience_kind', 'text', (it) => it.notNull())
      .addColumn('audience', 'text', (it) => it.notNull())
      .addColumn('wait_until', time)
      .addColumn('suspended_at', time)
      .addColumn('why', 'text')
      .addPrimaryKeyConstraint('audiences_key', ['platform', 'tenant', 'audience_kind', 'audience'])
      .execute();

    await schema
      .createTable('notices')
      .addColumn('id', 'text', (it) => it.primaryKey().notNull())
      .addColumn('platform', 'text', (it) => it.notNull())
      .addColumn('tenant', 'text', (it) => it.notNull())
      .addColumn('audience_kind', 'text', (it) => it.notNull())
      .addColumn('audience', 'text', (it) => it.notNull())
      .addColumn('kind', 'text', (it) => it.notNull())
      .addColumn('title', 'text', (it) => it.notNull())
      .addColumn('state', 'text', (it) => it.notNull())
      .addColumn('faults', 'integer', (it) => it.notNull())
      .addColumn('note', 'text')
      .addColumn('planned_at', time, (it) => it.notNull())
      .addColumn('not_before', time, (it) => it.notNull())
      .addColumn('finished_at', time)
      .execute();
    await schema
      .createIndex('notices_open')
      .on('notices')
      .columns(['platform', 'not_before'])
      .where(sql<boolean>`state = 'open'`)
      .execute();
    await schema
      .createIndex('notices_audience')
      .on('notices')
      .columns(['platform', 'tenant', 'audience_kind', 'audience', 'finished_at'])
      .execute();
    await schema.createIndex('notices_finished').on('notices').column('finished_at').execute();

    await schema
      .createTable('notice_posts')
      .addColumn('notice', 'text', (it) => it.notNull())
      .addColumn('post', 'integer', (it) => it.notNull())
      .addColumn('key', 'text', (it) => it.notNull().unique())
      .addColumn('content', 'text')
      .addColumn('state', 'text', (it) => it.notNull())
      .addColumn('reference', 'text')
      .addColumn('changed_at', time, (it) => it.notNull())
      .addPrimaryKeyConstraint('notice_posts_key', ['notice', 'post'])
      .addForeignKeyConstraint('notice_posts_notice', ['notice'], 'notices', ['id'], (it) => it.onDelete('cascade'))
      .execute();
  },
});
