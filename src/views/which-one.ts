import type { BriefList, CorpusState } from '../corpus/corpus.ts';
import type { Subject } from '../corpus/model.ts';
import type { Message, Option } from '../message/model.ts';
import { datedText } from './kit/dates.ts';
import { searched } from './kit/searched.ts';
import { actions, button } from './kit/section.ts';
import { note, plain, text } from './kit/spans.ts';
import { subjectOption, type Lookup } from './kit/subjects.ts';

/** The most meanings that one menu offers. */
const OPTIONS_MAX = 20;

/** A name with several meanings: asks, with what each of them is. */
export function whichOne(
  typed: string,
  candidates: readonly Subject[],
  lineWith: (id: string) => string,
  lookup: Lookup,
): Message {
  const shown = candidates.slice(0, OPTIONS_MAX);
  const more = candidates.length - shown.length;
  return {
    tone: 'question',
    summary: `Which “${typed}” do you mean? ${shown.map((subject) => subject.name).join(', ')}`,
    blocks: [
      text(plain(`Which “${typed}” do you mean?`)),
      ...actions({ kind: 'menu', prompt: 'Choose one', options: optionsOf(shown, lineWith, lookup) }),
      ...(more > 0 ? [note(plain(`+${more} more. Add a first name, or a role.`))] : []),
    ],
    sources: [],
  };
}

/** Nobody and nothing is called that: says what was searched, and offers what is near. */
export function noSuchName(
  typed: string,
  kind: string,
  near: readonly Subject[],
  lineWith: (id: string) => string,
  state: CorpusState,
  lookup: Lookup,
): Message {
  const summary = `No ${kind} in these briefs is called “${typed}”.`;
  const options = optionsOf(near.slice(0, OPTIONS_MAX), lineWith, lookup);
  return {
    tone: 'notice',
    summary,
    blocks: [
      text(plain(summary)),
      ...(options.length > 0 ? actions({ kind: 'menu', prompt: 'Did you mean', options }) : []),
      ...actions(button(`Find “${cut(typed)}” in the text`, `find ${typed}`)),
      searched(state),
    ],
    sources: [],
  };
}

export function noSuchBrief(
  typed: string,
  hits: BriefList,
  lineWith: (id: string) => string,
  state: CorpusState,
): Message {
  const options = hits.briefs.map((brief): Option => ({
    label: brief.headline,
    hint: datedText(brief.published),
    line: lineWith(brief.id),
  }));
  const summary =
    options.length > 0
      ? `Which brief do you mean by “${typed}”?`
      : `No brief has the id “${typed}”, and none holds these words.`;
  return {
    tone: options.length > 0 ? 'question' : 'notice',
    summary,
    blocks: [
      text(plain(summary)),
      ...actions(
        options.length > 0
          ? { kind: 'menu', prompt: 'Briefs with these words', options }
          : button('Latest briefs', 'latest'),
      ),
      searched(state),
    ],
    sources: [],
  };
}

function optionsOf(subjects: readonly Subject[], lineWith: (id: string) => string, lookup: Lookup): readonly Option[] {
  return subjects.map((subject) => subjectOption(subject, lineWith(subject.id), lookup));
}

function cut(typed: string): string {
  return typed.length > 40 ? `${typed.slice(0, 39)}…` : typed;
}
