import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commands } from '../../../src/commands/all.ts';
import { commandNames } from '../../../src/platforms/slack/parts/command-names.ts';
import { openDesk, type TestDesk } from '../../fixtures/desk.ts';
import type { Channel, Person } from '../../fakes/slack/server.ts';
import { openNewsroom, shownIn, type Newsroom } from './newsroom.ts';

const names = commandNames(commands.map(({ name }) => name));
const examples = commands.flatMap(({ name, examples: all }) => all.map(({ line }) => ({ name, line })));

describe.each(['socket', 'http'] as const)('in %s mode, the example', (mode) => {
  let office: TestDesk;
  let room: Newsroom;
  let ann: Person;
  let news: Channel;
  beforeAll(async () => {
    office = await openDesk();
    room = await openNewsroom({ desk: office.desk, mode });
    ann = room.slack.workspace.person('Ann');
    news = room.slack.workspace.channel('news', { members: [ann] });
  });
  afterAll(async () => {
    await room.close();
    await office.close();
  });

  it.each(examples)('“$line” is answered for who asked alone, and nobody is notified', async ({ name, line }) => {
    const asked = ann.command(news, names.native(name), line.slice(name.length).trim());
    const answer = await asked.answer();
    expect(answer).toMatchObject({ origin: 'response_url', ephemeralTo: ann.id });
    expect(shownIn(answer)).not.toMatch(/went wrong|incident/);
    expect(asked.answers).toHaveLength(1);
  });

  it.each(examples)('“$line” is answered in the thread where it is mentioned', async ({ line }) => {
    const asked = ann.mention(news, line);
    expect(await asked.answer()).toMatchObject({ origin: 'chat.postMessage', threadTs: asked.message?.ts });
  });

  it('leaves nothing undone, and nothing in the log', () => {
    const { slack } = room;
    expect(slack.pings).toEqual([]);
    expect(slack.unexpected).toEqual([]);
    expect(office.faults).toEqual([]);
    expect(room.leaks()).toEqual([]);
    expect(room.log()).not.toMatch(/"level":(40|50)/);
  });
});
