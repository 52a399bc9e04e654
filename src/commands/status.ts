import { defineCommand } from '../command.ts';
import { statusView } from '../views/status.ts';

export const status = defineCommand({
  name: 'status',
  description: 'What is in service, how fresh it is, and which files have problems',
  visibility: 'private',
  arguments: {},
  examples: [{ line: 'status', shows: 'the state of the briefs and the index' }],
  async run({ corpus, services, asker, now }) {
    // Where nobody says in which community they ask, there is nothing of one to be shown, and no database is opened.
    const tenant = asker?.tenant;
    if (asker === undefined || tenant === undefined) return statusView(corpus.state());
    return statusView(corpus.state(), await services.standings.of({ platform: asker.platform, tenant }, now));
  },
});
