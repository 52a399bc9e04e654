import type { CommandContext } from '../command.ts';
import { parseQuietHours, type QuietHours } from '../digests/quiet-hours.ts';
import { UserError } from '../kernel/errors.ts';
import { parseZone, type Zone } from '../kernel/zone.ts';
import { writeLine } from '../line/write-line.ts';

const OFF = new Set(['off', 'none', 'no', 'never', '']);

/**
 * The quiet hours that `quiet:` and `zone:` ask for. Undefined ends them. A zone that nobody typed is that of the hours so far,
 * else the reader's own.
 * @param typed one of them at least
 * @throws UserError where they are no hours, or nobody knows the zone: a wrong one would wake people
 */
export function typedQuiet(
  { line: { command }, zone: own }: Pick<CommandContext, 'line' | 'zone'>,
  typed: { readonly quiet?: string | undefined; readonly zone?: string | undefined },
  current: QuietHours | undefined,
): QuietHours | undefined {
  const { quiet } = typed;
  const named = typed.zone === undefined ? undefined : parseZone(typed.zone);
  if (quiet === undefined) {
    if (current && named) return { ...current, zone: named };
    throw new UserError(
      `There are no quiet hours yet: \`${writeLine(command, [], { quiet: '22-7', zone: named })}\` sets them.`,
    );
  }
  if (OFF.has(quiet.trim().toLowerCase())) return undefined;
  return parseQuietHours(quiet, named ?? current?.zone ?? ownZone());

  function ownZone(): Zone {
    // It is not told apart from one that nobody knows.
    if (own !== 'UTC') return parseZone(own);
    const example = writeLine(command, [], { quiet, zone: 'Europe/Paris' });
    throw new UserError(`Your time zone is not known here: name it, such as \`${example}\`.`);
  }
}
