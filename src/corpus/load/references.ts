import { slugOf } from '../../kernel/fold.ts';
import { SLUG, type SubjectId } from '../ids.ts';
import type { SubjectKind } from '../model.ts';
import type { Document, Path } from './document.ts';
import type { Advice, Draft } from './draft.ts';
import type { PlainName, Registers } from './loaded.ts';
import { nearestId, nearestOfKind } from './nearest-id.ts';
import { shown } from './shown.ts';
import { aKind } from './wording.ts';

interface Deferred {
  readonly ids: SubjectId[];
  readonly index: number;
  readonly name: string;
  readonly path: Path;
}

/** Resolves the references of one brief. A path is only made for a reference that needs a word. */
export class References {
  readonly drafts: Draft[] = [];
  readonly #registers: Registers;
  readonly #document: Document;
  readonly #warn: boolean;
  readonly #plain = new Map<SubjectId, PlainName>();
  readonly #deferred: Deferred[] = [];

  constructor(registers: Registers, document: Document, warn: boolean) {
    this.#registers = registers;
    this.#document = document;
    this.#warn = warn;
  }

  /** The subjects of a list, each once. `path` leads to the list. */
  all(kind: SubjectKind, names: readonly string[], path: () => Path): readonly SubjectId[] {
    const ids: SubjectId[] = [];
    for (let index = 0; index < names.length; index++) {
      const name = names[index] ?? '';
      ids.push(this.#quick(kind, name) ?? this.#slow(kind, name, [...path(), index]));
    }
    return ids;
  }

  one(kind: SubjectKind, name: string, path: () => Path): SubjectId {
    return this.#quick(kind, name) ?? this.#slow(kind, name, path());
  }

  /** The subjects of an `about`. A plain name there takes its kind from the rest of the brief, so it waits for `finish`. */
  about(names: readonly string[], path: () => Path): readonly SubjectId[] {
    const ids: SubjectId[] = [];
    for (let index = 0; index < names.length; index++) {
      const name = names[index] ?? '';
      const id = this.#quick(undefined, name);
      if (id === undefined) this.#deferred.push({ ids, index, name, path: [...path(), index] });
      // The cast: `finish` puts the id in the place of the name.
      ids.push(id ?? (name as SubjectId));
    }
    return ids;
  }

  /** Call once, after every other reference. Gives the plain names that no register knows. */
  finish(): readonly PlainName[] {
    for (const { ids, index, name, path } of this.#deferred) ids[index] = this.#slow(undefined, name, path);
    return [...this.#plain.values()];
  }

  /** The id of a reference that is in order and in the registers. */
  #quick(kind: SubjectKind | undefined, name: string): SubjectId | undefined {
    // The cast: what has this form is an id.
    const id = SLUG.test(name) ? (name as SubjectId) : this.#registers.lookup(name);
    if (id === undefined) return undefined;
    const found = this.#registers.kindOf(id);
    return found !== undefined && (kind === undefined || found === kind) ? id : undefined;
  }

  /** The id of a plain name that no register has. With an error drafted the brief is not used, and the id means nothing. */
  #slow(kind: SubjectKind | undefined, name: string, path: Path): SubjectId {
    const isId = SLUG.test(name);
    const id = isId ? (name as SubjectId) : (this.#registers.lookup(name) ?? (slugOf(name) as SubjectId));
    const found = this.#registers.kindOf(id);
    if (found !== undefined) {
      if (kind !== undefined && found !== kind) this.#error(path, otherKind(id, found, kind, path, 'in the registers'));
    } else if (isId) this.#error(path, () => this.#unknown(id, kind));
    else if (id === '') {
      this.#error(path, `"${shown(name)}" has no letter or digit that can be read: write the name out`);
    } else this.#plainName(id, kind, name, path);
    return id;
  }

  #plainName(id: SubjectId, kind: SubjectKind | undefined, name: string, path: Path): void {
    const before = this.#plain.get(id);
    if (before) {
      if (kind !== undefined && before.kind !== kind) {
        this.#error(path, otherKind(name, before.kind, kind, path, 'elsewhere in this brief'));
      }
      return;
    }
    const plain: PlainName = { id, kind: kind ?? 'topic', name };
    this.#plain.set(id, plain);
    if (!this.#warn) return;
    const message = (): Advice => {
      const suggestion = nearestOfKind(this.#registers, plain.kind, id);
      const start = `no register knows "${shown(name)}"`;
      if (suggestion === undefined) {
        return {
          message: `${start}: it is found under that name only; add it to ${plain.kind}s.yaml to give it other spellings`,
        };
      }
      return { message: `${start}: did you mean \`${suggestion}\`? If not, add it to ${plain.kind}s.yaml`, suggestion };
    };
    this.drafts.push({ offset: this.#document.locate(path, 'value'), severity: 'warning', message });
  }

  #unknown(id: SubjectId, kind: SubjectKind | undefined): Advice {
    const { actors, places, topics } = this.#registers;
    const registers = { actor: actors, place: places, topic: topics };
    const ids = kind === undefined ? [...actors.keys(), ...places.keys(), ...topics.keys()] : registers[kind].keys();
    const named = this.#registers.lookup(id);
    const fits = named !== undefined && (kind === undefined || this.#registers.kindOf(named) === kind);
    const suggestion = nearestId(id, ids, fits ? named : undefined);
    const start = `no register has the id \`${shown(id)}\``;
    if (suggestion !== undefined) return { message: `${start}: did you mean \`${suggestion}\`?`, suggestion };
    const register = kind === undefined ? 'a register' : `${kind}s.yaml`;
    const spelling = id
      .split('-')
      .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
      .join(' ');
    return {
      message: `${start}: add it to ${register}, or write the name in ordinary spelling, such as "${shown(spelling)}"`,
    };
  }

  #error(path: Path, message: Draft['message']): void {
    this.drafts.push({ offset: this.#document.locate(path, 'value'), message });
  }
}

function otherKind(name: string, found: SubjectKind, kind: SubjectKind, path: Path, where: string): string {
  const key = path.findLast((step) => typeof step === 'string') ?? '';
  return `"${shown(name)}" is ${aKind(found)} ${where}, and \`${key}\` takes ${aKind(kind)}: name ${aKind(kind)} here, or move it to \`${found}s\``;
}
