import { describe, expect, it } from 'vitest';
import { parseConfig, secretsOf } from '../src/config.ts';

const DEFAULTS = { briefsDir: 'briefs', dataDir: 'data', platforms: ['terminal'], logLevel: 'warn' };

describe('the settings', () => {
  it('have a default each, and other variables of the environment are none of ours', () => {
    expect(parseConfig({})).toEqual(DEFAULTS);
    expect(parseConfig({ HOME: '/root', BRIEFS_DIR: undefined })).toEqual(DEFAULTS);
  });

  it('take white space, large letters and repetition as they are meant', () => {
    expect(parseConfig({ BRIEFS_DIR: ' my briefs ', PLATFORMS: ' Terminal,, terminal', LOG_LEVEL: ' INFO ' })).toEqual({
      ...DEFAULTS,
      briefsDir: 'my briefs',
      logLevel: 'info',
    });
  });

  it('start the platforms whose token is set, where nothing else is said', () => {
    expect(parseConfig({ DISCORD_TOKEN: ' Bot abc ' })).toEqual({
      ...DEFAULTS,
      platforms: ['discord'],
      discord: { token: 'abc', servers: [] },
    });
    expect(parseConfig({ DISCORD_TOKEN: 'abc', PLATFORMS: 'terminal' })).toMatchObject({ platforms: ['terminal'] });
    expect(parseConfig({ DISCORD_TOKEN: '' }), 'a container engine sets what it was not given to nothing').toEqual(
      DEFAULTS,
    );
  });

  it('read the place, the servers and the shards of a bot', () => {
    const env = {
      DISCORD_TOKEN: 'abc',
      DISCORD_API_URL: 'http://127.0.0.1:8080/api/',
      DISCORD_GUILDS: '112233445566778899, 998877665544332211',
      DISCORD_SHARDS: '2-3/8',
    };
    expect(parseConfig(env).discord).toEqual({
      token: 'abc',
      apiUrl: 'http://127.0.0.1:8080/api',
      servers: ['112233445566778899', '998877665544332211'],
      shards: { ids: [2, 3], of: 8 },
    });
    expect(parseConfig({ ...env, DISCORD_SHARDS: '5/8' }).discord?.shards).toEqual({ ids: [5], of: 8 });
  });

  it('tell what must stand in no log', () => {
    expect(secretsOf(parseConfig({ DISCORD_TOKEN: 'abc' }))).toEqual(['abc']);
    expect(secretsOf(parseConfig({}))).toEqual([]);
  });

  it.each([
    [{ BRIEFS_DIR: '' }, 'BRIEFS_DIR is empty: name a folder, or leave it out for "briefs"'],
    [{ DATA_DIR: 'a\0b' }, 'DATA_DIR'],
    [{ PLATFORMS: '' }, 'PLATFORMS is empty: name one of terminal, discord, or leave it out'],
    [{ PLATFORMS: ' , ' }, 'PLATFORMS is empty'],
    [{ PLATFORMS: 'termial' }, 'PLATFORMS names "termial", which is no platform: did you mean "terminal"?'],
    [{ PLATFORMS: 'terminal,irc' }, 'PLATFORMS names "irc", which is no platform: name one of terminal'],
    [{ PLATFORMS: 'discord' }, 'PLATFORMS names discord, and DISCORD_TOKEN is not set'],
    [{ PLATFORMS: 'discord', DISCORD_TOKEN: ' ' }, 'DISCORD_TOKEN is not set'],
    [{ DISCORD_TOKEN: 'two words' }, 'DISCORD_TOKEN has white space in it: copy the token alone'],
    [{ DISCORD_TOKEN: 't', DISCORD_API_URL: 'localhost:80' }, 'DISCORD_API_URL is no address of the web'],
    [{ DISCORD_TOKEN: 't', DISCORD_GUILDS: '123' }, 'DISCORD_GUILDS holds "123", which is no id of a server'],
    [{ DISCORD_TOKEN: 't', DISCORD_SHARDS: '4' }, 'DISCORD_SHARDS is "4": write 0-3/8'],
    [{ DISCORD_TOKEN: 't', DISCORD_SHARDS: '3-1/4' }, 'DISCORD_SHARDS is "3-1/4"'],
    [{ DISCORD_TOKEN: 't', DISCORD_SHARDS: '0-4/4' }, 'DISCORD_SHARDS is "0-4/4"'],
    [{ LOG_LEVEL: '' }, 'LOG_LEVEL is "": name one of debug, info, warn, error, silent, or leave it out'],
    [{ LOG_LEVEL: 'Loud' }, 'LOG_LEVEL is "loud": name one of'],
  ])('name what is wrong and what would be right: %j', (env, sentence) => {
    expect(() => parseConfig(env)).toThrow(sentence);
    expect(() => parseConfig(env)).toThrow(/^The settings need mending:\n {2}/);
    expect(() => parseConfig(env)).toThrow(expect.objectContaining({ name: 'UserError' }));
  });
});
