import { concernOf, subjectsOfPoint, subjectsOfStatement } from '../corpus/facts.ts';
import type { SubjectId } from '../corpus/ids.ts';
import type { Subject } from '../corpus/model.ts';
import { writeLine } from '../line/write-line.ts';
import type { Action, Block } from '../message/model.ts';
import type { StoryNews } from '../news/by-story.ts';
import type { ClaimNews, NewsFilter } from '../news/news.ts';
import type { DigestSection } from './digest-sections.ts';
import type { Page } from './kit/page.ts';
import { actions, button } from './kit/section.ts';
import { subjectOption } from './kit/subjects.ts';

/** Menus are for a choice at a glance. */
const OPTIONS = 6;

/** The buttons under a digest: about its subject where it has one, else menus of its stories and of whom they name. */
export function waysOn(
  { filter, sections }: { readonly filter: NewsFilter; readonly sections: readonly DigestSection[] },
  page: Page,
): readonly Block[] {
  const stories = sections.flatMap((section) => (section.kind === 'stories' ? section.shown : []));
  const disputes = sections.flatMap((section) => (section.kind === 'disputes' ? section.shown : []));
  const [only] = filter.about.length === 1 ? filter.about : [];
  if (only !== undefined) {
    return actions(
      button('More', writeLine('brief', [only])),
      ...(disputes.length > 0 ? [button('Disputed', writeLine('disputed', [only]))] : []),
      ...(stories.some(({ story }) => story.points.length > 0)
        ? [button('Timeline', writeLine('timeline', [only]))]
        : []),
      button('Follow', writeLine('follow', [only])),
    );
  }
  const named = subjectsIn(stories, page);
  const asked = filter.about.length > 0 ? filter.about.flatMap((id) => page.lookup.subject(id) ?? []) : named;
  const happened = new Set(stories.flatMap(({ story }) => story.points.flatMap(({ item }) => subjectsOfPoint(item))));
  return actions(
    ...choice(
      'More',
      stories.slice(0, OPTIONS).map(({ story: { briefs } }) => ({
        label: briefs[0].headline,
        hint: page.when(briefs[0].published),
        line: writeLine('story', [briefs[0].id]),
      })),
    ),
    ...(disputes.length > 0 ? [button('Disputed', 'disputed')] : []),
    ...choice(
      'Timeline',
      optionsOf(
        named.filter(({ id }) => happened.has(id)),
        'timeline',
        page,
      ),
    ),
    ...choice('Follow', optionsOf(asked, 'follow', page)),
  );
}

/** The buttons under one story: about the subject of the digest, else about what the story names most. */
export function storyWaysOn(news: StoryNews, { about }: NewsFilter, page: Page): readonly Block[] {
  const { story, disputes } = news;
  const [only] = about.length === 1 ? about : [];
  const subject = only === undefined ? subjectsIn([news], page)[0] : page.lookup.subject(only);
  const more = button('More', writeLine('story', [story.briefs[0].id]));
  if (!subject) return actions(more);
  // Without points let through, the subject was found in what somebody said.
  const isDated = only !== undefined || story.points.some(({ item }) => subjectsOfPoint(item).includes(subject.id));
  return actions(
    more,
    ...(disputes.some((dispute) => only !== undefined || isAbout(dispute, subject.id))
      ? [button('Disputed', writeLine('disputed', [subject.id]))]
      : []),
    ...(story.points.length > 0 && isDated
      ? [button(`Timeline of ${subject.name}`, writeLine('timeline', [subject.id]))]
      : []),
    button(`Follow ${subject.name}`, writeLine('follow', [subject.id])),
  );
}

/** A menu where there is something to choose. A story is not named again on its button, a subject is. */
function choice(
  verb: 'More' | 'Timeline' | 'Follow',
  options: (Action & { kind: 'menu' })['options'],
): readonly Action[] {
  const [only, ...others] = options;
  if (!only) return [];
  if (others.length > 0) return [{ kind: 'menu', prompt: `${verb}…`, options }];
  const labels = { More: verb, Timeline: `Timeline of ${only.label}`, Follow: `Follow ${only.label}` };
  return [button(labels[verb], only.line)];
}

function optionsOf(subjects: readonly Subject[], command: string, page: Page) {
  return subjects
    .slice(0, OPTIONS)
    .map((subject) => subjectOption(subject, writeLine(command, [subject.id]), page.lookup));
}

/** What the new lines of some stories name: in most stories first, then on most lines. Who only passed a line on is not meant. */
function subjectsIn(stories: readonly StoryNews[], page: Page): readonly Subject[] {
  const found = new Map<SubjectId, { stories: number; lines: number }>();
  for (const { story } of stories) {
    const lines = [
      ...story.points.map(({ item }) => subjectsOfPoint({ ...item, via: [] })),
      ...story.statements.map(({ item }) => subjectsOfStatement({ ...item, via: [] })),
    ];
    for (const id of new Set(lines.flat())) {
      const known = found.get(id) ?? { stories: 0, lines: 0 };
      known.stories += 1;
      known.lines += lines.filter((line) => line.includes(id)).length;
      found.set(id, known);
    }
  }
  return [...found]
    .toSorted(([, a], [, b]) => b.stories - a.stories || b.lines - a.lines)
    .flatMap(([id]) => {
      const subject = page.lookup.subject(id);
      const isUnnamed = subject?.kind === 'actor' && subject.actorKind === 'unnamed';
      return subject && !isUnnamed ? [subject] : [];
    });
}

/** Whether `disputed` about the subject shows it. */
function isAbout({ record }: ClaimNews, id: SubjectId): boolean {
  const concern = concernOf(new Set([id]));
  return record.briefs.some(({ claims }) => claims.some((claim) => claim.id === record.id && concern.claim(claim)));
}
