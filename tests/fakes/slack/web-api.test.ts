import { webApi } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { call, startNewsroom } from './fixtures.ts';
import type { Json } from './json.ts';
import type { Channel, FakeSlack, Person } from './server.ts';
import { steppedClock } from './stepped-clock.ts';

const tsOf = (value: Json | undefined) => (typeof value === 'string' ? value : '');
const many = (count: number, one: object) => Array.from({ length: count }, () => one);

const clock = steppedClock('2026-11-25T08:00:00Z');
let slack: FakeSlack;
let ann: Person;
let news: Channel;

beforeEach(async () => {
  slack = await startNewsroom({ clock });
  ann = slack.workspace.person('Ann', { tz: 'Asia/Tokyo', isAdmin: true });
  news = slack.workspace.channel('news', { members: [ann] });
});

afterEach(() => slack.close());

const post = (given: Readonly<Record<string, string>>) =>
  call(slack, 'chat.postMessage', { channel: news.id, ...given });

describe('who may call', () => {
  it.each([
    ['no token', '', 'not_authed'],
    ['a token that nobody gave out', 'xoxb-made-up', 'invalid_auth'],
  ])('refuses %s', async (_name, token, error) => {
    expect(await call(slack, 'auth.test', {}, token)).toEqual({ ok: false, error });
  });

  it('refuses an app-level token for what belongs to a workspace, and a bot token for a connection', async () => {
    expect(await call(slack, 'auth.test', {}, slack.app.appToken)).toMatchObject({ error: 'not_allowed_token_type' });
    expect(await call(slack, 'apps.connections.open')).toMatchObject({ error: 'not_allowed_token_type' });
  });

  it('takes a token in a form, but not in JSON or in the address', async () => {
    const token = slack.botToken;
    const url = `${slack.apiUrl}auth.test`;
    const inForm = await fetch(url, { method: 'POST', body: new URLSearchParams({ token }) });
    expect(await inForm.json()).toMatchObject({ ok: true, user_id: slack.workspace.bot.id });
    const headers = { 'content-type': 'application/json' };
    const inJson = await fetch(url, { method: 'POST', body: JSON.stringify({ token }), headers });
    expect(await inJson.json()).toMatchObject({ ok: false, error: 'not_authed' });
    const inAddress = await fetch(`${url}?token=${token}`);
    expect(await inAddress.json()).toMatchObject({ ok: false, error: 'invalid_auth' });
  });

  it('says which scope is missing and which there are', async () => {
    slack.workspace.install(['users:read']);
    expect(await post({ text: 'Hello' })).toEqual({
      ok: false,
      error: 'missing_scope',
      needed: 'chat:write',
      provided: 'users:read',
    });
  });

  it('ends a token by revoking it, and the installation with its last token', async () => {
    expect(await call(slack, 'auth.revoke', { test: 'true' })).toMatchObject({ ok: true, revoked: false });
    const token = slack.botToken;
    expect(await call(slack, 'auth.revoke')).toMatchObject({ ok: true, revoked: true });
    expect(await call(slack, 'auth.test', {}, token)).toMatchObject({ error: 'account_inactive' });
  });

  it('answers a test with what it was given, without a token', async () => {
    expect(await call(slack, 'api.test', { a: '1' }, '')).toEqual({ ok: true, args: { a: '1' } });
    expect(await call(slack, 'api.test', { error: 'as_you_like' }, '')).toMatchObject({ error: 'as_you_like' });
  });

  it('knows no method that it does not know, and notes the call', async () => {
    expect(await call(slack, 'chat.postMesage')).toMatchObject({ ok: false, error: 'unknown_method' });
    expect(slack.unexpected).toEqual(['POST chat.postMesage: the fake has no such method']);
  });

  it('shows nothing of one workspace to another', async () => {
    const other = slack.addWorkspace('Elsewhere');
    const token = other.install();
    const theirs = other.channel('theirs');
    expect(await call(slack, 'conversations.info', { channel: news.id }, token)).toMatchObject({
      error: 'channel_not_found',
    });
    expect(await call(slack, 'users.info', { user: ann.id }, token)).toMatchObject({ error: 'user_not_found' });
    expect(await post({ channel: theirs.id, text: 'Hello' })).toMatchObject({ error: 'channel_not_found' });
  });
});

