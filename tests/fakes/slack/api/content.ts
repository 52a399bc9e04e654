import { z } from 'zod';
import { flag, id, list, structured } from './arguments.ts';
import type { BlockRules } from './block-rules.ts';
import { isList, isObject, objectsWithin, stringAt, type Json } from '../json.ts';
import { SlackError } from './slack-error.ts';
import { withIds } from './with-ids.ts';
import type { Content, Metadata } from '../world/world.ts';

/** https://docs.slack.dev/changelog/2018-truncating-really-long-messages */
const TEXT = 40_000;
/** `msg_blocks_too_long` is in no page; reports put it a little above this many characters of text in all blocks. */
const BLOCKS_TEXT = 12_000;
const ATTACHMENTS = 100;
const BLOCKS = 50;
/** https://docs.slack.dev/reference/block-kit/blocks/markdown-block */
const MARKDOWN = 12_000;
const METADATA = 16_000;

/** Arguments by which every method that writes a message takes what it says. */
export const contentArguments = {
  text: z.string().optional(),
  blocks: structured,
  attachments: structured,
  markdown_text: z.string().optional(),
  parse: z.enum(['full', 'none', 'client', 'mrkdwn']).optional(),
  link_names: flag.optional(),
} as const;

export const authorArguments = {
  username: z.string().optional(),
  icon_emoji: z.string().optional(),
  icon_url: z.string().optional(),
  as_user: flag.optional(),
  thread_ts: z.string().optional(),
  channel: id,
} as const;

export const fileArguments = { file_ids: list.optional() } as const;

interface Written {
  readonly text?: string | undefined;
  readonly blocks?: Json | undefined;
  readonly attachments?: Json | undefined;
  readonly markdown_text?: string | undefined;
  readonly metadata?: Json | undefined;
}

/** All characters of text in blocks that a reader sees. */
const textIn = (blocks: readonly Json[]): number =>
  blocks
    .flatMap((block) => [...objectsWithin(block)])
    .map((one) => (stringAt(one, 'text') ?? '').length)
    .reduce((sum, one) => sum + one, 0);

function own(blocks: readonly Json[]): readonly string[] {
  if (blocks.length > BLOCKS) return [`no more than ${BLOCKS} items allowed [json-pointer:/blocks]`];
  return blocks.flatMap((block, index) =>
    isObject(block) && typeof block['type'] === 'string'
      ? []
      : [`missing required field: type [json-pointer:/blocks/${index}]`],
  );
}

function blocksOf(rules: BlockRules, value: Json | undefined): readonly Json[] {
  if (value === undefined || value === null) return [];
  if (!isList(value)) throw new SlackError('invalid_blocks_format');
  const problems = own(value);
  const all = problems.length > 0 ? problems : rules.problemsOfBlocks(value, 'message');
  if (all.length > 0) {
    const messages = all.map((one) => `[ERROR] ${one}`);
    throw new SlackError('invalid_blocks', { errors: all, response_metadata: { messages } });
  }
  if (textIn(value) > BLOCKS_TEXT) throw new SlackError('msg_blocks_too_long');
  return value;
}

const event = z.strictObject({
  event_type: z.string().regex(/^[A-Za-z0-9_.-]{1,255}$/),
  event_payload: z.record(z.string(), z.json()),
});

/** https://docs.slack.dev/messaging/message-metadata */
function metadataOf(value: Json | undefined): Metadata | undefined {
  if (value === undefined) return undefined;
  if (!isObject(value)) throw new SlackError('invalid_metadata_format');
  const read = event.safeParse(value);
  if (!read.success) throw new SlackError('invalid_metadata_schema');
  if (JSON.stringify(read.data).length > METADATA) throw new SlackError('metadata_too_large');
  return read.data;
}

/** What is written, checked as `chat.postMessage` checks it: https://docs.slack.dev/reference/methods/chat.postMessage. */
export function contentOf(rules: BlockRules, written: Written): Content {
  const { text = '', markdown_text: markdown } = written;
  if (markdown !== undefined && (written.text !== undefined || written.blocks !== undefined)) {
    throw new SlackError('markdown_text_conflict');
  }
  if (markdown !== undefined && markdown.length > MARKDOWN) throw new SlackError('msg_too_long');
  const blocks = blocksOf(rules, written.blocks);
  const attachments = written.attachments ?? [];
  if (!isList(attachments)) throw new SlackError('invalid_attachments');
  if (attachments.length > ATTACHMENTS) throw new SlackError('too_many_attachments');
  const whole = markdown ?? text;
  if (whole.trim() === '' && blocks.length === 0 && attachments.length === 0) throw new SlackError('no_text');
  if (whole.length > TEXT) throw new SlackError('msg_too_long');
  const shown = markdown === undefined ? blocks : [{ type: 'markdown', text: markdown }];
  return { text: whole, blocks: withIds(shown), attachments, metadata: metadataOf(written.metadata) };
}
