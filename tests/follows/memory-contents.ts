import { contentOf } from '../../src/corpus/brief-content.ts';
import type { BriefFile } from '../../src/corpus/brief-schema.ts';
import type { Content, ContentPlace, Contents } from '../../src/corpus/contents.ts';
import type { BriefId } from '../../src/corpus/ids.ts';
import type { Brief } from '../../src/corpus/model.ts';

/** What briefs that are plain values say, in the order in which they came. */
export class MemoryContents implements Contents {
  readonly #all = new Map<BriefId, Content>();
  #revision = 0;

  index(): string {
    return 'in memory';
  }

  put(brief: Brief): Content {
    this.#revision += 1;
    const content = { brief: brief.id, revision: this.#revision, ...contentOfBrief(brief) };
    this.#all.set(brief.id, content);
    return content;
  }

  of(brief: BriefId): Content | undefined {
    return this.#all.get(brief);
  }

  after({ revision }: ContentPlace, limit: number): readonly Content[] {
    return [...this.#all.values()]
      .filter((content) => content.revision > revision)
      .toSorted((a, b) => a.revision - b.revision)
      .slice(0, limit);
  }
}

export function contentOfBrief(brief: Brief) {
  // Of the same form as its file, with the ids of what that may name in words.
  return contentOf(brief as unknown as BriefFile);
}