describe('chat.postMessage', () => {
  it.each([
    ['nothing to say', {}, 'no_text'],
    ['only spaces', { text: '  ' }, 'no_text'],
    ['more than 40,000 characters', { text: 'a'.repeat(40_001) }, 'msg_too_long'],
    ['blocks that are no JSON', { text: 'a', blocks: '[{' }, 'invalid_blocks_format'],
    ['blocks that are no list', { text: 'a', blocks: '{}' }, 'invalid_blocks_format'],
    ['a block without a type', { text: 'a', blocks: '[{}]' }, 'invalid_blocks'],
    ['51 blocks', { blocks: JSON.stringify(many(51, { type: 'divider' })) }, 'invalid_blocks'],
    ['101 attachments', { attachments: JSON.stringify(many(101, { text: 'a' })) }, 'too_many_attachments'],
    ['metadata that is no object', { text: 'a', metadata: '"a"' }, 'invalid_metadata_format'],
    ['metadata without a payload', { text: 'a', metadata: '{"event_type":"a"}' }, 'invalid_metadata_schema'],
    ['Markdown beside text', { text: 'a', markdown_text: 'b' }, 'markdown_text_conflict'],
    ['a channel that is not there', { channel: 'C0', text: 'a' }, 'channel_not_found'],
    ['a thread that is no timestamp', { text: 'a', thread_ts: '0' }, 'invalid_thread_ts'],
    ['another name without the scope', { text: 'a', username: 'Reuters' }, 'missing_scope'],
  ])('refuses %s', async (_name, given, error) => {
    expect(await post(given)).toMatchObject({ ok: false, error });
    expect(slack.messages(news)).toEqual([]);
  });

  it('refuses blocks whose text is too long together', async () => {
    const block = { type: 'section', text: { type: 'mrkdwn', text: 'a'.repeat(3000) } };
    expect(await post({ blocks: JSON.stringify(many(4, block)) })).toMatchObject({ ok: true });
    expect(await post({ blocks: JSON.stringify(many(5, block)) })).toMatchObject({
      error: 'msg_blocks_too_long',
    });
  });

  it('refuses metadata over 16 KB', async () => {
    const metadata = JSON.stringify({ event_type: 'digest', event_payload: { id: 'a'.repeat(17_000) } });
    expect(await post({ text: 'a', metadata })).toMatchObject({ error: 'metadata_too_large' });
  });

  it('refuses an argument that the method does not have, and notes it', async () => {
    expect(await post({ text: 'a', unfurl_link: 'false' })).toMatchObject({
      error: 'invalid_arguments',
      response_metadata: { messages: ['[ERROR] unknown argument: unfurl_link'] },
    });
    expect(slack.unexpected).toEqual(['chat.postMessage: unknown argument: unfurl_link']);
  });

  it('needs to be in a channel, which must be open for posts', async () => {
    const others = slack.workspace.channel('others', { withApp: false });
    const secret = slack.workspace.channel('secret', { kind: 'private', withApp: false });
    expect(await post({ channel: others.id, text: 'a' })).toMatchObject({ error: 'not_in_channel' });
    expect(await post({ channel: secret.id, text: 'a' })).toMatchObject({ error: 'channel_not_found' });
    news.archived = true;
    expect(await post({ text: 'a' })).toMatchObject({ error: 'is_archived' });
    news.archived = false;
    news.restriction = 'restricted_action';
    expect(await post({ text: 'a' })).toMatchObject({ error: 'restricted_action' });
  });

  it('may be in a channel for threads only, or for none', async () => {
    const { ts } = await post({ text: 'a' });
    const root = tsOf(ts);
    news.restriction = 'restricted_action_thread_only_channel';
    expect(await post({ text: 'a' })).toMatchObject({ error: 'restricted_action_thread_only_channel' });
    expect(await post({ text: 'a', thread_ts: root })).toMatchObject({ ok: true });
    news.restriction = 'restricted_action_non_threadable_channel';
    expect(await post({ text: 'a' })).toMatchObject({ ok: true });
    expect(await post({ text: 'a', thread_ts: root })).toMatchObject({
      error: 'restricted_action_non_threadable_channel',
    });
  });

  it('tells of a person whether they are an admin, an owner or a guest, as it is now', async () => {
    const gil = slack.workspace.person('Gil', { isRestricted: true, isUltraRestricted: true });
    const told = async (id: string) => (await call(slack, 'users.info', { user: id }))['user'];
    expect(await told(gil.id)).toMatchObject({ is_admin: false, is_restricted: true, is_ultra_restricted: true });
    expect(await told(ann.id)).toMatchObject({ is_admin: true, is_primary_owner: false, is_restricted: false });
    gil.user.isUltraRestricted = false;
    expect(await told(gil.id)).toMatchObject({ is_restricted: true, is_ultra_restricted: false });
  });

  it('asks the validator of blocks that it was given', async () => {
    const strict = await startNewsroom({ problemsOfBlocks: (_blocks, surface) => [`not on a ${surface}`] });
    const channel = strict.workspace.channel('news').id;
    const answer = await call(strict, 'chat.postMessage', { channel, blocks: '[{"type":"divider"}]' });
    expect(answer).toMatchObject({ error: 'invalid_blocks', errors: ['not on a message'] });
    await strict.close();
  });

  it('takes two posts a second in a channel only where nobody asked for the limit', async () => {
    const paced = await startNewsroom({ clock, paced: true });
    const channel = paced.workspace.channel('news').id;
    const body = new URLSearchParams({ channel, text: 'a' });
    const send = () =>
      fetch(`${paced.apiUrl}chat.postMessage`, {
        method: 'POST',
        body,
        headers: { authorization: `Bearer ${paced.botToken}` },
      });
    expect((await send()).status).toBe(200);
    const second = await send();
    expect([second.status, second.headers.get('retry-after')]).toEqual([429, '1']);
    clock.advance(1000);
    expect((await send()).status).toBe(200);
    await paced.close();
  });

  it('takes so many calls of a method in a minute as the platform names for its tier, where asked for the limits', async () => {
    const paced = await startNewsroom({ clock, paced: true });
    const channel = paced.workspace.channel('news').id;
    const ask = () =>
      fetch(`${paced.apiUrl}conversations.info?channel=${channel}`, {
        headers: { authorization: `Bearer ${paced.botToken}` },
      });
    for (let n = 0; n < 50; n += 1) expect((await ask()).status).toBe(200);
    clock.advance(20_000);
    const refused = await ask();
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '40']);
    clock.advance(40_000);
    expect((await ask()).status).toBe(200);
    await paced.close();
  });

  it('notes a reply to a thread that is not there, which Slack takes and shows nowhere', async () => {
    expect(await post({ text: 'a', thread_ts: '1700000000.000001' })).toMatchObject({ ok: true });
    expect(slack.unexpected).toHaveLength(1);
  });

  it('counts whom a message notifies, in text, blocks and by name', async () => {
    const desk = slack.workspace.group('desk', [ann]);
    await post({ text: `<@${ann.id}> <!here> <!subteam^${desk.id}> @ann &lt;!channel&gt;` });
    expect(slack.pings.map(({ target }) => target)).toEqual([ann.id, 'here', desk.id]);
    await post({ text: '@ann', link_names: 'true' });
    const said = [{ type: 'rich_text_section', elements: [{ type: 'broadcast', range: 'everyone' }] }];
    await post({ blocks: JSON.stringify([{ type: 'rich_text', elements: said }]) });
    expect(slack.pings.slice(3).map(({ target }) => target)).toEqual([ann.id, 'everyone']);
  });

  it('reaches nobody directly where the app has no messages tab', async () => {
    const features = { app_home: { messages_tab_enabled: false } };
    slack.installManifest({ display_information: { name: 'Dossier' }, features });
    expect(await post({ channel: ann.id, text: 'Hello' })).toMatchObject({ error: 'messages_tab_disabled' });
  });

  it('goes to a person by their id, into the direct conversation', async () => {
    expect(await post({ channel: ann.id, text: 'Hello' })).toMatchObject({ ok: true, channel: ann.direct.id });
  });
});

