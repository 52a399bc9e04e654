import { describe, expect, it } from 'vitest';
import { parseConfig } from '../src/config.ts';

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

  it.each([
    [{ BRIEFS_DIR: '' }, 'BRIEFS_DIR is empty: name a folder, or leave it out for "briefs"'],
    [{ DATA_DIR: 'a\0b' }, 'DATA_DIR'],
    [{ PLATFORMS: '' }, 'PLATFORMS is empty: name one of terminal, or leave it out'],
    [{ PLATFORMS: ' , ' }, 'PLATFORMS is empty'],
    [{ PLATFORMS: 'termial' }, 'PLATFORMS names "termial", which is no platform: did you mean "terminal"?'],
    [{ PLATFORMS: 'terminal,irc' }, 'PLATFORMS names "irc", which is no platform: name one of terminal'],
    [{ LOG_LEVEL: '' }, 'LOG_LEVEL is "": name one of debug, info, warn, error, silent, or leave it out'],
    [{ LOG_LEVEL: 'Loud' }, 'LOG_LEVEL is "loud": name one of'],
  ])('name what is wrong and what would be right: %j', (env, sentence) => {
    expect(() => parseConfig(env)).toThrow(sentence);
    expect(() => parseConfig(env)).toThrow(/^The settings need mending:\n {2}/);
    expect(() => parseConfig(env)).toThrow(expect.objectContaining({ name: 'UserError' }));
  });
});
