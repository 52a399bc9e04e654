import type { CorpusState } from '../corpus/corpus.ts';
import type { Brief, Subject } from '../corpus/model.ts';
import type { AskedName, FoundName, NamedInWords, NamesFound } from '../corpus/text-findings.ts';
import { cutText } from '../kernel/text.ts';
import { writeLine } from '../line/write-line.ts';
import { ACTION_LINE_MAX, type Action, type Block, type Item, type Message, type Span } from '../message/model.ts';
import { marks } from './kit/items.ts';
import { createPage, type Page } from './kit/page.ts';
import { searched } from './kit/searched.ts';
import { actions, button, section } from './kit/section.ts';
import { count, heading, note, plain, strong, text } from './kit/spans.ts';
import { describe, subjectOption, type Lookup } from './kit/subjects.ts';

const ACTORS = 12;
const OTHERS = 10;
const ASKED = 6;
const IN_WORDS = 5;
const ABSENT = 12;
const WORDS = 3;
const MENU = 20;
const TITLE = 60;

export interface NamesView {
  readonly text: string;
  readonly names: NamesFound;
  readonly state: CorpusState;
}

/** Which subjects of the briefs a text names, in its own order, with what is a question and what is not in these briefs. */
export function namesView({ text: whole, names, state }: NamesView, lookup: Lookup): Message {
  const page = createPage(lookup);
  const title = `“${cutText(whole, TITLE)}”`;
  const { found, asked, inWords } = names;
  const actors = found.filter(({ subject }) => subject.kind === 'actor');
  const others = found.filter(({ subject }) => subject.kind !== 'actor');
  const item = (one: FoundName) => foundItem(one, page);
  const beyond = names.beyond > 0 ? [note(plain(`+${names.beyond} more subjects are named further on.`))] : [];
  const isEmpty = found.length + asked.length + inWords.length === 0;
  const blocks: readonly Block[] = [
    heading(`Who is in ${title}`, 1),
    ...(found.length === 0 ? [text(plain('No subject of these briefs is found in it by a name.'))] : []),
    ...section('People and organisations', actors, item, { max: ACTORS }),
    ...section('Places and topics', others, item, { max: OTHERS }),
    ...beyond,
    ...section('Which one is meant?', asked, (one) => askedItem(one, page), { max: ASKED }),
    ...section('Found in the words of briefs only', inWords, (one) => inWordsItem(one, page), { max: IN_WORDS }),
    ...absentBlocks(names),
    searched(state),
    ...ways(whole, names, lookup),
  ];
  const summary =
    found.length === 0
      ? `No subject of these briefs is found in ${title}`
      : `Found in ${title}: ${namesOf(found.map(({ subject }) => subject.name))}`;
  return page.message(isEmpty ? 'notice' : 'person', summary, blocks);
}

function foundItem({ subject, words, newest }: FoundName, page: Page): Item {
  const as = words.length === 0 ? '' : `, as ${quotedList(words)}`;
  return {
    spans: [
      strong(subject.name),
      plain(`, ${describe(subject, page.lookup)}${as}${briefsOf(subject)}`),
      ...marks([newest], page),
    ],
  };
}

/** An outlet may have carried briefs that do not speak of it: those are not counted among its briefs. */
function briefsOf({ briefs }: Subject): string {
  return briefs === 0 ? '' : ` · ${count(briefs, 'brief')}`;
}

/** Several may be meant, or none of them: each with what it is. */
function askedItem({ words, candidates, more }: AskedName, page: Page): Item {
  const one = ({ subject, newest }: { subject: Subject; newest: Brief }): readonly Span[] => [
    strong(subject.name),
    plain(`, ${describe(subject, page.lookup)}${briefsOf(subject)}`),
    ...marks([newest], page),
  ];
  const [first, ...others] = candidates;
  return {
    spans: [
      plain(`“${words}”: perhaps `),
      ...(first ? one(first) : []),
      ...others.flatMap((other) => [plain('; or '), ...one(other)]),
      ...(more > 0 ? [plain(`; +${more} more`)] : []),
    ],
  };
}

function inWordsItem({ words, brief, total }: NamedInWords, page: Page): Item {
  return {
    spans: [plain(`“${words}”, no actor, place or topic · ${count(total, 'brief')}`), ...marks([brief], page)],
  };
}

/** What no brief holds, and where nothing tells a name from another word. */
function absentBlocks({ absent, absentBeyond, unused, blind }: NamesFound): readonly Block[] {
  const shown = absent.slice(0, ABSENT);
  const left = absent.length - shown.length + absentBeyond;
  const more = left > 0 ? `, +${left} more` : '';
  const known = unused.map(({ name }) => name);
  return [
    ...(shown.length > 0
      ? [text(strong('Not in these briefs: '), plain(`${shown.map((words) => `“${words}”`).join(', ')}${more}.`))]
      : []),
    ...(known.length > 0 ? [text(strong('In the registers, but in no brief: '), plain(`${known.join(', ')}.`))] : []),
    ...(blind
      ? [note(plain('Where capitals tell no name from another word, only names that the briefs have are found.'))]
      : []),
  ];
}

function quotedList(words: readonly string[]): string {
  const shown = words.slice(0, WORDS).map((one) => `“${one}”`);
  const left = words.length - shown.length;
  return shown.join(', ') + (left > 0 ? ` +${left} more` : '');
}

/** "John Kerry, Russia and 3 more" */
export function namesOf(names: readonly string[], max = 4): string {
  const shown = names.slice(0, max);
  const left = names.length - shown.length;
  return shown.join(', ') + (left > 0 ? ` and ${left} more` : '');
}

function ways(whole: string, { found, asked }: NamesFound, lookup: Lookup): readonly Block[] {
  const subjects = [
    ...new Map(
      [
        ...found.map(({ subject }) => subject),
        ...asked.flatMap(({ candidates }) => candidates.map(({ subject }) => subject)),
      ].map((subject) => [subject.id, subject]),
    ).values(),
  ];
  const actors = subjects.filter(({ kind }) => kind === 'actor').slice(0, MENU);
  const spoken = subjects.filter(({ briefs }) => briefs > 0).slice(0, MENU);
  const options = (command: string, list: readonly Subject[]) =>
    list.map((subject) => subjectOption(subject, writeLine(command, [subject.id]), lookup));
  const check = writeLine('check', [], { text: whole });
  const offered: readonly Action[] = [
    ...(actors.length > 0 ? [{ kind: 'menu' as const, prompt: 'Who is…', options: options('who', actors) }] : []),
    ...(spoken.length > 0 ? [{ kind: 'menu' as const, prompt: 'Brief on…', options: options('brief', spoken) }] : []),
    ...(subjects.length > 0 && check.length <= ACTION_LINE_MAX ? [button('Check it', check)] : []),
  ];
  return actions(...offered);
}
