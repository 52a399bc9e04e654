import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commands as all } from '../../../src/commands/all.ts';
import { sheetOf } from '../../../src/desk.ts';
import { readPayload } from '../../../src/platforms/slack/intake.ts';
import { commandNames } from '../../../src/platforms/slack/parts/command-names.ts';
import { messageText } from '../../../src/platforms/slack/parts/message-text.ts';
import { Seen } from '../../../src/platforms/slack/parts/seen.ts';
import { lineOfMention, typedLine, typedText } from '../../../src/platforms/slack/parts/typed-text.ts';
import { steppedClock } from '../../fakes/slack/stepped-clock.ts';
import { hostileTexts } from '../../fixtures/hostile-text.ts';

const sheets = all.map(sheetOf);
const names = commandNames(all.map(({ name }) => name));
const read = (body: unknown) => readPayload(body, names, sheets).asked;

const command = {
  command: '/brief',
  text: 'aleppo',
  team_id: 'T1',
  user_id: 'U1',
  channel_id: 'C1',
  response_url: 'https://hooks.slack.com/commands/1',
  trigger_id: 't1',
};
const direct = { type: 'message', channel_type: 'im', channel: 'D1', user: 'U1', text: 'status', ts: '1.0' };
const event = (inner: object) => ({ type: 'event_callback', event_id: 'E1', team_id: 'T1', event: inner });

describe('what arrives', () => {
  it('never makes the intake throw, whatever it is', () => {
    const types = [
      'event_callback',
      'block_actions',
      'block_suggestion',
      'view_submission',
      'message_action',
      'shortcut',
    ];
    const payload = fc.oneof(
      fc.jsonValue(),
      fc.record({
        type: fc.constantFrom(...types),
        event: fc.jsonValue(),
        view: fc.jsonValue(),
        actions: fc.jsonValue(),
      }),
    );
    fc.assert(fc.property(payload, (body) => typeof read(body).kind === 'string'));
  });

  it('is the line of a command, and a form where the command needs more than its name', () => {
    expect(read(command)).toMatchObject({ kind: 'line', line: 'brief aleppo', by: { team: 'T1', user: 'U1' } });
    expect(read({ ...command, text: ' ' })).toMatchObject({ kind: 'form', command: 'brief', isForAny: false });
    expect(read({ ...command, command: '/disputed', text: '' })).toMatchObject({ kind: 'line', line: 'disputed' });
    expect(read({ ...command, command: '/dossier', text: 'Brief' })).toMatchObject({ kind: 'form', command: 'brief' });
    expect(read({ ...command, command: '/others' })).toMatchObject({ kind: 'unknown', what: 'command' });
  });

  it('keeps hostile text a text', () => {
    for (const text of hostileTexts({ count: 500, seed: 7, max: 200 })) {
      const asked = read({
        ...command,
        text: text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
      });
      expect(['line', 'form']).toContain(asked.kind);
      if (asked.kind === 'line') expect(asked.line).toBe(`brief ${text.trim()}`.trim());
    }
  });

  it.each([
    [direct, 'told'],
    [{ type: 'message', channel_type: 'im', channel: 'D1', user: 'U1', text: ' ', ts: '1.0' }, 'nothing'],
    [{ type: 'message', channel_type: 'im', channel: 'D1', user: 'U1', text: 'x', ts: '1.0', bot_id: 'B1' }, 'nothing'],
    [
      { type: 'message', channel_type: 'im', channel: 'D1', text: 'x', ts: '1.0', subtype: 'message_changed' },
      'nothing',
    ],
    [{ ...direct, bot_id: null, subtype: 'file_share', files: [{ id: 'F1' }] }, 'told'],
    [{ ...direct, thread_ts: '0.9', subtype: 'thread_broadcast' }, 'told'],
    [{ ...direct, subtype: 'me_message' }, 'nothing'],
    [{ ...direct, ts: 1 }, 'unread'],
    [{ type: 'message', channel_type: 'channel', channel: 'C1', user: 'U1', text: 'x', ts: '1.0' }, 'nothing'],
    [{ type: 'app_mention', channel: 'C1', user: 'U1', text: '<@B> x', ts: '1.0' }, 'mentioned'],
    [{ type: 'app_mention', channel: 'C1', user: 'U1', text: '<@B> x', ts: '1.0', subtype: 'file_share' }, 'mentioned'],
    [{ type: 'app_mention', channel: 'C1', user: 'U1', text: '<@B> x', ts: '1.0', edited: {} }, 'nothing'],
    [{ type: 'app_home_opened', user: 'U1', tab: 'home' }, 'home'],
    [{ type: 'app_home_opened', user: 'U1', tab: 'messages' }, 'nothing'],
    [{ type: 'app_home_opened' }, 'unread'],
    [{ type: 'app_uninstalled' }, 'left'],
    [{ type: 'tokens_revoked', tokens: { bot: ['U9'] } }, 'left'],
    [{ type: 'reaction_added' }, 'nothing'],
  ])('is of an event what it asks for: %j', (inner, kind) => {
    expect(read(event(inner)).kind).toBe(kind);
  });
});

