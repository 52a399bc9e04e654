/**
 * What a reader sees of text with markup, by https://docs.slack.dev/messaging/formatting-message-text. Where that page is
 * silent it takes more for markup than less. It knows nothing of how our text is made.
 */
export interface Piece {
  readonly kind: 'text' | 'bold' | 'italic' | 'strike' | 'code' | 'quote' | 'link' | 'date' | 'mention' | 'emoji';
  readonly text: string;
  readonly url?: string | undefined;
}

type Rule = readonly [RegExp, (found: RegExpExecArray) => readonly Piece[]];

/** Each reads one piece at the beginning of a text, given what stands before it. */
const rules: readonly Rule[] = [
  [/^<!date\^\d+\^[^|>]*(?:\^[^|>]*)?\|([^>]*)>/, ([, text = '']) => [{ kind: 'date', text }]],
  [/^<[@#!][^>]*>/, ([text]) => [{ kind: 'mention', text }]],
  [/^<([^|>\s]+)\|([^>]*)>/, ([, url = '', text = '']) => [{ kind: 'link', url, text: decoded(text) }]],
  [/^<([^|>\s]+)>/, ([, url = '']) => [{ kind: 'link', url, text: url }]],
  [/^```([^]+?)```/, ([, text = '']) => [{ kind: 'code', text: decoded(text) }]],
  [/^`([^`\n]+)`/, ([, text = '']) => [{ kind: 'code', text: decoded(text) }]],
  [/^:[\w+'-]+:/, ([text]) => [{ kind: 'emoji', text }]],
];
const marks = [
  ['*', 'bold'],
  ['_', 'italic'],
  ['~', 'strike'],
] as const;

export function readMrkdwn(source: string): readonly Piece[] {
  return source
    .split('\n')
    .flatMap((line, index) => [
      ...(index === 0 ? [] : [{ kind: 'text' as const, text: '\n' }]),
      ...(line.startsWith('&gt;') ? [{ kind: 'quote' as const, text: decoded(line.slice(4)) }] : readLine(line)),
    ]);
}

function readLine(line: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let before = '';
  for (let rest = line; rest !== '';) {
    const [found, length] = readPiece(rest, before);
    for (const piece of found) {
      const last = pieces.at(-1);
      if (piece.kind === 'text' && last?.kind === 'text')
        pieces[pieces.length - 1] = { ...last, text: last.text + piece.text };
      else pieces.push(piece);
    }
    before = rest.slice(length - 1, length);
    rest = rest.slice(length);
  }
  return pieces;
}

function readPiece(source: string, before: string): readonly [readonly Piece[], number] {
  for (const [pattern, make] of rules) {
    const found = pattern.exec(source);
    if (found) return [make(found), found[0].length];
  }
  for (const [mark, kind] of marks) {
    if (!source.startsWith(mark) || /[\p{L}\p{N}]/u.test(before)) continue;
    const end = source.slice(1).search(new RegExp(`(?<=\\S)${RegExp.escape(mark)}(?![\\p{L}\\p{N}])`, 'u')) + 1;
    if (end < 2 || source[1] === ' ') continue;
    const inner = readLine(source.slice(1, end));
    return [inner.map((piece) => (piece.kind === 'text' ? { ...piece, kind } : piece)), end + 1];
  }
  const [char = ''] = /^&(?:amp|lt|gt);/.exec(source) ?? /^./su.exec(source) ?? [];
  return [[{ kind: 'text', text: decoded(char) }], char.length];
}

function decoded(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
