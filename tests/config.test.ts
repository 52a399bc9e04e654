import { describe, expect, it } from 'vitest';
import { parseConfig, secretsOf, statePlace } from '../src/config.ts';

const DEFAULTS = { briefsDir: 'briefs', dataDir: 'data', platforms: ['terminal'], logLevel: 'warn' };

const MANY = {
  SLACK_CLIENT_ID: '1.2',
  SLACK_CLIENT_SECRET: 'secret-c',
  SLACK_STATE_SECRET: 'secret-s',
  SLACK_SIGNING_SECRET: 'abcdefgh',
  STATE_KEYS: 'a:KEYS+1=',
};

describe('the settings', () => {
  it('have a default each, and other variables of the environment are none of ours', () => {
    expect(parseConfig({})).toEqual(DEFAULTS);
    expect(parseConfig({ HOME: '/root', BRIEFS_DIR: undefined })).toEqual(DEFAULTS);
  });

  it('read where health and numbers are told, on this machine alone where nothing else is said', () => {
    expect(parseConfig({ OPS_PORT: '9464' }).ops).toEqual({ host: '127.0.0.1', port: 9464 });
    expect(parseConfig({ OPS_PORT: ' 0 ', OPS_HOST: ' :: ' }).ops).toEqual({ host: '::', port: 0 });
    expect(parseConfig({ OPS_PORT: '' })).toEqual(DEFAULTS);
    expect(() => parseConfig({ OPS_PORT: '99999' })).toThrow('OPS_PORT is "99999": give the number of a port');
    expect(() => parseConfig({ OPS_PORT: 'yes' })).toThrow(
      'OPS_PORT is "yes": give the number of a port, such as 9464',
    );
    expect(() => parseConfig({ OPS_HOST: '0.0.0.0' })).toThrow('OPS_HOST is set, and OPS_PORT not');
  });

  it('keep the database in a file of the data folder, or where its address says', () => {
    expect(statePlace(parseConfig({ DATA_DIR: 'there' }))).toEqual({ file: 'there/state.sqlite' });
    const databaseUrl = 'postgres://dossier:pass%2Fword@db:5432/dossier';
    const config = parseConfig({ DATABASE_URL: databaseUrl });
    expect(config).toEqual({ ...DEFAULTS, databaseUrl });
    expect(statePlace(config)).toEqual({ url: databaseUrl });
    expect(secretsOf(config), 'as it stands there and as it is meant').toEqual(['pass%2Fword', 'pass/word']);
    expect(secretsOf(parseConfig({ DATABASE_URL: 'postgres://db/dossier' }))).toEqual([]);
    expect(() => parseConfig({ DATABASE_URL: 'postgres://db/dossier # mine' })).toThrow('DATABASE_URL has white space');
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
      discord: { token: 'abc', servers: [], editorRoles: [] },
    });
    expect(parseConfig({ DISCORD_TOKEN: 'abc', PLATFORMS: 'terminal' })).toMatchObject({ platforms: ['terminal'] });
    expect(parseConfig({ DISCORD_TOKEN: '' }), 'a container engine sets what it was not given to nothing').toEqual(
      DEFAULTS,
    );
  });

  it('read the place, the servers, the shards and the editors of a bot', () => {
    const env = {
      DISCORD_TOKEN: 'abc',
      DISCORD_API_URL: 'http://127.0.0.1:8080/api/',
      DISCORD_GUILDS: '112233445566778899, 998877665544332211',
      DISCORD_SHARDS: '2-3/8',
      DISCORD_EDITOR_ROLES: '223344556677889900',
    };
    expect(parseConfig(env).discord).toEqual({
      token: 'abc',
      apiUrl: 'http://127.0.0.1:8080/api',
      servers: ['112233445566778899', '998877665544332211'],
      shards: { ids: [2, 3], of: 8 },
      editorRoles: ['223344556677889900'],
    });
    expect(parseConfig({ ...env, DISCORD_SHARDS: '5/8' }).discord?.shards).toEqual({ ids: [5], of: 8 });
  });

  it('read both ways to one workspace on Slack', () => {
    expect(parseConfig({ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: ' xapp-1 ' })).toEqual({
      ...DEFAULTS,
      platforms: ['slack'],
      slack: { way: { kind: 'socket', appToken: 'xapp-1' }, access: { kind: 'one', botToken: 'xoxb-1' } },
    });
    const env = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 'abc', SLACK_API_URL: 'http://127.0.0.1:80/api/' };
    expect(parseConfig({ ...env, SLACK_COMMAND_PREFIX: 'news-', DISCORD_TOKEN: 'd' })).toMatchObject({
      platforms: ['discord', 'slack'],
      slack: { way: { kind: 'http', signingSecret: 'abc', port: 3000 }, apiUrl: 'http://127.0.0.1:80/api' },
      slackPrefix: 'news-',
    });
    expect(parseConfig({ ...env, PORT: '8080' }).slack?.way).toMatchObject({ port: 8080 });
  });

  it('read who edits on Slack, also before there is a token, and what is no id is told', () => {
    expect(parseConfig({ SLACK_EDITORS: ' S012ABC,, U034DEF ' })).toEqual({
      ...DEFAULTS,
      slackEditors: ['S012ABC', 'U034DEF'],
    });
    expect(() => parseConfig({ SLACK_EDITORS: '@editors,U034DEF' })).toThrow(
      'SLACK_EDITORS holds "@editors", which is no id of a person (U…) or of a user group (S…)',
    );
  });

  it('read what many workspaces need', () => {
    expect(parseConfig(MANY).slack).toEqual({
      way: { kind: 'http', signingSecret: 'abcdefgh', port: 3000 },
      access: {
        kind: 'many',
        clientId: '1.2',
        clientSecret: 'secret-c',
        stateSecret: 'secret-s',
        stateKeys: 'a:KEYS+1=',
      },
    });
  });

  it('know the prefix of the commands before there is a token, as the manifest needs it', () => {
    expect(parseConfig({ SLACK_COMMAND_PREFIX: 'news-' })).toEqual({ ...DEFAULTS, slackPrefix: 'news-' });
  });

  it('tell what must stand in no log', () => {
    expect(secretsOf(parseConfig({ DISCORD_TOKEN: 'abc' }))).toEqual(['abc']);
    expect(secretsOf(parseConfig({ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' }))).toEqual([
      'xapp-1',
      'xoxb-1',
    ]);
    expect(secretsOf(parseConfig(MANY))).toEqual(['abcdefgh', 'secret-c', 'secret-s', 'KEYS+1=']);
    expect(secretsOf(parseConfig({}))).toEqual([]);
  });

  it.each([
    [{ BRIEFS_DIR: '' }, 'BRIEFS_DIR is empty: name a folder, or leave it out for "briefs"'],
    [{ DATA_DIR: 'a\0b' }, 'DATA_DIR'],
    [{ PLATFORMS: '' }, 'PLATFORMS is empty: name one of terminal, discord, slack, or leave it out'],
    [{ PLATFORMS: ' , ' }, 'PLATFORMS is empty'],
    [{ PLATFORMS: 'termial' }, 'PLATFORMS names "termial", which is no platform: did you mean "terminal"?'],
    [{ PLATFORMS: 'terminal,irc' }, 'PLATFORMS names "irc", which is no platform: name one of terminal'],
    [{ PLATFORMS: 'discord' }, 'PLATFORMS names discord, and DISCORD_TOKEN is not set'],
    [{ PLATFORMS: 'discord', DISCORD_TOKEN: ' ' }, 'DISCORD_TOKEN is not set'],
    [{ DISCORD_TOKEN: 'two words' }, 'DISCORD_TOKEN has white space in it: copy it alone'],
    [{ DISCORD_TOKEN: 't', DISCORD_API_URL: 'localhost:80' }, 'DISCORD_API_URL is no address of the web'],
    [{ DISCORD_TOKEN: 't', DISCORD_GUILDS: '123' }, 'DISCORD_GUILDS holds "123", which is no id of a server'],
    [
      { DISCORD_TOKEN: 't', DISCORD_EDITOR_ROLES: '@editors' },
      'DISCORD_EDITOR_ROLES holds "@editors", which is no id of a role',
    ],
    [{ DISCORD_TOKEN: 't', DISCORD_SHARDS: '4' }, 'DISCORD_SHARDS is "4": write 0-3/8'],
    [{ DISCORD_TOKEN: 't', DISCORD_SHARDS: '3-1/4' }, 'DISCORD_SHARDS is "3-1/4"'],
    [{ DISCORD_TOKEN: 't', DISCORD_SHARDS: '0-4/4' }, 'DISCORD_SHARDS is "0-4/4"'],
    [{ PLATFORMS: 'slack' }, 'PLATFORMS names slack, and neither SLACK_BOT_TOKEN nor SLACK_CLIENT_ID is set'],
    [{ SLACK_APP_TOKEN: 'xapp-1' }, 'SLACK_APP_TOKEN is set, and SLACK_BOT_TOKEN not'],
    [{ SLACK_SIGNING_SECRET: 'abc' }, 'SLACK_SIGNING_SECRET is set, and SLACK_BOT_TOKEN not'],
    [{ SLACK_BOT_TOKEN: 'xoxb-1' }, 'and neither SLACK_APP_TOKEN nor SLACK_SIGNING_SECRET: set the first to connect'],
    [
      { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1', SLACK_SIGNING_SECRET: 's' },
      'are both set: leave out the one',
    ],
    [{ SLACK_BOT_TOKEN: 'xapp-1', SLACK_APP_TOKEN: 'xapp-1' }, 'SLACK_BOT_TOKEN begins with xoxb-'],
    [{ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xoxb-1' }, 'SLACK_APP_TOKEN begins with xapp-'],
    [
      { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 's', PORT: 'http' },
      'PORT is "http": give the number of a port',
    ],
    [{ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 's', PORT: '70000' }, 'PORT is "70000"'],
    [{ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1', SLACK_API_URL: 'here' }, 'SLACK_API_URL is no address'],
    [{ ...MANY, SLACK_BOT_TOKEN: 'xoxb-1' }, 'SLACK_BOT_TOKEN and SLACK_CLIENT_ID are both set'],
    [
      { ...MANY, STATE_KEYS: '', SLACK_STATE_SECRET: ' ' },
      'SLACK_CLIENT_ID is set, and SLACK_STATE_SECRET and STATE_KEYS not',
    ],
    [{ ...MANY, SLACK_SIGNING_SECRET: undefined }, 'many workspaces are answered by requests to PORT'],
    [{ LOG_LEVEL: '' }, 'LOG_LEVEL is "": name one of debug, info, warn, error, silent, or leave it out'],
    [{ LOG_LEVEL: 'Loud' }, 'LOG_LEVEL is "loud": name one of'],
  ])('name what is wrong and what would be right: %j', (env, sentence) => {
    expect(() => parseConfig(env)).toThrow(sentence);
    expect(() => parseConfig(env)).toThrow(/^The settings need mending:\n {2}/);
    expect(() => parseConfig(env)).toThrow(expect.objectContaining({ name: 'UserError' }));
  });
});
