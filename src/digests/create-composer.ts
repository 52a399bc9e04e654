import type { Corpus } from '../corpus/corpus.ts';
import { inTurns } from '../kernel/turns.ts';
import { fitActions } from '../message/fit-actions.ts';
import type { NewsDesk, NewsFilter } from '../news/news.ts';
import type { Window } from '../state/delivery.ts';
import { digestView, type DigestView } from '../views/digest.ts';
import type { DigestSection } from '../views/digest-sections.ts';
import { noNewsView } from '../views/digest-none.ts';
import { storyLinesView, storyView } from '../views/digest-story.ts';
import { lookupIn, type Lookup } from '../views/kit/subjects.ts';
import type { ComposedMessage, Composer, Frame } from './composer.ts';
import type { Definition } from './definition.ts';
import { pickItems } from './pick-items.ts';

/** Who looks at a preview waits for it, and reads no more. What is delivered leaves nothing out. */
const MOST_OF_A_PREVIEW = 500;

export interface ComposerParts {
  readonly news: Pick<NewsDesk, 'between'>;
  readonly corpus: Pick<Corpus, 'subject' | 'state'>;
}

export function createComposer({ news, corpus }: ComposerParts): Composer {
  const lookup = lookupIn(corpus);
  return {
    async compose(definition, window, frame) {
      const filter = filterOf(definition);
      const isPreview = frame.occasion === 'preview';
      const found = await news.between(window, filter, isPreview ? MOST_OF_A_PREVIEW : undefined);
      const sections = await inTurns(pickItems(found, definition.sections, definition.most));
      const items = sections.reduce((sum, { total }) => sum + total, 0);
      const { arrived, repeats, passedOver } = found;
      const head = { ...headOf(definition, window, frame, items), passedOver };
      const notRead = passedOver > 0 ? { passedOver } : {};
      if (items === 0) {
        if (definition.empty.kind !== 'say') return { items, ...notRead, messages: [] };
        const view = { head, filter, sections: definition.sections, arrived, repeats, state: corpus.state() };
        return { items, ...notRead, messages: composed([{ title: frame.name, message: noNewsView(view, lookup) }]) };
      }
      const view = { head, filter, sections, arrived, repeats };
      return { items, ...notRead, messages: composed(layOut(definition.layout, view, lookup)) };
    },
  };
}

function filterOf({ about, without, outlets, withoutOutlets, text }: Definition): NewsFilter {
  return { about, without, outlets, withoutOutlets, text };
}

function headOf({ cadence, empty }: Definition, window: Window, frame: Frame, items: number) {
  return {
    ...frame,
    window,
    zone: cadence.zone,
    waiting: empty.kind === 'hold' && items < empty.least ? { items, least: empty.least } : undefined,
  };
}

function layOut(layout: Definition['layout'], view: DigestView, lookup: Lookup): readonly ComposedMessage[] {
  const { name } = view.head;
  if (layout === 'message') return [{ title: name, message: digestView(view, lookup) }];
  const stories = view.sections.flatMap((section) => (section.kind === 'stories' ? section.shown : []));
  const opening = { ...view, sections: view.sections.flatMap((section) => besideStories(section)) };
  const isOpened = opening.sections.length > 0 || view.repeats.length > 0;
  const messages: ComposedMessage[] = isOpened ? [{ title: name, message: digestView(opening, lookup) }] : [];
  const hasNumbers = view.sections.some(({ kind }) => kind === 'numbers');
  for (const story of stories) {
    const title = story.story.briefs[0].headline;
    const head = messages.length === 0 ? { of: view.head, arrived: view.arrived } : undefined;
    const lines = storyLinesView({ story, hasNumbers }, lookup);
    messages.push({ title, message: storyView({ story, head, filter: view.filter }, lookup) });
    if (lines) messages.push({ title, message: lines, under: messages.length - 1 });
  }
  return messages;

  /** A section as it stands in the message before the stories: what is told with a story is not told there as well. */
  function besideStories(section: DigestSection): readonly DigestSection[] {
    switch (section.kind) {
      case 'stories': {
        const total = section.total - section.shown.length;
        return total > 0 ? [{ ...section, shown: [], total }] : [];
      }
      case 'numbers': {
        const told = new Set(stories.flatMap(({ figures }) => figures));
        const total = section.total - told.size;
        return total > 0 ? [{ ...section, shown: section.shown.filter((figure) => !told.has(figure)), total }] : [];
      }
      default:
        return [section];
    }
  }
}

/** One button with too long a line would have a platform refuse the whole message. */
function composed(messages: readonly ComposedMessage[]): readonly ComposedMessage[] {
  return messages.map((one) => ({ ...one, message: fitActions(one.message) }));
}
