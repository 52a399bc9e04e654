import type { SubjectId } from '../../corpus/ids.ts';
import type { Subject } from '../../corpus/model.ts';
import { fold } from '../../kernel/fold.ts';
import { accepted, type Acceptance, type Way } from './accepted.ts';
import { isAbbreviation } from './common-words.ts';
import { otherForms } from './other-forms.ts';
import { readText, type RunningText, type TextWord } from './running-text.ts';
import type { Sources } from './sources.ts';

/** Some words of a text, with the subjects that are called so. */
export interface NameSpan {
  readonly first: number;
  readonly end: number;
  readonly ids: readonly SubjectId[];
  readonly as: Acceptance;
}

const MOST_WORDS = 8;
const MOST_CHARACTERS = 5;
/** A word is read in so many ways, and a run of words too. */
const MOST_WAYS = 4;
const BEARERS = 10;

export interface Scan {
  /** The longest names in the text, from left to right. */
  spansIn(running: RunningText): readonly NameSpan[];
  /** What the name of a subject ties it to: "Ceasefire in Syria" to Syria. Not itself. */
  anchorsOf(subject: Subject): readonly SubjectId[];
  waysOf(word: TextWord): readonly Way[];
}

export function createScan(sources: Sources): Scan {
  const { names } = sources;
  const ways = new Map<string, readonly Way[]>();
  const anchors = new Map<SubjectId, readonly SubjectId[]>();

  function waysOf(word: TextWord): readonly Way[] {
    const known = ways.get(word.text);
    if (known) return known;
    const isKnown = ({ folded }: Way) => folded !== '' && folded.split(' ').every((token) => names.isToken(token));
    const itself: Way = { folded: word.folded, raw: word.text, strict: false };
    const others = (): readonly Way[] =>
      otherForms(word.text).map(({ raw, strict }) => ({ folded: fold(raw), raw, strict }));
    // Names in Han characters have no spaces: only several together are known.
    if (/^\p{sc=Han}$/u.test(word.text)) return [itself];
    const isWhole = isKnown(itself) && /^\p{sc=Latin}+$/u.test(word.text);
    const all = isWhole ? [itself] : [itself, ...others()].filter(isKnown);
    const made = all.slice(0, MOST_WAYS);
    ways.set(word.text, made);
    return made;
  }

  function anchorsOf(subject: Subject): readonly SubjectId[] {
    const known = anchors.get(subject.id);
    if (known) return known;
    // A name that leads back to itself while it is looked through is tied to nothing.
    anchors.set(subject.id, []);
    const found = spansIn(readText(subject.name), subject.id).flatMap(({ ids, as }) =>
      as === 'sure' ? ids.slice(0, 1) : [],
    );
    anchors.set(subject.id, found);
    return found;
  }

  function isGeneric(subject: Subject): boolean {
    if (subject.kind !== 'actor') return subject.kind === 'topic';
    const { actorKind } = subject;
    const isCommon = actorKind === 'people' || actorKind === 'unnamed' || actorKind === 'armed-group';
    return isCommon && anchorsOf(subject).length > 0;
  }

  function spansIn(running: RunningText, without?: SubjectId): readonly NameSpan[] {
    const spans: NameSpan[] = [];
    for (let at = 0; at < running.words.length;) {
      const span = longestAt(running, at, without);
      if (span) spans.push(span);
      at = span?.end ?? at + 1;
    }
    return spans;
  }

  function longestAt(running: RunningText, first: number, without: SubjectId | undefined): NameSpan | undefined {
    const runs: { readonly end: number; readonly ways: readonly Way[] }[] = [];
    let read: readonly Way[] = [];
    for (let at = first; at < Math.min(first + MOST_WORDS, running.words.length); at += 1) {
      const word = running.words[at];
      const before = running.words[at - 1];
      if (
        !word ||
        at - first >= (word.text.length === 1 ? MOST_CHARACTERS : MOST_WORDS) ||
        (at > first && before && !isJoined(before, word))
      )
        break;
      const these = waysOf(word);
      if (these.length === 0) break;
      read = at === first ? these : joined(read, these, before?.gap === '');
      runs.push({ end: at + 1, ways: read });
    }
    for (const { end, ways: some } of runs.toReversed()) {
      for (const way of some) {
        const span = spanOf(running, first, end, way, without);
        if (span) return span;
      }
    }
    return undefined;
  }

  function spanOf(
    running: RunningText,
    first: number,
    end: number,
    way: Way,
    without: SubjectId | undefined,
  ): NameSpan | undefined {
    const found: { readonly id: SubjectId; readonly as: Acceptance }[] = [];
    for (const { id } of names.named(way.folded, BEARERS)) {
      const subject = id === without ? undefined : sources.subject(id);
      const as = subject && accepted(sources, running, subject, first, end, way, isGeneric);
      if (as) found.push({ id, as });
    }
    const sure = found.filter(({ as }) => as === 'sure');
    const best = sure.length > 0 ? sure : found;
    const [one, ...others] = best;
    if (!one) return undefined;
    return {
      first,
      end,
      ids: best.map(({ id }) => id),
      as: others.length > 0 && one.as === 'sure' ? 'unsure' : one.as,
    };
  }

  return { spansIn: (running) => spansIn(running), anchorsOf, waysOf };
}

/** Every reading of the words so far with every reading of the next, the plainest first. */
function joined(read: readonly Way[], next: readonly Way[], close: boolean): readonly Way[] {
  const space = close ? '' : ' ';
  return read
    .flatMap((way) =>
      next.map((other) => ({
        folded: `${way.folded}${space}${other.folded}`,
        raw: `${way.raw}${space}${other.raw}`,
        strict: way.strict || other.strict,
      })),
    )
    .slice(0, MOST_WAYS * 2);
}

/** Whether one name may reach from a word to the next. */
export function isJoined(before: TextWord, word: TextWord): boolean {
  if (before.sentence !== word.sentence) return false;
  if (before.gap === '') return /\p{sc=Han}/u.test(before.text) && /\p{sc=Han}/u.test(word.text);
  return /^(?:\s|[-‐‑–/])$/u.test(before.gap) || (before.gap === '. ' && isAbbreviation(before.text));
}
