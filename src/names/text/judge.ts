import type { SubjectId } from '../../corpus/ids.ts';
import { withoutTitles } from '../../corpus/name-words.ts';
import { skeleton } from '../../kernel/skeleton.ts';
import { isAbbreviation, isEveryday, isForeignTitle, isNoName } from './common-words.ts';
import { byWord, type Mention } from './mention.ts';
import type { RunningText, TextWord } from './running-text.ts';
import type { Sources } from './sources.ts';

/**
 * Looks at the words around each name. A surname after somebody else's first name is a question: "Jimmy Carter" is not
 * Ash Carter. So is a capital for its state ("Denzel Washington"). Who is named in full elsewhere is meant by the surname.
 */
export function judged(sources: Sources, running: RunningText, found: readonly Mention[]): readonly Mention[] {
  const taken = byWord(found);
  const all = found.map((mention) =>
    mention.end - mention.first === 1 ? inCompany(sources, running, taken, mention) : mention,
  );
  // What a longer name swallowed is no name of its own.
  const swallowed = new Set(all.flatMap(({ end }, index) => (end > (found[index]?.end ?? end) ? [end - 1] : [])));
  const seen = all.filter(({ first }) => !swallowed.has(first));
  const full = seen.filter(({ sure, first, end }) => sure && end - first > 1).flatMap(({ ids }) => ids);
  const doubted = new Set(
    all.flatMap((mention, index) => (mention.sure || found[index]?.sure !== true ? [] : mention.ids)),
  );
  return seen.map((mention) => settled(sources, running, mention, full, doubted));
}

/** A surname alone: who is named in full somewhere in the text, if anybody who has it is. */
function settled(
  sources: Sources,
  { words }: RunningText,
  mention: Mention,
  full: readonly SubjectId[],
  doubted: ReadonlySet<SubjectId>,
): Mention {
  const [id] = mention.ids;
  const isAlone = mention.end - mention.first === 1;
  if (!isAlone || id === undefined || !sources.isPerson(id)) return mention;
  const token = words[mention.first]?.folded ?? '';
  const namesakes = [...new Set(full)].filter((one) => sources.isPerson(one) && sources.nameWords(one).has(token));
  const [only, ...others] = namesakes;
  if (only === undefined) return doubted.has(id) ? { ...mention, sure: false } : mention;
  if (others.length === 0 && mention.ids.includes(only)) return { ...mention, ids: [only], sure: true };
  // "Donald Trump Jr." has the whole name of his father, who goes by the surname.
  const name = sources.subject(id)?.name.toLowerCase() ?? '';
  const isJunior = namesakes.every((one) => sources.subject(one)?.name.toLowerCase().startsWith(`${name} `));
  if (mention.how === 'name' && mention.ids.length === 1 && isJunior) return mention;
  const ids = [...new Set([...mention.ids, ...namesakes])];
  return { ...mention, ids, sure: ids.length === 1 };
}

function inCompany(
  sources: Sources,
  running: RunningText,
  taken: ReadonlyMap<number, Mention>,
  mention: Mention,
): Mention {
  const [id] = mention.ids;
  if (id === undefined || mention.common) return mention;
  const before = strangerBefore(sources, running, taken, mention);
  if (sources.isPerson(id)) {
    const end = strangerAfter(running, taken, mention);
    if (before.stranger || end > mention.end) return { ...mention, sure: false, first: before.first, end };
    return { ...mention, first: before.first };
  }
  const word = running.words[mention.first];
  const isByCanonicalName =
    sources
      .subject(id)
      ?.name.toLowerCase()
      .includes(word?.text.toLowerCase() ?? '') === true;
  const isPlain = word !== undefined && running.sentences[word.sentence]?.titled !== true;
  if (!before.stranger) return mention;
  // "Mark West" is neither the West nor a part of it, whatever "Mark" is there.
  const isEverydayWord = word !== undefined && isEveryday(word.folded);
  if (!isEverydayWord && (before.opens || isByCanonicalName || !isPlain)) return mention;
  return { ...mention, sure: false, first: before.first };
}

interface Before {
  /** The first word that belongs to the name. */
  readonly first: number;
  /** A capitalised word stands before it that is no part of any name of the subject. */
  readonly stranger: boolean;
  /** That word opens the sentence. */
  readonly opens: boolean;
}

/** Looks back over first names, initials and titles. */
function strangerBefore(
  sources: Sources,
  { words }: RunningText,
  taken: ReadonlyMap<number, Mention>,
  { ids, first }: Mention,
): Before {
  const own = ids.map((id) => sources.nameWords(id));
  const isOwn = (folded: string) =>
    own.some((name) => name.has(folded) || [...name].some((word) => skeleton(word) === skeleton(folded)));
  let from = first;
  for (let at = first - 1; at >= 0; at -= 1) {
    const word = words[at];
    if (!word || !word.capital || taken.has(at) || !isBeside(word)) break;
    if (isTitle(word) || (word.opens && isNoName(word.text))) break;
    if (isOwn(word.folded)) {
      from = at;
      continue;
    }
    if (/^\p{L}\.?$/u.test(word.text)) continue;
    if (isNoName(word.text)) break;
    return { first: at, stranger: true, opens: word.opens };
  }
  return { first: from, stranger: false, opens: false };
}

const isBeside = (word: TextWord): boolean =>
  /^[\s\-‐‑]$/u.test(word.gap) || (word.gap === '. ' && isAbbreviation(word.text));

const isTitle = (word: TextWord): boolean =>
  isForeignTitle(word.folded) || withoutTitles([word.folded, 'x']).length === 1;

/**
 * Where the name ends with a word that goes on with it: "Carter Page", "Kerry Washington" are other names. A headline goes
 * on with any word, and "the Kerry-Lavrov talks" or "the Obama White House" with another name.
 */
function strangerAfter(
  { words, sentences }: RunningText,
  taken: ReadonlyMap<number, Mention>,
  { end }: Mention,
): number {
  const word = words[end - 1];
  const next = words[end];
  if (!word || !next || !/^[\s\-‐‑]$/u.test(word.gap) || /['’ʼ]/u.test(word.text)) return end;
  if (!next.capital || isNoName(next.text) || sentences[word.sentence]?.titled === true) return end;
  const other = taken.get(end);
  const isOther = other !== undefined && (!/\s/u.test(word.gap) || other.end - other.first > 1);
  return isOther ? end : end + 1;
}
