import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { digest } from '../../../src/commands/digest.ts';
import { writeLine } from '../../../src/line/write-line.ts';
import { modalOf as discordModal } from '../../../src/platforms/discord/parts/form-modal.ts';
import * as discord from '../../../src/platforms/discord/render.ts';
import { commandNames } from '../../../src/platforms/slack/parts/command-names.ts';
import { Forms } from '../../../src/platforms/slack/parts/forms.ts';
import * as slack from '../../../src/platforms/slack/render.ts';
import { showOnTerminal } from '../../../src/platforms/terminal/platform.ts';
import type { Answer, Form } from '../../../src/platform.ts';
import { problemsOfMessage as discordProblems } from '../../fakes/discord/validate-message.ts';
import { problemsOfMessage as slackProblems, problemsOfView } from '../../fakes/slack/validate-blocks.ts';
import { openDesk, type TestDesk } from '../../fixtures/desk.ts';
import { editor, openDigestDesk, type DigestDesk } from '../../fixtures/digest-desk.ts';
import { HOSTILE_SAMPLES } from '../../fixtures/hostile-text.ts';
import { actionLines } from '../../fixtures/reading.ts';
import { databasesOf } from '../../state/databases.ts';
import { lineOf } from './reading.ts';

let briefs: TestDesk;
beforeAll(async () => {
  briefs = await openDesk();
});
afterAll(() => briefs.close());

const databases = databasesOf('sqlite');

async function withDigests(...names: readonly string[]): Promise<DigestDesk> {
  const desk = openDigestDesk(briefs, await databases.fresh());
  for (const name of names) {
    const draft = await desk.ask(writeLine('digest create', [], { name, at: '8:00', zone: 'UTC', about: 'aleppo' }));
    if (actionLines(draft.message).length > 0) await desk.ask(lineOf(draft, 'Save'));
  }
  return desk;
}

/** What each platform would refuse of an answer, on any of its pages. */
function problems(answer: Answer): readonly unknown[] {
  const onDiscord = discord.pagesOf(answer);
  const onSlack = slack.pagesOf(answer);
  return [
    ...onDiscord.flatMap((page) => discordProblems(discord.renderPage(page, onDiscord, answer))),
    ...onSlack.flatMap((page) => slackProblems(slack.renderPage(page, onSlack, answer))),
  ];
}

function inTerminal(answer: Answer): string {
  const streams = { input: process.stdin, output: process.stdout, isInputTerminal: false, isOutputTerminal: false };
  return showOnTerminal(answer, { ...streams, columns: () => 80, environment: {} });
}

/** The form as each platform that has forms would send it; what Slack would refuse of it. */
async function formProblems(desk: DigestDesk, form: Form): Promise<readonly unknown[]> {
  let sent: unknown;
  const forms = new Forms({
    web: async (_workspace, _method, { view }: { view?: unknown }) => {
      sent = JSON.parse(JSON.stringify(view));
      return { ok: true };
    },
    desk: desk.desk,
    names: commandNames(desk.desk.commands.map(({ name }) => name)),
  });
  await forms.open({} as never, 'trigger', { command: 'digest', form, place: {}, asker: editor() });
  expect(sent).toBeDefined();
  expect(discordModal(form, 'C1')?.components.length).toBe(5);
  return problemsOfView(sent);
}

describe('on every platform', () => {
  it('the examples and all that their buttons lead to are answered, and taken as they are', async () => {
    const desk = await withDigests('Morning news', 'Evening');
    const seen = new Set<string>();
    const open = digest.examples.map(({ line }) => line.replace('create "Morning', 'create "Noon'));
    for (let line = open.pop(); line !== undefined; line = open.pop()) {
      // What a draft is called is another word each time.
      const kind = line.replaceAll(/\b[0-9a-f]{10}\b/g, 'DRAFT');
      if (seen.has(kind) || !kind.startsWith('digest')) continue;
      seen.add(kind);
      const answer = await desk.ask(line);
      expect(problems(answer), line).toEqual([]);
      expect(inTerminal(answer), line).not.toMatch(/undefined|\[object/);
      expect(answer.message.summary.trim(), line).not.toBe('');
      if (!line.includes('confirm:')) open.push(...actionLines(answer.message));
    }
    expect(seen.size).toBeGreaterThan(20);
    expect(desk.faults).toEqual([]);
  });

  it('forty digests of any names are listed, offered and shown', async () => {
    const desk = await withDigests(
      ...HOSTILE_SAMPLES.slice(0, 40),
      ...Array.from({ length: 40 }, (_, at) => `No. ${at}`),
    );
    for (const line of ['digest list', 'digest show', 'digest run nobody']) {
      expect(problems(await desk.ask(line)), line).toEqual([]);
    }
    for (const { id } of await desk.office.list({ platform: 'chat', tenant: 'T1' })) {
      expect(problems(await desk.ask(`digest show ${id}`)), id).toEqual([]);
    }
    expect(desk.faults).toEqual([]);
  });

  it('its forms are taken, empty or with what a digest or a draft holds', async () => {
    const desk = await withDigests('Morning "news" `x`');
    const draft = await desk.ask('digest create Noon at:"1st and 15th 12:00" zone:Asia/Tokyo empty:hold without:kerry');
    const [one] = await desk.office.list({ platform: 'chat', tenant: 'T1' });
    const lines = [
      'digest create',
      'digest create Noon about:aleppo',
      lineOf(draft, 'Change'),
      `digest edit ${one?.id}`,
    ];
    for (const line of lines) {
      const form = await desk.desk.form({ line, by: editor(), zone: 'Europe/Paris' });
      if (!form) throw new Error(`no form for ${line}`);
      expect(form.title.length).toBeLessThanOrEqual(24);
      expect(form.submit.length).toBeLessThanOrEqual(24);
      for (const { label, hint = '' } of form.fields) {
        expect(label.length).toBeLessThanOrEqual(45);
        expect(hint.length).toBeLessThanOrEqual(100);
      }
      expect(await formProblems(desk, form), line).toEqual([]);
    }
  });

  it('a form that is sent as it stands changes nothing', async () => {
    const desk = await withDigests('Morning "news" `x`');
    const [one] = await desk.office.list({ platform: 'chat', tenant: 'T1' });
    const form = await desk.desk.form({ line: `digest edit ${one?.id}`, by: editor() });
    const fields = form?.fields.map(({ argument, value }) => [argument.name, value] as const) ?? [];
    const sent = await desk.ask(writeLine(form?.begin ?? '', [], Object.fromEntries(fields)));
    await desk.ask(lineOf(sent, 'Save'));
    const [after] = await desk.office.list({ platform: 'chat', tenant: 'T1' });
    expect(after).toMatchObject({ name: one?.name, channel: one?.channel, definition: one?.definition, revision: 2 });
  });
});
