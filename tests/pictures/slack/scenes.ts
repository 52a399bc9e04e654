import type { LiveBot } from '../../fixtures/live-bot.ts';
import type { Message } from '../../fakes/slack/server.ts';

/** A message as the platform got it. */
export interface Sent {
  readonly name: string;
  readonly message: Message;
}

/** Ann sets up two digests and a watch; Ben follows; the newest brief comes. */
export async function playScenes({ slack, news, clock, bring, beat }: LiveBot): Promise<readonly Sent[]> {
  const ann = slack.workspace.person('Ann', { tz: 'Europe/Berlin' });
  const ben = slack.workspace.person('Ben', { tz: 'Europe/Berlin' });
  for (const { id } of [ann, ben]) news.members.add(id);
  const sent: Sent[] = [];
  const keep = (name: string, message: Message) => {
    sent.push({ name, message });
    return message;
  };
  const ask = async (person: typeof ann, command: string, text = '') =>
    keep(`${command} ${text}`.trim(), await person.command(news, `/${command}`, text).answer());

  const asked = ann.command(news, '/digest', 'create');
  ann.submitView(await asked.view(), { 'digest:name': 'Morning news', 'digest:at': 'weekdays 8:00' });
  const card = keep('digest card', await asked.answer());
  keep('digest saved', await ann.press(card, 'Save').answer());
  await ann.press(await ask(ann, 'digest', 'create Aleppo at:9:00 about:aleppo layout:threads'), 'Save').answer();
  await ask(ben, 'follow', 'ryabkov');
  await ask(ann, 'watch', 'jabhat fatah al-sham');

  await bring();
  const posts = () =>
    slack.messages(news).filter(({ content, ephemeralTo }) => ephemeralTo === undefined && content.metadata);
  const until = async (count: number) => {
    await beat();
    return slack.until('what the minute brings', () => (posts().length >= count ? posts() : undefined));
  };
  const [watched] = await until(1);
  if (watched) keep('watch notice', watched);
  const notice = await slack.until('a notice', () => slack.messages(ben.direct)[0]);
  keep('notice', notice);
  clock.set('2016-12-02T07:00:00Z');
  await until(2);
  clock.set('2016-12-02T08:00:00Z');
  const all = await until(7);
  clock.pass(5);
  for (const [index, post] of all.slice(1).entries()) keep(`digest post ${index + 1}`, post);
  for (const text of ['list', ...['history', 'show', 'preview', 'pause'].map((action) => `${action} "Morning news"`)]) {
    await ask(ann, 'digest', text);
  }
  keep('digest pause refused', await ben.command(news, '/digest', 'pause "Morning news"').answer());
  await ask(ben, 'following');
  await ask(ann, 'watching');
  return sent;
}
