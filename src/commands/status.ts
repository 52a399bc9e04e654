import { defineCommand } from '../command.ts';
import { statusView } from '../views/status.ts';

export const status = defineCommand({
  name: 'status',
  description: 'What is in service, how fresh it is, and which files have problems',
  visibility: 'private',
  arguments: {},
  examples: [{ line: 'status', shows: 'the state of the briefs and the index' }],
  run: ({ corpus }) => statusView(corpus.state()),
});
