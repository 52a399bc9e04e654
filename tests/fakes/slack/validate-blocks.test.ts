import { describe, expect, test } from 'vitest';
import { problemsOfMessage, problemsOfView, refusalOfBlocks } from './validate-blocks.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
const section = { type: 'section', text: plain('x') };
const button = (id: string, more: object = {}) => ({ type: 'button', action_id: id, text: plain('x'), ...more });
const actions = (...elements: object[]) => ({ type: 'actions', elements });
const option = (value: string, text = 'x') => ({ text: plain(text), value });
const select = (...options: object[]) => ({ type: 'static_select', action_id: 'm', placeholder: plain('x'), options });
const rich = (...elements: object[]) => ({ type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] });
const text = (words: string, style?: object) => ({ type: 'text', text: words, ...(style ? { style } : {}) });
const row = (count: number, words = 'x') => Array.from({ length: count }, () => ({ type: 'raw_text', text: words }));
const table = (rows: object[][]) => ({ type: 'table', rows });
const many = <T>(count: number, one: T): T[] => Array.from({ length: count }, () => one);

test('what is well formed is taken', () => {
  const blocks = [
    { type: 'header', text: plain('x') },
    { type: 'context', elements: [{ type: 'mrkdwn', text: '*x*', verbatim: true }] },
    { type: 'divider' },
    rich(text('x', { bold: true, unlink: true }), { type: 'link', url: 'https://example.org', text: 'x' }),
    actions(button('a', { value: 'x'.repeat(2000) }), select(option('a'))),
    table([row(3), [...row(2), rich(text('x'))]]),
  ];
  expect(problemsOfMessage({ text: 'x', blocks, unfurl_links: false, unfurl_media: false })).toEqual([]);
});

const field = (element: object) => ({
  type: 'modal',
  title: plain('x'),
  submit: plain('x'),
  blocks: [{ type: 'input', block_id: 'b', label: plain('x'), element }],
});
const conversations = (more: object) => ({ type: 'conversations_select', action_id: 'a', ...more });
const external = (type: string, more: object) => ({ type, action_id: 'a', min_query_length: 0, ...more });
const number = (more: object) => ({ type: 'number_input', action_id: 'a', is_decimal_allowed: false, ...more });
const boxes = (more: object) => ({ type: 'checkboxes', action_id: 'a', options: [option('yes')], ...more });

describe('a field of a form', () => {
  test.each<[string, object]>([
    ['a menu of channels', conversations({ filter: { include: ['public', 'private'] }, initial_conversation: 'C012' })],
    ['one that begins here', conversations({ default_to_current_conversation: true })],
    ['a menu that searches', external('external_select', { initial_option: option('a') })],
    ['one for several', external('multi_external_select', { initial_options: [option('a'), option('b')] })],
    ['a number', number({ min_value: '1', max_value: '25', initial_value: '7' })],
    ['a tick that is set', boxes({ initial_options: [option('yes')] })],
    ['a choice that is made', { ...select(option('a'), option('b')), initial_option: option('b') }],
  ])('is taken: %s', (_, element) => {
    expect(problemsOfView(field(element))).toEqual([]);
  });

  test.each<[string, object]>([
    ['a menu of channels by no kind', conversations({ filter: { include: [] } })],
    ['one by a kind that is none', conversations({ filter: { include: ['channel'] } })],
    ['one with an empty filter', conversations({ filter: {} })],
    ['one that begins with a name', conversations({ initial_conversation: '#news' })],
    ['a menu that begins with two', external('external_select', { initial_options: [option('a')] })],
    ['one for several that begins with none', external('multi_external_select', { initial_options: [] })],
    [
      'one that begins with an id of 151 characters',
      external('external_select', { initial_option: option('x'.repeat(151)) }),
    ],
    ['a number that is none', number({ initial_value: 'seven' })],
    ['a number beyond its bounds', number({ max_value: '25', initial_value: '26' })],
    ['bounds out of order', number({ min_value: '2', max_value: '1' })],
    ['a number that does not say whether it is whole', { type: 'number_input', action_id: 'a' }],
    ['a tick at what is no option', boxes({ initial_options: [option('no')] })],
    ['a choice of what is no option', { ...select(option('a')), initial_option: option('b') }],
    ['a text longer than a field holds', { type: 'plain_text_input', initial_value: 'x'.repeat(3001) }],
  ])('is refused: %s', (_, element) => {
    expect(problemsOfView(field(element))).not.toEqual([]);
  });
});

