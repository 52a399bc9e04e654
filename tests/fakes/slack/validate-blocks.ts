import { z } from 'zod';
import { messageBlocks, plainText, viewBlocks } from './block-schemas.ts';

/** What the Web API answers to what it does not take. */
export interface Refusal {
  readonly error: string;
  /** `response_metadata.messages`: why, a line for each reason. */
  readonly messages: readonly string[];
}

export type Surface = 'message' | 'view';

/** https://docs.slack.dev/reference/block-kit/blocks */
const MOST_BLOCKS: Readonly<Record<Surface, number>> = { message: 50, view: 100 };

/**
 * Beyond it `chat.postMessage` answers `msg_blocks_too_long`. No page states it: others have measured some 13,200
 * characters (https://github.com/slackapi/bolt-js/issues/2509). What is counted is not known, so all of the JSON is here.
 */
const MOST_CHARACTERS = 13_200;

/** https://docs.slack.dev/reference/block-kit/blocks/table-block */
const MOST_TABLE_CHARACTERS = 10_000;

/** Why blocks would be refused; undefined where they would be taken. */
export function refusalOfBlocks(blocks: unknown, surface: Surface): Refusal | undefined {
  if (!Array.isArray(blocks)) return { error: 'invalid_blocks_format', messages: [] };
  const read = (surface === 'message' ? messageBlocks : viewBlocks).safeParse(blocks);
  if (!read.success) return refusal('invalid_blocks', pointers(read.error));
  if (read.data.length > MOST_BLOCKS[surface]) {
    return refusal('invalid_blocks', [`no more than ${MOST_BLOCKS[surface]} items allowed [json-pointer:/blocks]`]);
  }
  const doubles = doublesIn(read.data);
  if (doubles.length > 0) return refusal('invalid_blocks', doubles);
  const tables = read.data.filter(({ type }) => type === 'table');
  if (tables.length > 1) return refusal('invalid_attachments', ['only_one_table_allowed']);
  if (textsIn(tables).join('').length > MOST_TABLE_CHARACTERS) {
    return refusal('invalid_blocks', [`the cells of a table hold more than ${MOST_TABLE_CHARACTERS} characters`]);
  }
  const characters = escapedLength(JSON.stringify(blocks));
  if (surface === 'message' && characters > MOST_CHARACTERS) {
    return { error: 'msg_blocks_too_long', messages: [`${characters} characters`] };
  }
  return undefined;
}

const message = z.strictObject({
  text: z.string().min(1).optional(),
  blocks: z.array(z.unknown()).optional(),
  unfurl_links: z.boolean().optional(),
  unfurl_media: z.boolean().optional(),
  mrkdwn: z.boolean().optional(),
  channel: z.string().optional(),
  user: z.string().optional(),
  ts: z.string().optional(),
  thread_ts: z.string().optional(),
  reply_broadcast: z.boolean().optional(),
  metadata: z.strictObject({ event_type: z.string(), event_payload: z.record(z.string(), z.unknown()) }).optional(),
  response_type: z.enum(['ephemeral', 'in_channel']).optional(),
  replace_original: z.boolean().optional(),
  delete_original: z.boolean().optional(),
});

/**
 * Why a message would be refused, a line for each reason. `link_names` and `parse` are no fields here: they make mentions
 * of plain text. Stricter in another thing: an update refuses a text over 4,000 bytes, which a first message may have.
 */
export function problemsOfMessage(payload: unknown): readonly string[] {
  const read = message.safeParse(payload);
  if (!read.success) return pointers(read.error);
  const { text, blocks } = read.data;
  const problems: string[] = [];
  if (text === undefined) problems.push('no_text');
  if (new TextEncoder().encode(text).length > 4000) problems.push('msg_too_long');
  const refused = blocks === undefined ? undefined : refusalOfBlocks(blocks, 'message');
  if (refused) problems.push(refused.error, ...refused.messages);
  return problems;
}

const ofView = {
  blocks: z.array(z.unknown()),
  private_metadata: z.string().max(3000).optional(),
  callback_id: z.string().max(255).optional(),
  external_id: z.string().max(255).optional(),
};
/** https://docs.slack.dev/reference/views/modal-views and https://docs.slack.dev/reference/views/home-tab-views */
const view = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('home'), ...ofView }),
  z.strictObject({
    type: z.literal('modal'),
    ...ofView,
    title: plainText(24),
    close: plainText(24).optional(),
    submit: plainText(24).optional(),
    clear_on_close: z.boolean().optional(),
    notify_on_close: z.boolean().optional(),
  }),
]);

/** Why a view would be refused, a line for each reason. */
export function problemsOfView(payload: unknown): readonly string[] {
  const read = view.safeParse(payload);
  if (!read.success) return pointers(read.error);
  const refused = refusalOfBlocks(read.data.blocks, 'view');
  if (refused) return [refused.error, ...refused.messages];
  const hasInput = (read.data.blocks as readonly { type: string }[]).some(({ type }) => type === 'input');
  return read.data.type === 'modal' && hasInput && !read.data.submit ? ['submit is required beside an input'] : [];
}

function refusal(error: string, messages: readonly string[]): Refusal {
  return { error, messages: messages.map((line) => `[ERROR] ${line}`) };
}

function pointers(error: z.ZodError): readonly string[] {
  return error.issues.map(({ message: words, path }) => `${words} [json-pointer:/blocks/${path.join('/')}]`);
}

/** Ids of blocks are unique in a message, those of controls in their block. */
function doublesIn(blocks: readonly object[]): readonly string[] {
  const ids = blocks.flatMap((block) =>
    'block_id' in block && typeof block.block_id === 'string' ? [block.block_id] : [],
  );
  return [
    ...repeated(ids).map((id) => `"block_id" ${id} already exists`),
    ...blocks.flatMap((block) =>
      repeated(valuesOf(block, 'action_id')).map((id) => `"action_id" ${id} already exists`),
    ),
  ];
}

function repeated(values: readonly string[]): readonly string[] {
  return values.filter((value, index) => values.indexOf(value) !== index);
}

/** All strings under a name, however deep. */
function valuesOf(value: unknown, name: string): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === name && typeof inner === 'string' ? [inner] : valuesOf(inner, name),
  );
}

function textsIn(value: unknown): readonly string[] {
  return valuesOf(value, 'text');
}

function escapedLength(text: string): number {
  return text.replaceAll('&', '&amp;').replaceAll(/[<>]/g, '&lt;').length;
}
