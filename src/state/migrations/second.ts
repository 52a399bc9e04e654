import type { MigrationMaker } from './maker.ts';

/** What each text of a brief held, so that a later one shows which of its lines are new. */
export const second: MigrationMaker = () => ({
  async up(db) {
    // Of what arrived before it is not known.
    await db.schema.alterTable('arrivals').addColumn('marks', 'text').execute();
  },
});
