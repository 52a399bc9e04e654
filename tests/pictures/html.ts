/**
 * A piece of HTML that was made here. Only `element` makes one, and it takes foreign text as text: whatever a message
 * says, no element and no attribute comes of it.
 */
export interface Html {
  readonly html: string;
}

export type Child = Html | string;

type Tag =
  | 'a'
  | 'blockquote'
  | 'code'
  | 'div'
  | 'em'
  | 'h1'
  | 'h2'
  | 'h3'
  | 'li'
  | 'ol'
  | 'p'
  | 'pre'
  | 's'
  | 'small'
  | 'span'
  | 'strong'
  | 'time'
  | 'u'
  | 'ul';

interface Attributes {
  readonly class?: string;
  /** Of the web; anything else is left out. */
  readonly href?: string;
  /** The number of the first item. */
  readonly start?: number;
  /** A colour, which the stylesheet knows as `--accent`. */
  readonly accent?: number;
}

export function element(tag: Tag, attributes: Attributes | string, ...children: readonly Child[]): Html {
  const { class: name, href, start, accent } = typeof attributes === 'string' ? { class: attributes } : attributes;
  const written = [
    ...(name === undefined || name === '' ? [] : [`class="${escaped(name)}"`]),
    ...(href !== undefined && /^https?:\/\//i.test(href) ? [`href="${escaped(href)}"`] : []),
    ...(start === undefined ? [] : [`start="${Math.trunc(start)}"`]),
    ...(accent === undefined ? [] : [`style="--accent: #${accent.toString(16).padStart(6, '0')}"`]),
  ];
  return { html: `<${[tag, ...written].join(' ')}>${children.map(htmlOf).join('')}</${tag}>` };
}

/** A whole page. It asks for nothing from elsewhere and runs nothing, so that it looks the same at every time. */
export function documentOf(style: string, ...body: readonly Child[]): string {
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<meta charset="utf-8">',
    '<title>Dossier</title>',
    `<style>\n${style.trim()}\n</style>`,
    // A line for each block, so that a difference between two of them can be read.
    body
      .map(htmlOf)
      .join('')
      .replaceAll(/(?=<(?:div|h[123]|ul|ol|li|p|small|blockquote|pre)\b)/g, '\n'),
    '</html>',
    '',
  ].join('\n');
}

function htmlOf(child: Child): string {
  return typeof child === 'string' ? escaped(child) : child.html;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return text.replaceAll(/[&<>"]/g, (char) => entities[char] ?? char);
}
