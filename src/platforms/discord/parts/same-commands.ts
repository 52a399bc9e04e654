import { ApplicationCommandType, type RESTPutAPIApplicationCommandsJSONBody } from 'discord.js';

/**
 * Whether the platform has these commands already. It gives back more than it was sent (ids, versions, permissions) and
 * fills in what was left out, so only what we send is compared, in any order of the commands.
 */
export function sameCommands(ours: RESTPutAPIApplicationCommandsJSONBody, theirs: unknown): boolean {
  return Array.isArray(theirs) && written(ours) === written(theirs);
}

/** Fields by which a command of ours can differ. */
const COMPARED = [
  'type',
  'name',
  'name_localizations',
  'description',
  'description_localizations',
  'options',
  'required',
  'autocomplete',
  'choices',
  'value',
  'min_value',
  'max_value',
] as const;

/** An option is one of our types as well, so a type that is left out means this only in a command. */
function written(commands: readonly unknown[]): string {
  const texts = commands.map((command) => {
    const { type = ApplicationCommandType.ChatInput, ...rest } = fieldsOf(command);
    return JSON.stringify([compared({ type, ...rest }), places(rest['contexts']), places(rest['integration_types'])]);
  });
  return JSON.stringify(texts.toSorted());
}

/** What is missing, null, false, empty or without entries says the same. */
function compared(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(compared);
  if (typeof value !== 'object' || value === null) return value;
  const fields = fieldsOf(value);
  return COMPARED.flatMap((name) => {
    const field = fields[name];
    if (field == null || field === false || field === '') return [];
    const text = name.endsWith('_localizations') ? entriesOf(field) : compared(field);
    return Array.isArray(text) && text.length === 0 ? [] : [[name, text]];
  });
}

function entriesOf(localizations: unknown): unknown {
  const entries = Object.entries(fieldsOf(localizations)).filter(([, text]) => text !== null);
  return entries.toSorted(([a], [b]) => (a < b ? -1 : 1));
}

function places(numbers: unknown): unknown {
  return Array.isArray(numbers) ? numbers.map(Number).toSorted((a, b) => a - b) : [];
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
