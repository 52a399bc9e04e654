import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Digest } from '../../../src/digests/office.ts';
import type { Asker } from '../../../src/platform.ts';
import { plainText } from '../../../src/message/plain-text.ts';
import { actionLines } from '../../fixtures/reading.ts';
import { openDesk, type TestDesk } from '../../fixtures/desk.ts';
import { editor, openDigestDesk, reader, type DigestDesk } from '../../fixtures/digest-desk.ts';
import { describeOverEach } from '../../state/databases.ts';
import { lineOf } from './reading.ts';

let briefs: TestDesk;
beforeAll(async () => {
  briefs = await openDesk();
});
afterAll(() => briefs.close());

const HERE = { platform: 'chat', tenant: 'T1' };

describeOverEach('who may do what with a digest', (databases) => {
  let desk: DigestDesk;
  let digest: Digest;
  async function open(maker: Asker = editor()) {
    desk = openDigestDesk(briefs, await databases.fresh());
    await desk.ask(lineOf(await desk.ask('digest create Zebra at:8:00 zone:UTC', editor()), 'Save'), maker);
    [digest] = (await desk.office.list(HERE)) as [Digest];
  }
  const stored = async () => desk.office.list(HERE);
  const changes = (id: string) => [
    `digest edit ${id} at:9:00`,
    `digest pause ${id}`,
    `digest skip ${id}`,
    `digest run ${id}`,
    `digest delete ${id} confirm:yes`,
    'digest create Other at:8:00',
  ];

  it('lets nobody change anything who may not, whatever button somebody else was shown', async () => {
    await open();
    const drafted = await desk.ask('digest edit zebra at:9:00');
    const before = await stored();
    for (const line of [...changes(digest.id), ...changes('zebra'), lineOf(drafted, 'Save')]) {
      const { message } = await desk.ask(line, reader());
      expect(message.summary, line).toContain('members who may manage channels');
    }
    expect(await stored()).toEqual(before);
    expect(await desk.desk.form({ line: 'digest create', by: reader() })).toBeUndefined();
    expect(await desk.desk.form({ line: 'digest edit zebra', by: reader() })).toBeUndefined();
  });

  it('shows a reader only what a reader may do', async () => {
    await open();
    for (const line of ['digest show zebra', 'digest preview zebra', 'digest list', 'digest show lion']) {
      const { message } = await desk.ask(line, reader());
      expect(actionLines(message).filter((one) => !/^digest (preview|show) /.test(one))).toEqual([]);
    }
    expect(actionLines((await desk.ask('digest list')).message)).toContain('digest create');
    const away = reader({ mayManage: () => Promise.reject(new Error('the platform is away')) });
    expect((await desk.ask('digest list', away)).message.summary).toContain('Zebra');
  });

  it('offers no new digest, where there is none, to who could not make it', async () => {
    desk = openDigestDesk(briefs, await databases.fresh());
    for (const line of ['digest list', 'digest show zebra']) {
      expect(actionLines((await desk.ask(line)).message), line).toEqual(['digest create']);
      expect(actionLines((await desk.ask(line, reader())).message), line).toEqual([]);
    }
    const { message } = await desk.ask('digest list', reader());
    expect(plainText(message)).toContain('They are set up here by members who may manage channels: ask one of them.');
  });

  it('asks each time anew: who lost the right between two presses is refused', async () => {
    await open();
    let may = true;
    const ann = editor({ mayManage: () => Promise.resolve(may) });
    const draft = await desk.ask('digest edit zebra at:9:00', ann);
    may = false;
    expect((await desk.ask(lineOf(draft, 'Save'), ann)).message.summary).toContain('is managed by');
    expect(await stored()).toEqual([digest]);
  });

  it('lets who made it change it, and any other editor when they have left', async () => {
    await open(editor({ person: 'U9' }));
    expect(digest.createdBy).toBe('U9');
    const rea = reader({ person: 'U9' });
    expect((await desk.ask('digest pause zebra', rea)).message.summary).toContain('It is paused now');
    expect((await desk.ask('digest resume zebra', editor())).message.summary).toContain('It goes on');
    expect((await desk.ask('digest pause zebra', reader({ person: 'U8' }))).message.summary).toContain(
      'ask one of them',
    );
  });

  it('never reaches beyond the community, by name, by id or by draft', async () => {
    await open();
    const before = await stored();
    const draft = await desk.ask('digest edit zebra at:9:00');
    for (const stranger of [editor({ tenant: 'T2' }), editor({ platform: 'other' })]) {
      for (const line of [
        'digest list',
        `digest show ${digest.id}`,
        'digest show zebra',
        ...changes(digest.id).slice(0, 5),
      ]) {
        const { message } = await desk.ask(line, stranger);
        expect(JSON.stringify(message), line).not.toMatch(/Zebra|C1|08:00/);
        expect(message.summary, line).toMatch(/no digest|There are no digests/);
      }
      expect((await desk.ask(lineOf(draft, 'Save'), stranger)).message.summary).toContain('saved already');
      expect(await desk.desk.completeArgument({ command: 'digest', argument: 'name', text: '', by: stranger })).toEqual(
        [],
      );
      expect(await desk.desk.form({ line: `digest edit ${digest.id}`, by: stranger })).toBeUndefined();
    }
    expect(await stored()).toEqual(before);
    expect(desk.faults).toEqual([]);
  });

  it('is asked again for another page as a line that shows it and does nothing a second time', async () => {
    await open();
    let runs = 0;
    desk.running = () => {
      runs++;
      return Promise.resolve('busy');
    };
    for (const action of ['run', 'pause', 'resume', 'skip', 'skip']) {
      const { line } = await desk.ask(`digest ${action} zebra`);
      expect(line).toBe(`digest show ${digest.id}`);
    }
    expect(runs).toBe(1);
    const draft = await desk.ask('digest edit zebra at:9:00');
    const shown = await desk.ask(draft.line);
    expect(await desk.desk.form({ line: draft.line, by: editor() }), 'a page is turned without a form').toBeUndefined();
    expect(lineOf(shown, 'Save'), 'the same draft').toBe(lineOf(draft, 'Save'));
    expect((await desk.ask(lineOf(shown, 'Save'))).line).toBe(`digest show ${digest.id}`);
    expect((await desk.ask(`digest delete ${digest.id} confirm:yes`)).line).toBe('digest list');
  });

  it('is a fault with an incident where the platform cannot be asked, and changes nothing', async () => {
    await open();
    const ann = editor({ mayManage: () => Promise.reject(new Error('the platform is away')) });
    const { message } = await desk.ask('digest pause zebra', ann);
    expect(message.tone).toBe('fault');
    expect(desk.faults).toHaveLength(1);
    expect(await stored()).toEqual([digest]);
  });
});
