import type { ArgumentSpecs, ArgumentValues } from '../../command.ts';
import { MOST_HELD, MOST_ITEMS } from '../../digests/definition.ts';

export const ACTIONS = [
  'list',
  'show',
  'preview',
  'create',
  'edit',
  'run',
  'pause',
  'resume',
  'skip',
  'history',
  'delete',
  'save',
] as const;
export type DigestAction = (typeof ACTIONS)[number];

export const digestArguments = {
  action: { kind: 'choice', choices: ACTIONS, positional: true, description: 'What to do. Without it: list them' },
  name: { kind: 'digest', positional: true, description: 'Which digest, by its name; the name of a new one' },
  channel: { kind: 'channel', description: 'Where it is posted. Without it: here' },
  at: { kind: 'text', description: 'When: "weekdays 8:00 and 17:30", "mon, thu 9am", "1st and 15th at noon"' },
  zone: { kind: 'zone', description: 'The time zone of these times, by a city: Europe/Paris. Without it: yours' },
  about: { kind: 'subjects', description: 'Only what is about one of these subjects, parted by commas' },
  days: { kind: 'text', description: 'The days alone, where at: names only times: daily, weekdays, "mon, wed"' },
  without: { kind: 'subjects', description: 'Nothing about these subjects' },
  outlets: { kind: 'outlets', description: 'Only what one of these outlets or agencies carried' },
  except: { kind: 'outlets', description: 'Nothing that these outlets published' },
  text: { kind: 'text', description: 'Only lines that hold these words' },
  sections: { kind: 'text', description: 'In which order: stories, disputes, numbers, actors, corrections' },
  most: { kind: 'number', min: 1, max: MOST_ITEMS, description: `The most items in one, up to ${MOST_ITEMS}` },
  empty: {
    kind: 'choice',
    choices: ['silent', 'say', 'hold'],
    description: 'Without news: post nothing, say so, or hold it until there are enough items',
  },
  least: { kind: 'number', min: 2, max: MOST_HELD, description: 'How many items it waits for with empty:hold' },
  layout: {
    kind: 'choice',
    choices: ['message', 'threads'],
    description: 'One message, or one for each story with the rest of it in its thread',
  },
  rename: { kind: 'text', description: 'With edit: another name for it' },
  draft: { kind: 'text', description: 'What was begun and not saved yet: its buttons send it' },
  confirm: { kind: 'flag', description: 'With delete: yes, delete it' },
} as const satisfies ArgumentSpecs;

export type DigestValues = ArgumentValues<typeof digestArguments>;

/** What a digest is made of: where one of these is typed, something is to be changed. */
const MAKING = [
  'channel',
  'at',
  'zone',
  'about',
  'days',
  'without',
  'outlets',
  'except',
  'text',
  'sections',
  'most',
  'empty',
  'least',
  'layout',
  'rename',
] as const satisfies readonly (keyof DigestValues)[];

export function changesSomething(values: Partial<DigestValues>): boolean {
  return MAKING.some((name) => values[name] !== undefined);
}
