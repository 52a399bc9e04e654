import type { APIMessageTopLevelComponent } from 'discord.js';
import type { LiveBot } from '../../fixtures/live-bot.ts';
import type { StoredMessage } from '../../fakes/discord/messages/stored-message.ts';
import type { FakeChannel } from '../../fakes/discord/world/channel.ts';
import { describeModal } from './modal.ts';
import type { Html } from '../html.ts';
import type { Cause } from './message.ts';

/** A message or a form as the platform got it. */
export interface Sent {
  readonly name: string;
  readonly what:
    | { readonly kind: 'message'; readonly message: StoredMessage; readonly cause: Cause }
    | { readonly kind: 'form'; readonly form: Html };
}

/** As the fake has read them, it keeps what a client would be sent. */
export function componentsOf(message: StoredMessage): readonly APIMessageTopLevelComponent[] {
  return message.state.components;
}

/** Ann, who may manage channels, sets up two digests and a watch; Ben follows; the newest brief comes. */
export async function playScenes({ discord, guild, general, clock, bring, beat }: LiveBot): Promise<readonly Sent[]> {
  const ann = discord.person('Ann', { in: [guild] });
  const ben = discord.person('Ben', { in: [guild] });
  guild.addMember(ann.user, 'ManageChannels');
  const sent: Sent[] = [];
  const keep = (name: string, message: StoredMessage, cause: Cause) => {
    sent.push({ name, what: { kind: 'message', message, cause } });
    return message;
  };
  const ask = async (person: typeof ann, name: string, options: Record<string, string> = {}) => {
    const message = await person.command(general, name, options).answer();
    return keep([name, ...Object.values(options)].join(' '), message, {
      kind: 'command',
      by: person.name,
      command: name,
    });
  };

  const create = ann.command(general, 'digest', { action: 'create' });
  sent.push({ name: 'digest form', what: { kind: 'form', form: describeModal(await create.modal()) } });
  const filled = { Name: 'Morning news', When: 'weekdays 8:00', 'Time zone': 'Europe/Berlin' };
  const card = await ann.submitModal(create, filled).answer();
  const byAnn: Cause = { kind: 'command', by: ann.name, command: 'digest' };
  keep('digest card', card, byAnn);
  keep('digest saved', await ann.press(card, 'Save').answer(), byAnn);
  const threads = {
    action: 'create',
    name: 'Aleppo',
    at: '9:00',
    zone: 'Europe/Berlin',
    about: 'aleppo',
    layout: 'threads',
  };
  await ann.press(await ask(ann, 'digest', threads), 'Save').answer();
  await ask(ben, 'follow', { subject: 'ryabkov' });
  await ask(ann, 'watch', { subject: 'jabhat fatah al-sham' });

  await bring();
  const notices = () => discord.messages(ben.directMessages());
  const posts = () => discord.messages(general).filter((one) => one.author.bot && one.onlyFor === undefined);
  const thread = (): FakeChannel | undefined => [...guild.channels.values()].find(({ isThread }) => isThread);
  const notice = await untilBeaten(discord, beat, () => notices()[0]);
  keep('notice', notice, { kind: 'none' });
  const watched = await untilBeaten(discord, beat, () => posts()[0]);
  keep('watch notice', watched, { kind: 'none' });
  for (const [index, now] of ['2016-12-02T07:00:00Z', '2016-12-02T08:00:00Z'].entries()) {
    clock.set(now);
    await untilBeaten(discord, beat, () => posts()[index === 0 ? 1 : 3]);
  }
  const inThread = await untilBeaten(discord, beat, () => {
    const found = thread();
    return found && discord.messages(found).length > 2 ? discord.messages(found) : undefined;
  });
  clock.pass(5);
  for (const [index, post] of posts().slice(1).entries()) keep(`digest post ${index + 1}`, post, { kind: 'none' });
  for (const [index, post] of inThread.entries()) {
    keep(`digest thread ${index + 1}`, post, { kind: 'thread', title: thread()?.name ?? '' });
  }
  for (const action of ['list', 'history', 'show', 'preview', 'pause']) {
    await ask(ann, 'digest', action === 'list' ? { action } : { action, name: 'Morning news' });
  }
  const refused = await ben.command(general, 'digest', { action: 'pause', name: 'Morning news' }).answer();
  keep('digest pause refused', refused, { kind: 'command', by: ben.name, command: 'digest' });
  await ask(ben, 'following');
  await ask(ann, 'watching');
  return sent;
}

/** A minute begins, and what is to come of it has come. */
async function untilBeaten<T>(
  discord: LiveBot['discord'],
  beat: () => Promise<void>,
  look: () => T | undefined,
): Promise<T> {
  await beat();
  return discord.until('what the minute brings', look);
}
