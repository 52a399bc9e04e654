export interface Element {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
}

export interface Read {
  readonly elements: readonly Element[];
  /** All words of the body, with a line break for each block. */
  readonly text: string;
}

const token = /<(\/?)([a-z][a-z0-9]*)((?: [a-z]+="[^"<>]*")*)>|([^<]+)/gy;
const block = /^(?:div|h[123]|ul|ol|li|p|small|blockquote|pre)$/;

/** The body of a page of ours. Throws where it is not written as `element` writes it, with each element ended in order. */
export function readHtml(html: string): Read {
  const [, body] = html.split('</style>');
  if (body === undefined) throw new Error('the page has no style');
  const source = body.replace('</html>', '');
  const elements: Element[] = [];
  const open: string[] = [];
  let text = '';
  let read = 0;
  for (const [all, end, tag, attributes = '', words] of source.matchAll(token)) {
    read += all.length;
    if (words !== undefined) {
      text += decoded(words.replaceAll('\n', ''));
    } else if (tag !== undefined && end === '') {
      open.push(tag);
      elements.push({ tag, attributes: attributesOf(attributes) });
      if (block.test(tag)) text += '\n';
    } else if (open.pop() !== tag) throw new Error(`</${tag}> ends nothing`);
  }
  if (read !== source.length) throw new Error(`no HTML of ours: ${source.slice(read, read + 40)}`);
  if (open.length > 0) throw new Error(`not ended: ${open.join(' ')}`);
  return { elements, text };
}

function attributesOf(source: string): Readonly<Record<string, string>> {
  const pairs = source.matchAll(/ ([a-z]+)="([^"]*)"/g);
  return Object.fromEntries([...pairs].map(([, name = '', value = '']) => [name, decoded(value)]));
}

const characters: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };

function decoded(text: string): string {
  return text.replaceAll(/&(\w+);/g, (_, name: string) => characters[name] ?? `&${name};`);
}
