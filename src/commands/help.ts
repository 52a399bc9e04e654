import { defineCommand, type Command } from '../command.ts';
import { commandHelpView, helpView, type CommandHelp } from '../views/help.ts';

export const help = defineCommand({
  name: 'help',
  description: 'What can be asked, with examples',
  visibility: 'private',
  arguments: {
    command: { kind: 'command', positional: true, description: 'One command in full' },
  },
  examples: [
    { line: 'help', shows: 'every command' },
    { line: 'help compare', shows: 'one command with its arguments and examples' },
  ],
  run({ commands }, { command }) {
    return command ? commandHelpView(helpOf(command)) : helpView(commands.map(helpOf));
  },
});

function helpOf(command: Command): CommandHelp {
  return {
    name: command.name,
    description: command.description,
    examples: command.examples,
    arguments: Object.entries(command.arguments).map(([name, spec]) => ({
      name,
      description: spec.description,
      positional: spec.positional === true,
      required: spec.required === true,
    })),
  };
}