describe('other methods of chat', () => {
  it('shows an ephemeral message to one person alone, and nobody finds it again', async () => {
    expect(await call(slack, 'chat.postEphemeral', { channel: news.id, user: 'U0', text: 'a' })).toMatchObject({
      error: 'user_not_in_channel',
    });
    const { message_ts: ts } = await call(slack, 'chat.postEphemeral', { channel: news.id, user: ann.id, text: 'a' });
    expect(slack.messages(news)).toMatchObject([{ ephemeralTo: ann.id, content: { text: 'a' } }]);
    expect(await call(slack, 'conversations.history', { channel: news.id })).toMatchObject({ messages: [] });
    expect(await call(slack, 'chat.update', { channel: news.id, ts: tsOf(ts), text: 'b' })).toMatchObject({
      error: 'message_not_found',
    });
  });

  it('edits and deletes its own messages and nobody else’s; an edit keeps the blocks it does not name', async () => {
    const theirs = ann.say(news, 'Mine').message?.ts ?? '';
    const target = { channel: news.id, ts: theirs };
    expect(await call(slack, 'chat.update', { ...target, text: 'a' })).toMatchObject({ error: 'cant_update_message' });
    expect(await call(slack, 'chat.delete', target)).toMatchObject({ error: 'cant_delete_message' });
    const { ts } = await post({ text: 'a', blocks: '[{"type":"divider"}]' });
    const own = { channel: news.id, ts: tsOf(ts) };
    expect(await call(slack, 'chat.update', { ...own, text: 'b' })).toMatchObject({ ok: true, text: 'b' });
    expect(slack.messages(news).at(-1)).toMatchObject({ content: { text: 'b', blocks: [{ type: 'divider' }] } });
    expect(await call(slack, 'chat.getPermalink', { channel: news.id, message_ts: tsOf(ts) })).toMatchObject({
      permalink: `https://newsroom.slack.com/archives/${news.id}/p${tsOf(ts).replace('.', '')}`,
    });
    expect(await call(slack, 'chat.delete', own)).toMatchObject({ ok: true });
    expect(slack.messages(news)).toHaveLength(1);
  });
});

