import type { Core } from '../core.ts';
import type { JsonObject } from '../json.ts';
import { pingsOf } from './pings.ts';
import type { Message } from './world.ts';
import type { Write } from './written.ts';

/** Records a write, and whom it notifies: an edit too may notify. */
export function noteWrite(core: Core, message: Message, by?: Write['by'], sent: JsonObject = message.sent): void {
  const change = message.earlier.length === 0 ? 'posted' : 'changed';
  const targets = pingsOf(message.content, sent, core.world, message.teamId);
  core.pings.push(...targets.map((target) => ({ message, target })));
  core.writes.push({ message, by });
  core.echo(message, change);
  core.changes.announce();
}
