import type { CommandContext } from '../../command.ts';
import type { BriefId, SubjectId } from '../../corpus/ids.ts';
import type { Brief } from '../../corpus/model.ts';
import type { NamesInText } from '../../names/text/in-text.ts';
import type { Sentence } from '../../names/text/running-text.ts';
import { createLines, type BriefLines } from './brief-lines.ts';
import { addContent } from './content-words.ts';
import type { Said } from './likeness.ts';
import { nearBriefs } from './near-briefs.ts';
import { createRarity, type Rarity } from './rarity.ts';

/** What the parts of one comparison share. */
export interface TextReader extends Pick<CommandContext, 'corpus'> {
  readonly names: NamesInText;
  readonly rarity: Rarity;
  readonly linesOf: (brief: Brief) => BriefLines;
  readonly near: (words: readonly string[], subjects: readonly SubjectId[]) => readonly Brief[];
  /** Each brief as the one object that stands for it while a text is read. */
  readonly known: (briefs: readonly Brief[]) => readonly Brief[];
}

export function createReader({ corpus }: CommandContext, names: NamesInText): TextReader {
  const rarity = createRarity(corpus, corpus.state().briefs);
  const byId = new Map<BriefId, Brief>();
  const known = (briefs: readonly Brief[]) =>
    briefs.map((brief) => {
      const first = byId.get(brief.id) ?? brief;
      byId.set(brief.id, first);
      return first;
    });
  const near: TextReader['near'] = (words, subjects) => known(nearBriefs(corpus, rarity, words, subjects));
  return { corpus, names, rarity, linesOf: createLines(corpus), near, known };
}

/** What a sentence says and of whom. */
export interface ReadSentence extends Said {
  readonly sentence: Sentence;
  /** Topics among them. */
  readonly allSubjects: readonly SubjectId[];
  /** It names somebody or something, whether the briefs know it or not. */
  readonly isAboutSomebody: boolean;
}

export function readSentence({ corpus, names }: TextReader, sentence: Sentence): ReadSentence {
  const inside = ({ first, end }: { first: number; end: number }) => first >= sentence.first && end <= sentence.end;
  const sure = names.mentions.filter((mention) => mention.sure && inside(mention));
  const allSubjects = [...new Set(sure.flatMap(({ ids }) => ids))];
  const isNamed = (id: SubjectId) => corpus.subject(id)?.kind !== 'topic';
  const named = new Set<number>();
  for (const { ids, first, end } of sure) {
    if (ids.some(isNamed)) for (let at = first; at < end; at += 1) named.add(at);
  }
  const content = new Map<string, string>();
  for (let at = sentence.first; at < sentence.end; at += 1) {
    const word = names.text.words[at];
    if (word && !named.has(at)) for (const token of word.folded.split(' ')) addContent(content, token, word.text);
  }
  const isAboutSomebody = allSubjects.length > 0 || [...names.mentions, ...names.strangers].some(inside);
  return { sentence, content, subjects: allSubjects.filter(isNamed), allSubjects, isAboutSomebody };
}

const SHORT = 4;
const FEW = 4;
const TELLING = 4;
const TELLING_IF_MARKED = 1;

/**
 * Whether the words of a sentence are of a language of the briefs: half of its small words stand in them, or where it has
 * too few of these, one longer word. Where the briefs have none, there must be several, or a letter that English has not.
 */
export function isInTheirWords({ names, rarity }: TextReader, { first, end }: Sentence): boolean {
  const taken = new Set(
    [...names.mentions.filter(({ sure }) => sure), ...names.strangers].flatMap((one) =>
      Array.from({ length: one.end - one.first }, (_, index) => one.first + index),
    ),
  );
  const words = names.text.words
    .slice(first, end)
    .filter(({ text }, index) => /^\p{L}+$/u.test(text) && !taken.has(first + index))
    .map(({ text }) => text);
  const known = (list: readonly string[]) => list.filter((word) => rarity.briefs(word.toLowerCase()) > 0).length;
  const short = words.filter((word) => word.length <= SHORT);
  if (short.length >= FEW) return known(short) >= short.length / 2;
  const long = words.filter((word) => word.length > SHORT);
  if (known(long) > 0 || words.length < 2) return true;
  return long.length < (words.some(isMarked) ? TELLING_IF_MARKED : TELLING);
}

/** English has no such letters in a word that is no name. */
function isMarked(word: string): boolean {
  return !/^\p{sc=Latin}+$/u.test(word) || (/^\p{Ll}/u.test(word) && /\P{ASCII}/u.test(word));
}
