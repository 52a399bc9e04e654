import type { Corpus } from '../../src/corpus/corpus.ts';
import { subjectsOf } from '../../src/corpus/facts.ts';
import type { BriefId, SubjectId } from '../../src/corpus/ids.ts';
import type { Brief, Subject } from '../../src/corpus/model.ts';
import { sharedKeysOf } from '../../src/corpus/shared-keys.ts';
import { brief, id, point } from '../fixtures/briefs.ts';

/** Each place lies within the one after it. */
const PLACES = ['eastern-aleppo', 'aleppo', 'syria'].map(id);

/** Three places, one within the other, and briefs that come and go. What nobody here asks for is refused. */
export class SmallCorpus {
  readonly briefs = new Map<BriefId, Brief>();
  isCatchingUp = false;
  /** When the folder was read through. */
  checkedAt = '2016-12-01T00:00:00Z';

  readonly corpus: Corpus = {
    revision: () => this.briefs.size,
    state: () => ({
      briefs: this.briefs.size,
      actors: 0,
      places: PLACES.length,
      topics: 0,
      problems: [],
      checkedAt: this.checkedAt,
      ...(this.isCatchingUp ? { catchingUp: { done: 1, total: 2 } } : {}),
    }),
    brief: (name) => this.briefs.get(name),
    subject: (subject) => subjectOf(subject),
    covers: (subject) => {
      const at = PLACES.indexOf(subject);
      return new Set(at === -1 ? [subject] : PLACES.slice(0, at + 1));
    },
    briefs: refuse,
    search: refuse,
    disputes: refuse,
    claim: (claim) => this.#with(({ claims }) => claims.some((one) => one.id === claim)),
    claimIds: (claim) => this.corpus.claim(claim).map(({ id: each }) => each),
    sharing: (key) => this.#with((one) => sharedKeysOf(one).includes(key)).map(({ id: each }) => each),
    isNamedBeside: (subject, briefs) =>
      this.#with((one) => !briefs.has(one.id) && subjectsOf(one).has(subject)).length > 0,
    companions: refuse,
    inTheNews: refuse,
    outlets: refuse,
    get names() {
      return refuse();
    },
  };

  /** A brief with one new point about a subject, in service. */
  add(name: string, about: string, more: Partial<Brief> = {}): Brief {
    const made = brief(name, '2016-11-30', {
      headline: `${name} tells of ${about}`,
      points: [point(`Something happened that ${name} tells.`, { places: [id(about)] })],
      ...more,
    });
    this.briefs.set(made.id, made);
    return made;
  }

  /** The newest first. */
  #with(isAsked: (brief: Brief) => boolean): readonly Brief[] {
    return [...this.briefs.values()].filter(isAsked).toReversed();
  }
}

function subjectOf(subject: SubjectId): Subject | undefined {
  const at = PLACES.indexOf(subject);
  if (at === -1) return undefined;
  const base = { id: subject, name: nameOf(subject), aliases: [], registered: true, briefs: 1 };
  return { ...base, kind: 'place', placeKind: 'city', within: PLACES[at + 1] };
}

function nameOf(subject: SubjectId): string {
  return subject.charAt(0).toUpperCase() + subject.slice(1);
}

function refuse(): never {
  throw new Error('nobody who tells of news asks for this');
}
