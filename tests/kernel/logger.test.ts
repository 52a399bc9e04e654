import { PassThrough, Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { createLogger, LOG_LEVELS, type Logger, type LogLevel } from '../../src/kernel/logger.ts';

describe('the log', () => {
  it('is one object a line, with the time in full, in the order of the events', async () => {
    const lines = await logged('debug', (logger) => {
      logger.info('a platform\nstarted', { platform: 'x', port: 80, secure: false, missing: undefined });
      logger.warn('slow');
      logger.debug('detail');
    });
    expect(lines).toEqual([
      {
        level: 30,
        time: expect.any(String) as unknown,
        msg: 'a platform\nstarted',
        platform: 'x',
        port: 80,
        secure: false,
      },
      { level: 40, time: expect.any(String) as unknown, msg: 'slow' },
      { level: 20, time: expect.any(String) as unknown, msg: 'detail' },
    ]);
    expect(lines[0]?.['time']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  });

  it('holds a fault whole: its kind, its place in the code, its causes and what it carries', async () => {
    const cause = Object.assign(new RangeError('no such row'), { errcode: 11 });
    const error = new TypeError('cannot answer', { cause });
    const [line] = await logged('error', (logger) => logger.error('a request failed', error, { incident: 'ABC1234' }));
    expect(line).toMatchObject({ level: 50, msg: 'a request failed', incident: 'ABC1234', err: { type: 'TypeError' } });
    const whole = JSON.stringify(line);
    expect(whole).toContain('logger.test.ts');
    expect(whole).toContain('cannot answer');
    expect(whole).toContain('no such row');
  });

  it('takes whatever was thrown, an error or not', async () => {
    const circular: Record<string, unknown> = { name: 'loop' };
    circular['self'] = circular;
    const thrown = ['a text', undefined, null, 42n, circular, Symbol('odd')];
    const lines = await logged('error', (logger) => thrown.forEach((one) => logger.error('thrown', one)));
    expect(lines).toHaveLength(thrown.length);
    expect(lines[0]).toMatchObject({ err: 'a text', msg: 'thrown' });
  });

  it.each(LOG_LEVELS)('at %s holds that and what is worse, and nothing else', async (level) => {
    const lines = await logged(level, (logger) => {
      logger.debug('debug');
      logger.info('info');
      logger.warn('warn');
      logger.error('error', new Error('boom'));
    });
    const all = LOG_LEVELS.filter((one) => one !== 'silent');
    expect(lines.map(({ msg }) => msg)).toEqual(level === 'silent' ? [] : all.slice(all.indexOf(level)));
  });

  it('holds no secret, in no field and in no error', async () => {
    const secret = 'quite-a-secret-1234';
    const output = new PassThrough();
    const logger = createLogger({ level: 'debug', output, secrets: [secret] });
    const cause = Object.assign(new Error(`cause ${secret}`), { url: `https://example.org/${secret}/x` });
    logger.error(`told ${secret}`, new Error(`refused ${secret}`, { cause }), { field: `in ${secret}` });
    await logger.flushed();
    output.end();
    const written = await text(output);
    expect(written).not.toContain(secret);
    expect(written.match(/\[removed\]/g)?.length).toBeGreaterThanOrEqual(4);
    expect(() => JSON.parse(written) as unknown).not.toThrow();
  });

  it('has handed everything to its output once it is flushed', async () => {
    const chunks: string[] = [];
    const output = new Writable({
      write(chunk: Buffer, _encoding, done) {
        chunks.push(chunk.toString());
        done();
      },
    });
    const logger = createLogger({ level: 'info', output });
    for (let n = 0; n < 100; n++) logger.info('event', { n });
    await logger.flushed();
    expect(chunks.join('').trimEnd().split('\n')).toHaveLength(100);
  });
});

async function logged(level: LogLevel, log: (logger: Logger) => void): Promise<Record<string, unknown>[]> {
  const output = new PassThrough();
  const logger = createLogger({ level, output });
  log(logger);
  await logger.flushed();
  output.end();
  const written = await text(output);
  return written
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>); // what a line of a log is
}
