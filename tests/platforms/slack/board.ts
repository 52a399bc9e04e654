import { argumentSheet, defineCommand, type ArgumentSpecs, type CommandContext } from '../../../src/command.ts';
import { commands } from '../../../src/commands/all.ts';
import { createDesk } from '../../../src/desk.ts';
import { fixedClock } from '../../../src/kernel/clock.ts';
import type { Message, Spans } from '../../../src/message/model.ts';
import { createNames } from '../../../src/names/create-names.ts';
import type { Asker, Desk, Form, Request, Typing } from '../../../src/platform.ts';
import { NOW, type TestDesk } from '../../fixtures/desk.ts';
import { servicesWith } from '../../fixtures/services.ts';

/** A field of every kind that a form of Slack has. */
const args = {
  verb: {
    kind: 'choice',
    description: 'What to do',
    choices: ['create', 'list', 'edit'],
    positional: true,
    required: true,
  },
  name: { kind: 'text', description: 'Its name' },
  channel: { kind: 'channel', description: 'Where it is posted' },
  layout: { kind: 'choice', description: 'How', choices: ['message', 'threads'] },
  zone: { kind: 'zone', description: 'Where its hours are' },
  about: { kind: 'subjects', description: 'What it is about' },
  outlets: { kind: 'outlets', description: 'Who must have carried it' },
  since: { kind: 'date', description: 'From when on' },
  most: { kind: 'number', description: 'How many at most', min: 1, max: 25 },
  quiet: { kind: 'flag', description: 'Whether nothing is said of no news' },
  of: { kind: 'digest', description: 'Another one' },
} as const satisfies ArgumentSpecs;

type FieldName = Exclude<keyof typeof args, 'verb'>;

/** A desk like the one in use, with commands that stand for those that need a database. */
export interface Board {
  readonly desk: Desk;
  /** What was asked, oldest first. */
  readonly requests: readonly Request[];
  readonly typings: readonly Typing[];
  /** What stands in the fields of the form. */
  filled: Partial<Record<FieldName, string>>;
  /** What `following` answers. */
  following: (asker: Asker | undefined) => Message | Promise<Message>;
  /** Faults that were reported. */
  readonly faults: unknown[];
}

export function openBoard({ corpus }: TestDesk): Board {
  const requests: Request[] = [];
  const typings: Typing[] = [];
  const faults: unknown[] = [];
  const digest = defineCommand({
    name: 'digest',
    description: 'A digest of the news for a channel',
    visibility: 'private',
    arguments: args,
    examples: [{ line: 'digest list', shows: 'all of them' }],
    async run({ asker, line }, { verb, channel }) {
      if (verb === 'list')
        return said('Digests', [{ kind: 'plain', text: `of ${asker?.tenant ?? 'nobody'}` }], 'digest edit');
      const may = await asker?.mayManage();
      const where: Spans = channel === undefined ? [] : [{ kind: 'channel', id: channel }];
      const named = Object.entries(line.named).map(([name, value]) => `${name}=${value}`);
      return said(may === true ? 'Saved' : `Only ${asker?.managers} may.`, [
        { kind: 'plain', text: `${verb} ${named.join(' ')} in ` },
        ...where,
      ]);
    },
    async form(_context: CommandContext, values): Promise<Form | undefined> {
      if (values.verb === 'list' || values.name !== undefined) return undefined;
      const fields = Object.entries(args).flatMap(([name, spec]) =>
        name === 'verb'
          ? []
          : [
              {
                argument: argumentSheet(name, spec),
                label: spec.description,
                hint: 'As you like it',
                required: name === 'name',
                value: board.filled[name as FieldName],
              },
            ],
      );
      return { begin: `digest ${values.verb ?? 'create'}`, title: 'A new digest', submit: 'Show me', fields };
    },
  });
  const following = defineCommand({
    name: 'following',
    description: 'What you follow',
    visibility: 'private',
    arguments: {},
    examples: [{ line: 'following', shows: 'what you follow' }],
    run: ({ asker }) => board.following(asker),
  });
  const made = createDesk({
    corpus,
    names: createNames(corpus.names, { inTheNews: () => [] }),
    commands: [...commands, digest, following],
    // `status` is asked by members in these tests.
    services: servicesWith({ standings: { of: () => Promise.resolve({ kind: 'none', lastArrival: undefined }) } }),
    clock: fixedClock(NOW),
    report: (_incident, error) => faults.push(error),
  });
  const desk: Desk = {
    ...made,
    answer(request) {
      requests.push(request);
      return made.answer(request);
    },
    completeArgument(typing) {
      typings.push(typing);
      // What the database would know.
      if (typing.argument === 'of') return Promise.resolve([{ value: 'Morning news', label: 'Morning news' }]);
      return made.completeArgument(typing);
    },
  };
  const board: Board = {
    desk,
    requests,
    typings,
    filled: {},
    following: (asker) => said('You follow', [{ kind: 'plain', text: `as ${asker?.person}: Aleppo` }], 'who lavrov'),
    faults,
  };
  return board;
}

function said(title: string, spans: Spans, line?: string): Message {
  return {
    tone: 'notice',
    summary: title,
    blocks: [
      { kind: 'heading', level: 1, spans: [{ kind: 'plain', text: title }] },
      ...(spans.length > 0 ? [{ kind: 'text' as const, spans }] : []),
      ...(line === undefined
        ? []
        : [{ kind: 'actions' as const, actions: [{ kind: 'button' as const, label: `Go: ${line}`, line }] }]),
    ],
    sources: [],
  };
}
