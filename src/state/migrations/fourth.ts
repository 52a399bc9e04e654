import type { MigrationMaker } from './maker.ts';

/** How often a platform put a notice off, so that it is given up some day. */
export const fourth: MigrationMaker = () => ({
  async up(db) {
    await db.schema
      .alterTable('notices')
      .addColumn('tries', 'integer', (it) => it.notNull().defaultTo(0))
      .execute();
  },
});
