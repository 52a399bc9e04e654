import type { SubjectId } from '../corpus/ids.ts';
import type { Day } from '../kernel/partial-date.ts';
import { writeLine } from '../line/write-line.ts';
import type { Action, Block, Message, Span } from '../message/model.ts';
import { correctionItem, storyItem } from './digest-items.ts';
import { disputeItem, figureNewsItem, newClaimItem } from './kit/news-items.ts';
import { createPage } from './kit/page.ts';
import type { PickedNews, Some } from './kit/picked-news.ts';
import { actions, button, section } from './kit/section.ts';
import { commandLine, heading, list, note, plain } from './kit/spans.ts';
import { subjectOption, type Lookup } from './kit/subjects.ts';

export interface NoticeView {
  readonly picked: PickedNews;
  /** What of all that they follow it is about, the most first. Not empty. */
  readonly about: readonly SubjectId[];
  readonly reader: 'person' | 'channel';
  /** From this day on everything in it arrived, wherever its reader is. */
  readonly since: Day;
}

/** So many subjects are named in the title and in the lines that show the rest; menus hold all. */
const NAMED = 3;
const EVERYTHING = 'everything';

/** News about what somebody follows or a channel watches. */
export function noticeView({ picked, about, reader, since }: NoticeView, lookup: Lookup): Message {
  const page = createPage(lookup);
  const title = noticeTitle(picked, about, lookup);
  const { stories, corrections, disputes, claims, figures } = picked;
  // Of several subjects, no one line shows the rest.
  const only = about.length === 1 ? about : [];
  const some = <T>({ shown, total }: Some<T>, command: string) => {
    return { max: shown.length, total, line: only.map((id) => writeLine(command, [id]))[0] };
  };
  const items = [...stories.map((one) => storyItem(one, page)), ...corrections.map((one) => correctionItem(one, page))];
  const blocks: readonly Block[] = [
    heading(title, 1),
    // Without a heading of its own: it is what the message is about.
    ...(items.length > 0 ? [list(items)] : []),
    ...section('Disputed', disputes.shown, (one) => disputeItem(one, page), some(disputes, 'disputed')),
    ...section('Claimed', claims.shown, (one) => newClaimItem(one, page), some(claims, 'disputed')),
    ...section('Numbers', figures.shown, (one) => figureNewsItem(one, page), some(figures, 'numbers')),
    ...leftOut(picked.left, about, since),
    ...waysOn(about, reader, lookup),
  ];
  return page.message('news', `${title}: ${headlineOf(picked)}`, blocks);
}

/** "New about Aleppo", "New about Aleppo, Syria and 3 more", "Corrected about Aleppo" where nothing else is new. */
export function noticeTitle(
  { stories, disputes, claims, figures }: PickedNews,
  about: readonly SubjectId[],
  lookup: Lookup,
): string {
  const isNew = stories.length + disputes.total + claims.total + figures.total > 0;
  const shown = about.length <= NAMED ? about : about.slice(0, NAMED - 1);
  const parts = shown.map((id) => lookup.name(id));
  if (shown.length < about.length) parts.push(`${about.length - shown.length} more`);
  const last = parts.pop() ?? '';
  return `${isNew ? 'New' : 'Corrected'} about ${parts.length === 0 ? last : `${parts.join(', ')} and ${last}`}`;
}

function headlineOf({ stories, corrections, disputes, claims, figures }: PickedNews): string {
  const [headline] = [
    ...stories.map(({ story }) => story.briefs[0].headline),
    ...corrections.map(({ correction }) => correction.brief.headline),
    ...[...disputes.shown, ...claims.shown].map(({ record }) => record.claim),
    ...figures.shown.map(({ figure }) => figure.item.text),
  ];
  return headline ?? '';
}

/** What was held and is not shown, with the lines that show all of it. */
function leftOut(left: number, about: readonly SubjectId[], since: Day): readonly Block[] {
  if (left === 0) return [];
  const lines = (about.length <= NAMED ? about : [EVERYTHING]).map((one) => writeLine('changed', [one], { since }));
  const shown = lines.flatMap((line, index): readonly Span[] => [plain(index === 0 ? '' : ' · '), commandLine(line)]);
  return [note(plain(`+${left} held. `), ...shown.slice(1), plain(lines.length === 1 ? ' shows all.' : ' show all.'))];
}

function waysOn(about: readonly SubjectId[], reader: NoticeView['reader'], lookup: Lookup): readonly Block[] {
  const [end, label] = reader === 'person' ? ['unfollow', 'Unfollow'] : ['unwatch', 'Stop watching'];
  const [first, ...others] = about;
  if (first === undefined) return [];
  const follow = (id: SubjectId): readonly Action[] =>
    reader === 'channel' ? [button('Follow', writeLine('follow', [id]))] : [];
  if (others.length === 0) {
    return actions(
      button('More', writeLine('brief', [first])),
      ...follow(first),
      button(label, writeLine(end, [first])),
    );
  }
  const menu = (prompt: string, command: string): Action => ({
    kind: 'menu',
    prompt,
    options: about.map((id) => {
      const subject = lookup.subject(id);
      const line = writeLine(command, [id]);
      return subject ? subjectOption(subject, line, lookup) : { label: lookup.name(id), line };
    }),
  });
  return actions(menu('More about…', 'brief'), menu(`${label}…`, end));
}
