import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { call } from './raw-client.ts';
import { startFakeDiscord, type FakeDiscord } from './server.ts';

let discord: FakeDiscord;
beforeEach(async () => {
  discord = await startFakeDiscord();
});
afterEach(async () => discord.close());

describe('commands', () => {
  const brief = {
    type: 1,
    name: 'brief',
    description: 'What happened',
    options: [{ type: 3, name: 'about', description: 'A subject', required: false }],
  };
  const path = () => `/applications/${discord.applicationId}/commands`;

  it('come back changed, so that a list that is sent never equals the one that is registered', async () => {
    expect((await call(discord, `PUT ${path()}`, [brief])).status).toBe(200);
    const { body } = await call(discord, `GET ${path()}`);
    expect(body).toMatchObject([
      { name: 'brief', contexts: null, integration_types: [0, 1], nsfw: false, dm_permission: true },
    ]);
    expect(JSON.stringify(body)).not.toContain('required');
    expect(JSON.stringify(body)).not.toContain('_localizations');
    const whole = await call(discord, `GET ${path()}?with_localizations=true`);
    expect(whole.body).toMatchObject([{ name_localizations: null }]);
  });

  it('keep their id when they are sent anew, and get a new version only where they differ', async () => {
    await call(discord, `PUT ${path()}`, [brief]);
    const [before] = discord.commands();
    await call(discord, `PUT ${path()}`, [brief]);
    expect(discord.commands()).toEqual([before]);
    await call(discord, `PUT ${path()}`, [{ ...brief, description: 'Other words' }]);
    expect(discord.commands()[0]?.id).toBe(before?.id);
    expect(discord.commands()[0]?.version).not.toBe(before?.version);
  });

  it('may have subcommands, in groups too, and are sent with one of them', async () => {
    const sub = (name: string, more: object = {}) => ({ type: 1, name, description: 'x', ...more });
    const named = { type: 3, name: 'name', description: 'x', required: true };
    const digest = {
      name: 'digest',
      description: 'Digests',
      options: [sub('list'), { type: 2, name: 'one', description: 'x', options: [sub('show', { options: [named] })] }],
    };
    expect((await call(discord, `PUT ${path()}`, [digest])).status).toBe(200);
    const guild = discord.addGuild('Newsroom');
    const ann = discord.person('Ann', { in: [guild] });
    const channel = guild.addTextChannel('general');
    expect(ann.command(channel, 'digest list').payload).toMatchObject({
      data: { options: [{ type: 1, name: 'list', options: [] }] },
    });
    expect(ann.command(channel, 'digest one show', { name: 'm' }).payload).toMatchObject({
      data: {
        options: [
          { type: 2, name: 'one', options: [{ type: 1, name: 'show', options: [{ name: 'name', value: 'm' }] }] },
        ],
      },
    });
    expect(() => ann.command(channel, 'digest')).toThrow('cannot be sent without one of its subcommands');
    expect(() => ann.command(channel, 'digest one')).toThrow('cannot be sent without one of its subcommands');
    expect(() => ann.command(channel, 'digest make')).toThrow('no subcommand make');
  });

  it.each([
    [
      'options beside subcommands',
      [{ ...brief, options: [...brief.options, { type: 1, name: 'x', description: 'x' }] }],
      50_035,
    ],
    ['a capital in a name', [{ ...brief, name: 'Brief' }], 50_035],
    ['one that stands twice', [brief, brief], 50_035],
    [
      'over 8000 characters',
      [
        {
          ...brief,
          options: Array.from({ length: 25 }, (_, at) => ({
            type: 3,
            name: `o${at}`,
            description: 'd',
            choices: Array.from({ length: 4 }, (__, of) => ({ name: 'x'.repeat(50), value: `${of}${'y'.repeat(40)}` })),
          })),
        },
      ],
      50_035,
    ],
    ['over 100 commands', Array.from({ length: 101 }, (_, at) => ({ ...brief, name: `b${at}` })), 30_032],
  ])('are refused for %s', async (_, list, code) => {
    expect(await call(discord, `PUT ${path()}`, list)).toMatchObject({ status: 400, code });
  });

  it('of a guild need the app to be there', async () => {
    const guild = discord.addGuild('Newsroom');
    const own = (id: string) => `PUT /applications/${discord.applicationId}/guilds/${id}/commands`;
    expect((await call(discord, own(guild.id), [brief])).body).toMatchObject([{ guild_id: guild.id }]);
    expect(discord.commands()).toEqual([]);
    expect((await call(discord, own('1'), [brief])).code).toBe(50_001);
  });
});
