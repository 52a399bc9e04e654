/**
 * What a reader sees of markdown in a message, by the platform's own pages:
 * https://docs.discord.com/developers/reference#message-formatting and
 * https://support.discord.com/hc/en-us/articles/210298617. Where these are silent it takes more for markup than less.
 * It knows nothing of how our text is escaped.
 */
export type Node =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'code' | 'code block'; readonly text: string }
  | { readonly kind: 'bold' | 'italic' | 'underline' | 'strike' | 'spoiler'; readonly inner: readonly Node[] }
  /** Under a text of its own, or bare. */
  | { readonly kind: 'link'; readonly url: string; readonly text: string }
  | { readonly kind: 'time'; readonly text: string }
  | { readonly kind: 'mention' | 'emoji'; readonly text: string };

export interface Line {
  readonly kind: 'plain' | 'heading' | 'small print' | 'quote' | 'item' | 'code block';
  readonly nodes: readonly Node[];
  /** Spaces before it: what stands further in than an item belongs to that item. */
  readonly indent: number;
  /** Of a heading, 1 the largest. */
  readonly level?: number;
  /** Of an item of an ordered list. */
  readonly number?: number;
}

export function readMarkdown(source: string): readonly Line[] {
  const lines: Line[] = [];
  let rest = source;
  while (rest !== '') {
    const fence = /^```(?:[\w+.-]*\n)?([\s\S]*?[^\n][\s\S]*?)```\n?/.exec(rest);
    if (fence) {
      const text = (fence[1] ?? '').replace(/\n$/, '');
      lines.push({ kind: 'code block', nodes: [{ kind: 'code block', text }], indent: 0 });
      rest = rest.slice(fence[0].length);
      continue;
    }
    const end = rest.indexOf('\n');
    lines.push(readLine(end === -1 ? rest : rest.slice(0, end)));
    rest = end === -1 ? '' : rest.slice(end + 1);
  }
  return lines;
}

const lineMarks: readonly (readonly [Line['kind'], RegExp])[] = [
  ['heading', /^#{1,3}\s+/],
  ['small print', /^-# +/],
  ['quote', /^\s*(?:>>> ?|> )/],
  ['item', /^\s*(?:[-*+]|\d+[.)])\s+/],
];

function readLine(line: string): Line {
  const indent = line.length - line.trimStart().length;
  for (const [kind, mark] of lineMarks) {
    const [found] = mark.exec(line) ?? [];
    if (found === undefined) continue;
    const words = line.slice(found.length);
    if (kind === 'heading') {
      return { kind, nodes: readInline(words.replace(/#+\s*$/, '')), indent, level: found.trim().length };
    }
    // A list may begin within a quote, and a quote within an item.
    const inner = readLine(words);
    if (kind !== 'small print' && inner.kind !== 'plain') return inner;
    const number = kind === 'item' ? Number.parseInt(found, 10) : Number.NaN;
    return { kind, nodes: readInline(words), indent, ...(Number.isNaN(number) ? {} : { number }) };
  }
  return { kind: 'plain', nodes: readInline(line), indent };
}

type Rule = (source: string) => { readonly node: Node; readonly length: number } | undefined;

/** Each reads one piece at the beginning of a text. */
const rules: readonly Rule[] = [
  rule(/^\\([^0-9A-Za-z\s])/u, ([, char = '']) => ({ kind: 'text', text: char })),
  rule(/^(`+)([\s\S]*?[^`])\1(?!`)/, ([, , text = '']) => ({ kind: 'code', text })),
  rule(/^<t:-?\d+(?::[tTdDfFsSR])?>/, ([text]) => ({ kind: 'time', text })),
  rule(/^<(?:@[!&]?|#)\d+>/, ([text]) => ({ kind: 'mention', text })),
  rule(/^<\/[^\n:>]+:\d+>/, ([text]) => ({ kind: 'mention', text })),
  rule(/^<id:[\w-]+(?::\d+)?>/, ([text]) => ({ kind: 'mention', text })),
  rule(/^@(?:everyone|here)/, ([text]) => ({ kind: 'mention', text })),
  rule(/^<a?:\w+:\d+>/, ([text]) => ({ kind: 'emoji', text })),
  rule(/^:[\w+-]+:/, ([text]) => ({ kind: 'emoji', text })),
  rule(/^<((?:[a-z][a-z+.-]*:|[^\s@<>]+@)[^\s<>]+)>/i, ([, url = '']) => ({ kind: 'link', url, text: url })),
  rule(/^(?:https?|steam|discord):\/\/[^\s<]+[^<.,:;"'\]\s]/i, ([url]) => ({ kind: 'link', url, text: url })),
  // The end of the text of a link is looked for as far as the line goes, beyond brackets with a backslash.
  rule(
    /^\[((?:\[[^\]]*\]|[^[\]]|\](?=[^[]*\]))*)\]\(\s*<?((?:\([^)]*\)|[^\s\\]|\\.)*?)>?(?:\s+['"](.*?)['"])?\s*\)/s,
    ([, text = '', url = '']) => ({ kind: 'link', url: url.replaceAll(/\\([^0-9A-Za-z\s])/g, '$1'), text }),
  ),
  rule(/^\*\*((?:\\.|[^\\])+?)\*\*(?!\*)/su, ([, text = '']) => ({ kind: 'bold', inner: readInline(text) })),
  rule(/^__((?:\\.|[^\\])+?)__(?!_)/su, ([, text = '']) => ({ kind: 'underline', inner: readInline(text) })),
  rule(/^~~(.+?)~~(?!_)/su, ([, text = '']) => ({ kind: 'strike', inner: readInline(text) })),
  rule(/^\|\|(.+?)\|\|/su, ([, text = '']) => ({ kind: 'spoiler', inner: readInline(text) })),
  rule(/^\*(?!\s)((?:\\.|\*\*|[^*\\])+?)(?<!\s)\*(?!\*)/su, ([, text = '']) => ({
    kind: 'italic',
    inner: readInline(text),
  })),
  rule(/^_((?:\\.|__|[^_\\])+?)_(?!\w)/su, ([, text = '']) => ({ kind: 'italic', inner: readInline(text) })),
];

function rule(pattern: RegExp, node: (found: RegExpExecArray) => Node): Rule {
  return (source) => {
    const found = pattern.exec(source);
    return found ? { node: node(found), length: found[0].length } : undefined;
  };
}

function readInline(source: string): readonly Node[] {
  const nodes: Node[] = [];
  for (let rest = source; rest !== '';) {
    const { node, length } = readPiece(rest);
    const last = nodes.at(-1);
    if (node.kind === 'text' && last?.kind === 'text') {
      nodes[nodes.length - 1] = { kind: 'text', text: last.text + node.text };
    } else nodes.push(node);
    rest = rest.slice(length);
  }
  return nodes;
}

function readPiece(source: string): { readonly node: Node; readonly length: number } {
  for (const one of rules) {
    const found = one(source);
    if (found) return found;
  }
  // An address may begin at any letter, so letters are read one by one.
  const [char = ''] = source;
  return { node: { kind: 'text', text: char }, length: char.length };
}

/** The letters that are seen, without what has no width. */
export function seen(nodes: readonly Node[]): string {
  return nodes
    .map((node) => ('inner' in node ? seen(node.inner) : node.text))
    .join('')
    .replaceAll(/[\u200b\u200e\u2060]/g, '');
}

/** Every kind of markup in the nodes, nested ones too. */
export function kindsOf(nodes: readonly Node[]): readonly Node['kind'][] {
  return nodes.flatMap((node) => [node.kind, ...('inner' in node ? kindsOf(node.inner) : [])]);
}