describe('text as Slack hands it on', () => {
  it.each([
    ['R&amp;D &lt;now&gt; &amp;lt;', 'R&D <now> &lt;'],
    ['<@U012|ann> and <@U013> in <#C012|news>', 'ann and  in #news'],
    ['<https://example.org/a?b=1|the report> of <https://example.org>', 'the report of https://example.org'],
    ['<mailto:a@b.org> <!here> <!subteam^S1|@desk>', 'a@b.org  @desk'],
    ['<#C012> and <#C012|> have no name', ' and  have no name'],
    ['a < b', 'a < b'],
  ])('%j is what was typed: %j', (text, typed) => {
    expect(typedText(text)).toBe(typed);
  });

  it.each([
    ['<@B1> who lavrov', 'who lavrov'],
    ['<@B1>, who lavrov', 'who lavrov'],
    ['who lavrov <@B1|dossier>', 'who lavrov'],
    ['<@B1>', 'help'],
    ['ask <@B1> about it', undefined],
    ['<@B2> who lavrov', undefined],
  ])('%j holds the line %j', (text, line) => {
    expect(lineOfMention(text, 'B1')).toBe(line);
  });
});

describe('a line with a channel in it', () => {
  const [first] = sheets;
  if (!first) throw new Error('there is no command');
  const channel = { name: 'channel', kind: 'channel', description: '', required: false, positional: false } as const;
  const posting = [...sheets, { ...first, name: 'digest', arguments: [channel] }];

  it.each([
    ['digest create channel:<#C012|news>', 'digest create channel:#C012'],
    ['Digest create channel:<#C012>', 'Digest create channel:#C012'],
    ['brief <#C012|news>', 'brief #news'],
    ['<#C012|news>', '#news'],
    ['digest channel:<!here> <@U1|ann> &lt;#C013|x&gt;', 'digest channel: ann <#C013|x>'],
  ])('%j is %j', (text, line) => {
    expect(typedLine(text, posting)).toBe(line);
  });

  it('is none of a command that this version does not have', () => {
    expect(typedLine('<#C012|news>', posting, () => undefined)).toBeUndefined();
  });
});

describe('the words of a message', () => {
  it('are what was written and what its attachments say, each once', () => {
    const message = {
      text: 'Kerry &amp; Lavrov\nmet',
      blocks: [
        { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'no' }] }] },
      ],
      attachments: [
        { fallback: 'unread', title: 'Report', text: '400 died', fields: [{ title: 'By', value: 'RIA' }], footer: 'x' },
        { fallback: 'Only this' },
        { blocks: [{ type: 'section', text: { type: 'mrkdwn', text: 'In <https://a.org|Geneva>' } }] },
      ],
    };
    expect(messageText(message)).toBe(
      'Kerry & Lavrov · met · Report · 400 died · x · By · RIA · Only this · In Geneva',
    );
  });

  it('are those of its blocks where nothing else was written, without its buttons', () => {
    const blocks = [
      { type: 'header', text: { type: 'plain_text', text: 'News' } },
      {
        type: 'rich_text',
        elements: [
          {
            type: 'rich_text_section',
            elements: [
              { type: 'text', text: 'Aid ' },
              { type: 'text', text: 'arrives' },
              { type: 'link', url: 'https://a.org' },
            ],
          },
        ],
      },
      {
        type: 'section',
        fields: [
          { type: 'mrkdwn', text: 'one' },
          { type: 'plain_text', text: 'two' },
        ],
      },
      { type: 'actions', elements: [{ type: 'button', text: { type: 'plain_text', text: 'Press' } }] },
    ];
    expect(messageText({ text: '', blocks })).toBe('News · Aid arriveshttps://a.org · one · two');
  });

  it('can be of anything', () => {
    fc.assert(fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (any) => typeof messageText(any) === 'string'));
  });
});

describe('what is remembered', () => {
  const clock = steppedClock('2026-11-25T08:00:00Z');

  it('is known for its time, and then new again', () => {
    const seen = new Seen({ clock, keepMs: 1000, most: 10 });
    expect([seen.isNew('a'), seen.isNew('a')]).toEqual([true, false]);
    clock.advance(999);
    expect(seen.isNew('a')).toBe(false);
    clock.advance(1);
    expect(seen.isNew('a')).toBe(true);
    seen.forget('a');
    expect(seen.isNew('a')).toBe(true);
  });

  it('is never more than its memory holds: the oldest goes', () => {
    const seen = new Seen({ clock, keepMs: 1000, most: 3 });
    for (const key of 'abcde') seen.isNew(key);
    expect(seen.size).toBe(3);
    expect([seen.isNew('e'), seen.isNew('a')]).toEqual([false, true]);
  });
});
