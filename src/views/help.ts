import type { Block, Item, Message } from '../message/model.ts';
import { actions, section } from './kit/section.ts';
import { code, commandLine, heading, note, plain, text } from './kit/spans.ts';

/** What help says of one command. */
export interface CommandHelp {
  readonly name: string;
  readonly description: string;
  readonly arguments: readonly {
    readonly name: string;
    readonly description: string;
    readonly positional: boolean;
    readonly required: boolean;
  }[];
  readonly examples: readonly { readonly line: string; readonly shows: string }[];
}

export function helpView(commands: readonly CommandHelp[]): Message {
  const items = commands.map((command): Item => ({
    spans: [commandLine(command.name, 'strong'), plain(` · ${command.description}.`)],
    under: command.examples.slice(0, 1).map((example) => [commandLine(example.line)]),
  }));
  const blocks: readonly Block[] = [
    heading('Dossier', 1),
    text(plain('Answers come from the briefs alone, and every line cites its brief.')),
    ...section('Commands', items, (item) => item, { max: items.length }),
    note(
      plain('Narrow any answer: '),
      code('since:7d'),
      plain(', '),
      code('until:2016-11'),
      plain(', '),
      code('outlet:interfax'),
      plain(', '),
      code('place:aleppo'),
      plain('. Put names of several words in quotation marks.'),
    ),
    ...actions({
      kind: 'menu',
      prompt: 'More about…',
      options: commands.map(({ name, description }) => ({
        label: name,
        isLine: true,
        hint: description,
        line: `help ${name}`,
      })),
    }),
  ];
  return { tone: 'help', summary: `Commands: ${commands.map(({ name }) => name).join(', ')}`, blocks, sources: [] };
}

export function commandHelpView(command: CommandHelp): Message {
  const usage = command.arguments
    .filter((one) => one.positional)
    .map((one) => (one.required ? `<${one.name}>` : `[${one.name}]`));
  const argumentItems = command.arguments.map((one): Item => ({
    spans: [code(one.positional ? one.name : `${one.name}:`), plain(` ${one.description}.`)],
  }));
  const exampleItems = command.examples.map((example): Item => ({
    spans: [commandLine(example.line), plain(` ${example.shows}`)],
  }));
  return {
    tone: 'help',
    summary: `${command.name}: ${command.description}`,
    blocks: [
      { kind: 'heading', level: 1, spans: [commandLine([command.name, ...usage].join(' '), 'plain')] },
      text(plain(`${command.description}.`)),
      ...section('Arguments', argumentItems, (item) => item, { max: argumentItems.length }),
      ...section('Examples', exampleItems, (item) => item, { max: exampleItems.length }),
      ...actions(
        ...command.examples
          .slice(0, 5)
          .map(({ line }) => ({ kind: 'button' as const, label: line, isLine: true, line })),
      ),
    ],
    sources: [],
  };
}