describe('reading conversations', () => {
  it('pages through the history, newest first, with metadata on request', async () => {
    const metadata = JSON.stringify({ event_type: 'digest', event_payload: { id: 'd1' } });
    const first = await post({ text: 'one', metadata });
    await post({ text: 'two' });
    await post({ text: 'in the thread', thread_ts: tsOf(first['ts']) });
    const client = new webApi.WebClient(slack.botToken, { slackApiUrl: slack.apiUrl });
    const page = await client.conversations.history({ channel: news.id, limit: 1 });
    expect([page.has_more, page.messages?.map(({ text }) => text)]).toEqual([true, ['two']]);
    const cursor = page.response_metadata?.next_cursor ?? '';
    const rest = await client.conversations.history({ channel: news.id, cursor, include_all_metadata: true });
    expect([rest.has_more, rest.messages?.map(({ metadata: of }) => of?.event_payload)]).toEqual([
      false,
      [{ id: 'd1' }],
    ]);
    const plain = await client.conversations.history({ channel: news.id });
    expect(plain.messages?.every(({ metadata: of }) => of === undefined)).toBe(true);
    const thread = await client.conversations.replies({ channel: news.id, ts: tsOf(first['ts']) });
    expect(thread.messages?.map(({ text }) => text)).toEqual(['one', 'in the thread']);
  });

  it('keeps to the bounds, which exclude unless asked to include', async () => {
    const tss = [await post({ text: 'a' }), await post({ text: 'b' }), await post({ text: 'c' })].map(({ ts }) =>
      tsOf(ts),
    );
    const [oldest = '', , latest = ''] = tss;
    const texts = async (more: Readonly<Record<string, string>>) => {
      const answer = await call(slack, 'conversations.history', { channel: news.id, oldest, latest, ...more });
      return JSON.stringify(answer['messages']).match(/"text":"."/g);
    };
    expect(await texts({})).toEqual(['"text":"b"']);
    expect(await texts({ inclusive: 'true' })).toHaveLength(3);
  });

  it('tells of people with their zone, of members, of groups, and of where the app is', async () => {
    const client = new webApi.WebClient(slack.botToken, { slackApiUrl: slack.apiUrl });
    const { user } = await client.users.info({ user: ann.id });
    expect(user).toMatchObject({ tz: 'Asia/Tokyo', tz_offset: 32_400, is_admin: true, is_owner: false });
    const { members } = await client.conversations.members({ channel: news.id });
    expect(members).toEqual([ann.id, slack.workspace.bot.id]);
    const desk = slack.workspace.group('desk', [ann]);
    expect((await client.usergroups.users.list({ usergroup: desk.id })).users).toEqual([ann.id]);
    expect(await call(slack, 'usergroups.users.list', { usergroup: 'S0' })).toMatchObject({ error: 'no_such_subteam' });
    slack.workspace.channel('others', { withApp: false });
    const mine = await client.users.conversations({ types: 'public_channel' });
    expect(mine.channels?.map(({ name }) => name)).toEqual(['news']);
    const { channel } = await client.conversations.open({ users: ann.id });
    expect(channel?.id).toBe(ann.direct.id);
    expect(await call(slack, 'conversations.open')).toMatchObject({ error: 'users_list_not_supplied' });
    expect(slack.unexpected).toEqual([]);
  });

  it('reads no history of a channel that the app is not in', async () => {
    const others = slack.workspace.channel('others', { withApp: false });
    expect(await call(slack, 'conversations.history', { channel: others.id })).toMatchObject({
      error: 'not_in_channel',
    });
  });
});
