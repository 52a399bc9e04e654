import { graphemes } from '../../../kernel/text.ts';
import { chopToWidth, textWidth, widthOfGrapheme } from '../../../kernel/text-width.ts';
import type { Line, Run } from './runs.ts';
import { widthOf } from './runs.ts';

/** Holds the words on its two sides on one line: a citation stays with what it proves. */
export const NO_BREAK = '\u00a0';

/** What is never parted, and how it joins what stands before it. */
interface Atom {
  readonly runs: Run[];
  /** The space before it, in its own style; dropped at the start of a line. */
  readonly space: Run | undefined;
  readonly isGlued: boolean;
}

/**
 * Lines of at most `columns`, parted at spaces and between ideographs, never before a citation unless the word and its
 * citation are wider than a line. A word that is wider is chopped, but an address stands alone and sticks out, so that it
 * can be copied; `chopsAddresses` is for the columns of a table.
 */
export function wrapped(
  runs: readonly Run[],
  columns: number,
  options: { readonly chopsAddresses?: boolean } = {},
): readonly Line[] {
  const isWhole = (text: string) => options.chopsAddresses !== true && text.includes('://');
  const lines: Run[][] = [];
  let line: Run[] = [];
  let width = 0;
  const put = (atom: Atom) => {
    const size = widthOf(atom.runs);
    if (size > columns && atom.runs.length > 1 && !atom.runs.some(({ text }) => isWhole(text))) {
      // A word in several styles, each of them narrow enough.
      atom.runs.forEach((run, index) => put({ ...atom, runs: [run], space: index === 0 ? atom.space : undefined }));
      return;
    }
    const gap = atom.space?.text.length ?? 0;
    if (line.length > 0 && width + gap + size > columns) {
      lines.push(line);
      line = [];
      width = 0;
    }
    if (line.length > 0 && atom.space) {
      line.push(atom.space);
      width += gap;
    }
    line.push(...atom.runs);
    width += size;
  };
  for (const group of groupsOf(atomsOf(runs, columns, isWhole))) {
    const size = group.reduce(
      (sum, atom, index) => sum + widthOf(atom.runs) + (index > 0 && atom.space ? atom.space.text.length : 0),
      0,
    );
    const [first] = group;
    if (first && group.length > 1 && size <= columns) {
      put({
        ...first,
        runs: group.flatMap((atom, index) => [...(index > 0 && atom.space ? [atom.space] : []), ...atom.runs]),
      });
    } else {
      group.forEach(put);
    }
  }
  if (line.length > 0 || lines.length === 0) lines.push(line);
  return lines;
}

/** Atoms that must share a line where they can. */
function groupsOf(atoms: readonly Atom[]): readonly Atom[][] {
  const groups: Atom[][] = [];
  for (const atom of atoms) {
    const last = groups.at(-1);
    if (atom.isGlued && last) last.push(atom);
    else groups.push([atom]);
  }
  return groups;
}

function atomsOf(runs: readonly Run[], columns: number, isWhole: (text: string) => boolean): readonly Atom[] {
  const atoms: Atom[] = [];
  const partsOf = (word: string) =>
    isWhole(word)
      ? [word]
      : piecesOf(word).flatMap((piece) => (textWidth(piece) <= columns ? [piece] : chopToWidth(piece, columns)));
  let space: { readonly run: Run; readonly isGlued: boolean } | undefined;
  for (const run of runs) {
    for (const word of run.text.split(/([ \u00a0]+)/)) {
      if (word === '') continue;
      if (/^[ \u00a0]/.test(word)) {
        // A run of nothing but spaces is a gap that was set on purpose; others are as foreign text has them.
        const text = run.text === word ? word.replaceAll(NO_BREAK, ' ') : ' ';
        space = { run: { ...run, text }, isGlued: word.includes(NO_BREAK) };
        continue;
      }
      for (const [index, piece] of partsOf(word).entries()) {
        const part = { ...run, text: piece };
        const last = atoms.at(-1);
        if (index === 0 && !space && last) last.runs.push(part);
        else atoms.push({ runs: [part], space: space?.run, isGlued: space?.isGlued === true });
        space = undefined;
      }
    }
  }
  return atoms;
}

const opening = /[\p{Ps}\p{Pi}]$/u;
const closing = /^[\p{Pe}\p{Pf}\p{Po}ー々…]/u;

/** A word in the parts between which a line may end: ideographs and kana have no spaces between them. */
function piecesOf(word: string): readonly string[] {
  if (/^[\x21-\x7e]*$/.test(word)) return [word];
  const pieces: string[] = [];
  let last = '';
  let isLastWide = false;
  for (const part of graphemes(word)) {
    const isWide = widthOfGrapheme(part) === 2;
    const isSeam = (isWide || isLastWide) && !closing.test(part) && !opening.test(last);
    if (pieces.length === 0 || isSeam) pieces.push(part);
    else pieces[pieces.length - 1] += part;
    last = part;
    isLastWide = isWide;
  }
  return pieces;
}
