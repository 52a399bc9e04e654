import type { types } from '@slack/bolt';
import { pressablesOf, readBlocks, type Line } from './read-blocks.ts';
import type { Piece } from './read-mrkdwn.ts';

/** A message as an editor can read it: its lines with what is special about them, and each control with what it sends. */
export function describeMessage({ blocks }: { readonly blocks: readonly types.KnownBlock[] }): string {
  return blocks.flatMap(describeBlock).join('\n');
}

function describeBlock(block: types.KnownBlock): readonly string[] {
  const lines = readBlocks([block]);
  switch (block.type) {
    case 'table':
      return block.rows.map((row) => `| ${row.map((cell) => cellText(cell)).join(' | ')} |`);
    case 'section':
      return [[...lines.filter(({ kind }) => kind === 'text').map(lineText), ...controlTexts(block)].join('   ')];
    case 'actions':
      return controlTexts(block);
    default:
      return lines.map(lineText);
  }
}

function cellText(cell: types.TableBlock['rows'][number][number]): string {
  return cell.type === 'rich_text' ? readBlocks([cell]).map(lineText).join(' / ') : cell.text;
}

function lineText(line: Line): string {
  const text = line.pieces.map(pieceText).join('');
  switch (line.kind) {
    case 'title':
      return `# ${text}`;
    case 'item':
      return `${'   '.repeat(line.depth)}${line.number === undefined ? '•' : `${line.number}.`} ${text}`;
    case 'quote':
      return `▌ ${text}`;
    case 'small':
      return `- ${text}`;
    case 'divider':
      return '────────';
    default:
      return text;
  }
}

const around = { bold: '**', italic: '*', strike: '~', code: '`', text: '', quote: '>', emoji: '!', mention: '!' };

function pieceText({ kind, text, url }: Piece): string {
  if (kind === 'link') return `[${text}](${url ?? ''})`;
  return kind === 'date' ? `{${text}}` : around[kind] + text + around[kind];
}

function controlTexts(block: types.KnownBlock): readonly string[] {
  const all = pressablesOf([block]);
  const buttons = all.filter(({ menu }) => menu === undefined).map(({ label, value }) => `(${label}: ${value})`);
  const menus = [...Map.groupBy(all, ({ id }) => id).values()].flatMap((options) => {
    const [first] = options;
    if (first?.menu === undefined) return [];
    return [
      `[${first.menu} ▾]`,
      ...options.map(({ label, hint, value }) => `   ${label}${hint === undefined ? '' : ` | ${hint}`}: ${value}`),
    ];
  });
  return [...(buttons.length > 0 ? [buttons.join(' ')] : []), ...menus];
}
