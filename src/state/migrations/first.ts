import { sql } from 'kysely';
import type { MigrationMaker } from './maker.ts';

/** The states of a delivery that somebody still has to end. */
const OPEN = sql<boolean>`state in ('claimed', 'posting')`;

export const first: MigrationMaker = ({ time }) => ({
  async up(db) {
    const { schema } = db;
    await schema
      .createTable('installations')
      .addColumn('platform', 'text', (it) => it.notNull())
      .addColumn('tenant', 'text', (it) => it.notNull())
      .addColumn('key_id', 'text', (it) => it.notNull())
      .addColumn('sealed', 'text', (it) => it.notNull())
      .addColumn('installed_at', time, (it) => it.notNull())
      .addColumn('changed_at', time, (it) => it.notNull())
      .addPrimaryKeyConstraint('installations_key', ['platform', 'tenant'])
      .execute();

    await schema
      .createTable('settings')
      .addColumn('scope', 'text', (it) => it.notNull())
      .addColumn('key', 'text', (it) => it.notNull())
      .addColumn('value', 'text', (it) => it.notNull())
      .addColumn('changed_at', time, (it) => it.notNull())
      .addPrimaryKeyConstraint('settings_key', ['scope', 'key'])
      .execute();

    await schema
      .createTable('digests')
      .addColumn('id', 'text', (it) => it.primaryKey().notNull())
      .addColumn('platform', 'text', (it) => it.notNull())
      .addColumn('tenant', 'text', (it) => it.notNull())
      .addColumn('channel', 'text', (it) => it.notNull())
      .addColumn('name', 'text', (it) => it.notNull())
      .addColumn('name_key', 'text', (it) => it.notNull())
      .addColumn('definition', 'text', (it) => it.notNull())
      .addColumn('status', 'text', (it) => it.notNull())
      .addColumn('reason', 'text')
      .addColumn('created_by', 'text', (it) => it.notNull())
      .addColumn('created_at', time, (it) => it.notNull())
      .addColumn('changed_at', time, (it) => it.notNull())
      .addColumn('revision', 'integer', (it) => it.notNull())
      .addColumn('next_at', time)
      .addColumn('covered_seq', 'integer', (it) => it.notNull())
      .addColumn('covered_at', time, (it) => it.notNull())
      .addUniqueConstraint('digests_name', ['platform', 'tenant', 'name_key'])
      .execute();
    await schema
      .createIndex('digests_due')
      .on('digests')
      .column('next_at')
      .where(sql<boolean>`status = 'active'`)
      .execute();

    await schema
      .createTable('deliveries')
      .addColumn('digest', 'text', (it) => it.notNull())
      .addColumn('slot', time, (it) => it.notNull())
      .addColumn('state', 'text', (it) => it.notNull())
      .addColumn('holder', 'text')
      .addColumn('lease_until', time)
      .addColumn('attempts', 'integer', (it) => it.notNull())
      .addColumn('after_seq', 'integer')
      .addColumn('after_at', time)
      .addColumn('through_seq', 'integer')
      .addColumn('through_at', time)
      .addColumn('note', 'text')
      .addColumn('started_at', time, (it) => it.notNull())
      .addColumn('finished_at', time)
      .addPrimaryKeyConstraint('deliveries_key', ['digest', 'slot'])
      .addForeignKeyConstraint('deliveries_digest', ['digest'], 'digests', ['id'], (it) => it.onDelete('cascade'))
      .execute();
    // Two at once would send the same arrivals twice.
    await schema.createIndex('deliveries_one_open').unique().on('deliveries').column('digest').where(OPEN).execute();
    await schema.createIndex('deliveries_abandoned').on('deliveries').column('lease_until').where(OPEN).execute();

    await schema
      .createTable('delivery_pages')
      .addColumn('digest', 'text', (it) => it.notNull())
      .addColumn('slot', time, (it) => it.notNull())
      .addColumn('page', 'integer', (it) => it.notNull())
      .addColumn('key', 'text', (it) => it.notNull().unique())
      .addColumn('content', 'text')
      .addColumn('state', 'text', (it) => it.notNull())
      .addColumn('reference', 'text')
      .addColumn('changed_at', time, (it) => it.notNull())
      .addPrimaryKeyConstraint('delivery_pages_key', ['digest', 'slot', 'page'])
      .addForeignKeyConstraint('delivery_pages_delivery', ['digest', 'slot'], 'deliveries', ['digest', 'slot'], (it) =>
        it.onDelete('cascade'),
      )
      .execute();

    await schema
      .createTable('sequences')
      .addColumn('name', 'text', (it) => it.primaryKey().notNull())
      .addColumn('value', 'integer', (it) => it.notNull())
      .execute();
    await sql`insert into sequences (name, value) values ('arrivals', 0)`.execute(db);

    await schema
      .createTable('arrivals')
      .addColumn('seq', 'integer', (it) => it.primaryKey().notNull())
      .addColumn('brief', 'text', (it) => it.notNull())
      .addColumn('hash', 'text', (it) => it.notNull())
      .addColumn('kind', 'text', (it) => it.notNull())
      .addColumn('arrived_at', time, (it) => it.notNull())
      .addUniqueConstraint('arrivals_content', ['brief', 'hash'])
      .execute();
    await schema.createIndex('arrivals_time').on('arrivals').column('arrived_at').execute();

    await schema
      .createTable('follows')
      .addColumn('platform', 'text', (it) => it.notNull())
      .addColumn('tenant', 'text', (it) => it.notNull())
      .addColumn('audience_kind', 'text', (it) => it.notNull())
      .addColumn('audience', 'text', (it) => it.notNull())
      .addColumn('subject', 'text', (it) => it.notNull())
      .addColumn('created_at', time, (it) => it.notNull())
      .addPrimaryKeyConstraint('follows_key', ['platform', 'tenant', 'audience_kind', 'audience', 'subject'])
      .execute();
    await schema.createIndex('follows_subject').on('follows').column('subject').execute();

    await schema
      .createTable('held_notices')
      .addColumn('platform', 'text', (it) => it.notNull())
      .addColumn('tenant', 'text', (it) => it.notNull())
      .addColumn('audience_kind', 'text', (it) => it.notNull())
      .addColumn('audience', 'text', (it) => it.notNull())
      .addColumn('seq', 'integer', (it) => it.notNull())
      .addColumn('subject', 'text', (it) => it.notNull())
      .addColumn('held_at', time, (it) => it.notNull())
      .addPrimaryKeyConstraint('held_notices_key', [
        'platform',
        'tenant',
        'audience_kind',
        'audience',
        'seq',
        'subject',
      ])
      .execute();

    await schema
      .createTable('seen')
      .addColumn('id', 'text', (it) => it.primaryKey().notNull())
      .addColumn('until', time, (it) => it.notNull())
      .execute();
    await schema.createIndex('seen_until').on('seen').column('until').execute();

    await schema
      .createTable('leases')
      .addColumn('name', 'text', (it) => it.primaryKey().notNull())
      .addColumn('holder', 'text')
      .addColumn('token', 'integer', (it) => it.notNull())
      .addColumn('until', time, (it) => it.notNull())
      .execute();
  },
});