describe('a message is refused with', () => {
  test.each<[string, string, readonly object[]]>([
    ['51 blocks', 'invalid_blocks', many(51, section)],
    ['a kind that is none', 'invalid_blocks', [{ type: 'paragraph' }]],
    ['an unknown field', 'invalid_blocks', [{ ...section, colour: 1 }]],
    ['a header of 151 characters', 'invalid_blocks', [{ type: 'header', text: plain('x'.repeat(151)) }]],
    ['a header with markup', 'invalid_blocks', [{ type: 'header', text: { type: 'mrkdwn', text: 'x' } }]],
    ['a section of 3,001 characters', 'invalid_blocks', [{ type: 'section', text: plain('x'.repeat(3001)) }]],
    ['a section of nothing', 'invalid_blocks', [{ type: 'section' }]],
    ['an empty text', 'invalid_blocks', [{ type: 'section', text: plain('') }]],
    ['11 fields', 'invalid_blocks', [{ type: 'section', fields: many(11, plain('x')) }]],
    ['11 pieces of small print', 'invalid_blocks', [{ type: 'context', elements: many(11, plain('x')) }]],
    ['rich text as small print', 'invalid_blocks', [{ type: 'context', elements: [rich(text('x'))] }]],
    ['no button in actions', 'invalid_blocks', [actions()]],
    ['26 buttons', 'invalid_blocks', [actions(...Array.from({ length: 26 }, (_, index) => button(`${index}`)))]],
    ['an id twice in its block', 'invalid_blocks', [actions(button('a'), button('a'))]],
    ['an id of 256 characters', 'invalid_blocks', [actions(button('x'.repeat(256)))]],
    ['an id of a block twice', 'invalid_blocks', many(2, { ...section, block_id: 'b' })],
    ['a label of 76 characters', 'invalid_blocks', [actions(button('a', { text: plain('x'.repeat(76)) }))]],
    ['a value of 2,001 characters', 'invalid_blocks', [actions(button('a', { value: 'x'.repeat(2001) }))]],
    ['a menu of nothing', 'invalid_blocks', [actions(select())]],
    ['101 options', 'invalid_blocks', [actions(select(...many(101, option('a'))))]],
    ['an option of 76 characters', 'invalid_blocks', [actions(select(option('a', 'x'.repeat(76))))]],
    ['a value of 151 characters in a menu', 'invalid_blocks', [actions(select(option('x'.repeat(151))))]],
    ['6 options in an overflow', 'invalid_blocks', [actions({ type: 'overflow', options: many(6, option('a')) })]],
    ['an empty text in rich text', 'invalid_blocks', [rich(text(''))]],
    ['rich text of nothing', 'invalid_blocks', [rich()]],
    ['a style that is none', 'invalid_blocks', [rich(text('x', { colour: 'red' }))]],
    ['a link that is none of the web', 'invalid_blocks', [rich({ type: 'link', url: 'javascript:alert(1)' })]],
    ['a date without a token', 'invalid_blocks', [rich({ type: 'date', timestamp: 1, format: 'x' })]],
    ['101 rows', 'invalid_blocks', [table(many(101, row(1)))]],
    ['21 columns', 'invalid_blocks', [table([row(21)])]],
    ['an empty cell', 'invalid_blocks', [table([row(1, '')])]],
    ['10,001 characters in a table', 'invalid_blocks', [table([row(2, 'x'.repeat(5001))])]],
    ['two tables', 'invalid_attachments', many(2, table([row(1)]))],
    ['a field to type in', 'invalid_blocks', [{ type: 'input', label: plain('x'), element: select(option('a')) }]],
    ['too much altogether', 'msg_blocks_too_long', many(5, { type: 'section', text: plain('x'.repeat(3000)) })],
  ])('%s', (_, error, blocks) => {
    expect(refusalOfBlocks(blocks, 'message')?.error).toBe(error);
  });

  test.each<[string, object]>([
    ['no text beside its blocks', { blocks: [section] }],
    ['a text of 4,001 bytes', { text: 'ж'.repeat(2001), blocks: [section] }],
    ['names that become mentions', { text: 'x', blocks: [section], link_names: true }],
    ['a text that is parsed', { text: 'x', blocks: [section], parse: 'full' }],
  ])('%s', (_, payload) => {
    expect(problemsOfMessage(payload)).not.toEqual([]);
  });

  test('what is wrong, and where', () => {
    expect(refusalOfBlocks([section, actions(button('a'), button('a'))], 'message')).toEqual({
      error: 'invalid_blocks',
      messages: ['[ERROR] "action_id" a already exists'],
    });
    const [message] = refusalOfBlocks([section, { type: 'header', text: plain('') }], 'message')?.messages ?? [];
    expect(message).toMatch(/^\[ERROR\] .+ \[json-pointer:\/blocks\/1\/text\/text\]$/);
  });
});

describe('a view is refused with', () => {
  const modal = { type: 'modal', title: plain('x'), blocks: [section] };
  const input = { type: 'input', label: plain('x'), element: { type: 'plain_text_input', action_id: 'a' } };

  test.each<[string, object]>([
    ['a title of 25 characters', { ...modal, title: plain('x'.repeat(25)) }],
    ['101 blocks', { ...modal, blocks: many(101, section) }],
    ['metadata of 3,001 characters', { ...modal, private_metadata: 'x'.repeat(3001) }],
    ['an input and nothing to submit it', { ...modal, blocks: [input] }],
    ['a table', { ...modal, blocks: [table([row(1)])] }],
    ['a title on a home', { type: 'home', title: plain('x'), blocks: [section] }],
  ])('%s', (_, view) => {
    expect(problemsOfView(view)).not.toEqual([]);
  });

  test('nothing where it is well formed', () => {
    expect(problemsOfView({ ...modal, submit: plain('Ask'), blocks: many(100, input) })).toEqual([]);
    expect(problemsOfView({ type: 'home', blocks: many(60, section) })).toEqual([]);
  });
});
