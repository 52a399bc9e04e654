import { existsSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { definitionSchema } from '../../src/digests/definition.ts';
import { sequenceSchema } from '../../src/state/ids.ts';
import { openState } from '../../src/state/open-state.ts';
import { dossier, folderWithBriefs, GUARD, Program, write, brief } from './program.ts';
import { spoil } from './spoil.ts';

describe('one question', () => {
  it('is answered with what its brief says, without colours where nobody watches', async () => {
    const { status, stdout, stderr } = await dossier(folderWithBriefs(), ['ask', 'brief', 'lavrov']);
    expect(stdout).toContain('Sergey Lavrov');
    expect(stdout).toContain('story 2016-11-29-swap');
    expect(stdout).not.toContain('\u001B');
    expect(stderr).toBe('');
    expect(status).toBe(0);
  });

  it('is answered as data with --as json: one object on one line', async () => {
    const { status, stdout } = await dossier(folderWithBriefs(), ['ask', '--as', 'json', 'brief lavrov since:2016']);
    expect(stdout.indexOf('\n')).toBe(stdout.length - 1);
    const answer: unknown = JSON.parse(stdout);
    expect(answer).toMatchObject({ page: 1, visibility: 'private', message: { tone: 'news' } });
    expect(JSON.stringify(answer)).toContain('sergey-lavrov');
    expect(status).toBe(0);
  });

  it('is answered plainly with --as text, however narrow or colourful the screen', async () => {
    const env = { COLUMNS: '20', FORCE_COLOR: '1' };
    const { stdout } = await dossier(folderWithBriefs(), ['ask', '--as', 'text', 'status'], { env });
    expect(stdout).toMatch(/^Status\nBriefs: 2, published 29 Nov 2016\n/);
  });

  it('sees a brief that was changed since the last one, also where the date of the file does not tell', async () => {
    const folder = folderWithBriefs();
    await dossier(folder, ['ask', 'status']);
    write(
      folder,
      'briefs/2016-11-29-swap.json',
      brief({ headline: 'Moscow denies a quid', actors: ['sergey-lavrov'] }),
    );
    expect((await dossier(folder, ['ask', 'find quid'])).stdout).toContain('Moscow denies a quid');
  });

  it('ends with 1 where answering it is a fault, and the reader and the log have the same incident', async () => {
    const folder = folderWithBriefs();
    await dossier(folder, ['ask', 'status']);
    spoil(folder, (db) => db.exec(`update brief set json = '{}'`));
    const { status, stdout, stderr } = await dossier(folder, ['ask', 'story 2016-11-29-swap']);
    const incident = /incident `([A-Z0-9]{7})`/.exec(stdout)?.[1];
    expect(incident).toBeDefined();
    expect(JSON.parse(stderr)).toMatchObject({ level: 50, incident, msg: 'a request failed' });
    expect(status).toBe(1);
  });

  it('is answered where standard input is closed', async () => {
    const command = ['sh', '-c', 'exec "$0" "$@" <&-', process.execPath, GUARD] as const;
    const { status, stdout } = await new Program(folderWithBriefs(), ['ask', 'status'], { command }).ended();
    expect(stdout).toMatch(/^Status\n/);
    expect(status).toBe(0);
  });
});

describe('an answer that nobody takes', () => {
  it.each([[['ask', 'status']], [['check']], [['--help']]])(
    'ends the program quietly, because leaving is no mistake: %j',
    async (args) => {
      const program = new Program(folderWithBriefs(), args);
      program.child.stdout?.destroy();
      expect(await program.ended()).toMatchObject({ status: 0, signal: null, stderr: '' });
    },
  );

  it('ends it quietly where nobody reads the log either', async () => {
    const folder = folderWithBriefs();
    write(folder, 'data/index.sqlite', 'damaged, which is worth a line in the log');
    const program = new Program(folder, ['ask', 'status']);
    program.child.stderr?.destroy();
    const { status, stdout } = await program.ended();
    expect(stdout).toMatch(/^Status\n/);
    expect(status).toBe(0);
  });

  it.runIf(existsSync('/dev/full'))('is told with 1 where the disk is full', async () => {
    for (const args of [['ask', 'status'], ['check'], []]) {
      const stdio = ['pipe', openSync('/dev/full', 'w'), 'pipe'] as const;
      const program = new Program(folderWithBriefs(), args, { input: 'status\n', stdio: [...stdio] });
      const { status, stderr } = await program.ended();
      expect(stderr).toBe('The answer could not be written: the disk is full.\n');
      expect(status).toBe(1);
    }
  });
});

describe('what belongs to who asks', () => {
  it('is asked for by the one who sits at the prompt, so that what is set up there answers here', async () => {
    const folder = folderWithBriefs();
    const ask = async (line: string) => (await dossier(folder, ['ask', '--as', 'text', line])).stdout;
    const { stdout } = await dossier(folder, [], { input: 'follow lavrov\nexit\n' });
    expect(stdout).toContain('It cannot be sent yet: The bot does not run there just now.');
    await makeDigest(folder);
    expect(await ask('following')).toContain('Sergey Lavrov');
    expect(await ask('digest list')).toMatch(/^1 digest\n- Morning · /);
    expect(await ask('digest preview Morning')).toContain('Aid reaches Aleppo');
  });

  it('is not posted by a question, as the screen that it is for is not there', async () => {
    const folder = folderWithBriefs();
    await dossier(folder, ['ask', 'following']);
    await makeDigest(folder);
    const { stdout, stderr } = await dossier(folder, ['ask', 'digest run Morning']);
    expect(stdout).toContain('Nothing can be posted there just now');
    expect(stderr).toBe('');
    const history = await dossier(folder, ['ask', '--as', 'text', 'digest history Morning']);
    expect(history.stdout).toContain('Morning has not come yet.');
  });
});

/** One that was made at the prompt, in the database of the folder. */
async function makeDigest(folder: string): Promise<void> {
  const state = await openState({ file: join(folder, 'data/state.sqlite') });
  const now = Temporal.Instant.from('2026-03-02T08:00:00Z');
  const made = await state.digests.create(
    {
      platform: 'terminal',
      tenant: 'local',
      channel: 'here',
      name: 'Morning',
      createdBy: 'you',
      nextAt: undefined,
      covered: { seq: sequenceSchema.parse(0), at: now },
      definition: definitionSchema.parse({
        cadence: { days: { kind: 'every-day' }, times: ['08:00'], zone: 'UTC' },
        about: [],
        without: [],
        outlets: [],
        withoutOutlets: [],
        sections: ['stories'],
        most: 5,
        empty: { kind: 'silent' },
        layout: 'message',
      }),
    },
    now,
  );
  await state.close();
  if (!made) throw new Error('its name is taken');
}
