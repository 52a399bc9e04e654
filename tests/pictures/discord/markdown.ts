import { readMarkdown, type Line, type Node } from '../../fakes/discord/read-markdown.ts';
import { element, type Child, type Html } from '../html.ts';
import { timeText, type Reader } from './time-text.ts';

type Lines = readonly Line[];

/** Markdown as its reader sees it, block by block. */
export function markdownHtml(source: string, reader: Reader): readonly Html[] {
  return blocksOf(readMarkdown(source), reader);
}

/** Takes lines from the front as long as they belong to one block, and goes on with the rest. */
function blocksOf(lines: Lines, reader: Reader): readonly Html[] {
  const blocks: Html[] = [];
  let rest = lines;
  for (let [line] = rest; line; [line] = rest) {
    const { block, length } = firstBlock(line, rest, reader);
    blocks.push(block);
    rest = rest.slice(length);
  }
  return blocks;
}

function firstBlock(line: Line, rest: Lines, reader: Reader): { readonly block: Html; readonly length: number } {
  const words = () => inlineHtml(line.nodes, reader);
  switch (line.kind) {
    case 'heading':
      return { block: element(line.level === 1 ? 'h1' : line.level === 2 ? 'h2' : 'h3', '', ...words()), length: 1 };
    case 'small print':
      return { block: element('small', '', ...words()), length: 1 };
    case 'code block':
      return { block: element('pre', '', ...words()), length: 1 };
    case 'quote': {
      const length = runOf(rest, ({ kind }) => kind === 'quote');
      const quoted = rest.slice(0, length).map(({ nodes }) => element('p', '', ...inlineHtml(nodes, reader)));
      return { block: element('blockquote', '', ...quoted), length };
    }
    case 'item': {
      const length = runOf(rest, ({ kind, indent }) =>
        kind === 'item' ? indent >= line.indent : indent > line.indent,
      );
      const attributes = line.number === undefined ? '' : { start: line.number };
      const tag = line.number === undefined ? 'ul' : 'ol';
      return { block: element(tag, attributes, ...itemsOf(line, rest.slice(0, length), reader)), length };
    }
    case 'plain':
      return { block: element('p', '', ...words()), length: 1 };
  }
}

/** Each item of one list with what stands further in than it. */
function itemsOf(first: Line, lines: Lines, reader: Reader): readonly Html[] {
  const starts = lines.flatMap((line, index) => (line.kind === 'item' && line.indent === first.indent ? [index] : []));
  return starts.map((start, index) => {
    const [item, ...under] = lines.slice(start, starts[index + 1]);
    const inner = under.map((line) => (line.kind === 'plain' ? withoutIndent(line) : line));
    return element('li', '', ...inlineHtml(item?.nodes ?? [], reader), ...blocksOf(inner, reader));
  });
}

/** The spaces that put a line under an item are not shown. */
function withoutIndent(line: Line): Line {
  const [first, ...rest] = line.nodes;
  return first?.kind === 'text' ? { ...line, nodes: [{ ...first, text: first.text.trimStart() }, ...rest] } : line;
}

function runOf(lines: Lines, belongs: (line: Line) => boolean): number {
  const end = lines.slice(1).findIndex((line) => !belongs(line));
  return end === -1 ? lines.length : end + 1;
}

function inlineHtml(nodes: readonly Node[], reader: Reader): readonly Child[] {
  return nodes.map((node) => nodeHtml(node, reader));
}

function nodeHtml(node: Node, reader: Reader): Child {
  switch (node.kind) {
    case 'text':
    case 'emoji':
    case 'code block':
      return node.text;
    case 'bold':
      return element('strong', '', ...inlineHtml(node.inner, reader));
    case 'italic':
      return element('em', '', ...inlineHtml(node.inner, reader));
    case 'underline':
      return element('u', '', ...inlineHtml(node.inner, reader));
    case 'strike':
      return element('s', '', ...inlineHtml(node.inner, reader));
    case 'spoiler':
      return element('span', 'spoiler', ...inlineHtml(node.inner, reader));
    case 'code':
      return element('code', '', node.text);
    case 'link':
      return element('a', { href: node.url }, node.text);
    case 'time':
      return element('time', '', timeText(node.text, reader));
    case 'mention': {
      const [, channel = ''] = /^<#(\d+)>$/.exec(node.text) ?? [];
      const name = reader.channels?.get(channel);
      if (name !== undefined) return element('span', 'mention', `#${name}`);
      const [, id] = /^<@!?(\d+)>$/.exec(node.text) ?? [];
      return element('span', 'mention', id === undefined ? node.text : `@${reader.people.get(id) ?? 'somebody'}`);
    }
  }
}
