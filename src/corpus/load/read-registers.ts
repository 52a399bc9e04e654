import { fold } from '../../kernel/fold.ts';
import type { SubjectId } from '../ids.ts';
import type { SubjectKind } from '../model.ts';
import type { Problem } from '../problem.ts';
import type { Path } from './document.ts';
import type { Advice, Draft } from './draft.ts';
import { REGISTER_NAMES, type RegisterName } from './file-name.ts';
import type { Registers } from './loaded.ts';
import type { Entry } from './registers-in-force.ts';
import { parseRegister, registerProblems, type ParsedRegister, type RegisterText } from './parse-register.ts';
import { Lines } from './position.ts';
import { shown } from './shown.ts';
import { aKind } from './wording.ts';
import { registersInForce } from './registers-in-force.ts';
import { nearestId } from './nearest-id.ts';

export interface RegistersRead {
  /**
   * What can be used of the files, always consistent: an entry or a reference that is in error is left out, and a name
   * that two ids claim leads to neither. Where `faulty` names a file, its last good version is the better one to serve.
   */
  readonly registers: Registers;
  readonly problems: readonly Problem[];
  /** Paths of the files that have an error. */
  readonly faulty: ReadonlySet<string>;
}

const KIND: Readonly<Record<RegisterName, SubjectKind>> = { actors: 'actor', places: 'place', topics: 'topic' };

/**
 * The registers of a corpus from their texts. A register with no file is empty. With `briefIds`, a role that cites a
 * brief that is not there is a warning. Never throws.
 */
export function readRegisters(
  texts: readonly RegisterText[],
  options: { readonly briefIds?: ReadonlySet<string> | undefined } = {},
): RegistersRead {
  const parsed = texts.map(parseRegister).filter((register) => register !== undefined);
  return new Joining(parsed, options.briefIds).run();
}

interface Owner {
  readonly register: ParsedRegister;
  readonly entry: Entry;
}

/** Where a name stands that leads to `id`. */
interface NamePlace {
  readonly id: SubjectId;
  readonly register: ParsedRegister;
  readonly path: Path;
}

class Joining {
  readonly #parsed: readonly ParsedRegister[];
  readonly #briefIds: ReadonlySet<string> | undefined;
  readonly #owners = new Map<SubjectId, Owner>();
  readonly #names = new Map<string, NamePlace>();
  readonly #disputed = new Set<string>();
  readonly #drafts = new Map<ParsedRegister, Draft[]>();
  readonly #lines = new Map<ParsedRegister, Lines>();
  readonly #whole: Problem[] = [];
  readonly #faulty = new Set<string>();

  constructor(parsed: readonly ParsedRegister[], briefIds: ReadonlySet<string> | undefined) {
    this.#parsed = parsed.toSorted((a, b) => (a.path < b.path ? -1 : 1));
    this.#briefIds = briefIds;
  }

  run(): RegistersRead {
    for (const name of REGISTER_NAMES) this.#own(name);
    for (const [id, owner] of this.#owners) this.#claimNames(id, owner);
    const mended = new Map<SubjectId, Entry>();
    for (const [id, owner] of this.#owners) mended.set(id, this.#mend(id, owner));
    this.#breakCycles(mended);
    const problems = [...this.#whole];
    for (const register of this.#parsed) {
      const found = registerProblems(register, this.#drafts.get(register) ?? []);
      if (found.some(({ severity }) => severity === 'error')) this.#faulty.add(register.path);
      problems.push(...found);
    }
    for (const name of this.#disputed) this.#names.delete(name);
    return {
      registers: registersInForce(mended, (id) => this.#kindOf(id), this.#names),
      problems,
      faulty: this.#faulty,
    };
  }

  /** The first file by path answers for a register, and the first entry for an id. */
  #own(name: RegisterName): void {
    const [first, ...others] = this.#parsed.filter(({ register }) => register === name);
    for (const { path } of others) {
      this.#faulty.add(path);
      const message = `${first?.path} holds this register already, and this file is not read: put the entries together and delete one`;
      this.#whole.push({ file: path, severity: 'error', message });
    }
    if (!first) return;
    for (const [id, entry] of first.entries) {
      const before = this.#owners.get(id);
      if (before) {
        const place = this.#place(before.register, [id]);
        const message = `the id \`${id}\` stands at ${place} already, and one id means one thing: give this one another id`;
        this.#say(first, [id], 'key', message);
      } else this.#owners.set(id, { register: first, entry });
    }
  }

  #claimNames(id: SubjectId, { register, entry }: Owner): void {
    this.#claimName(fold(id), { id, register, path: [id] });
    this.#claimName(fold(entry.name), { id, register, path: [id, 'name'] });
    for (const [index, alias] of entry.aliases.entries()) {
      this.#claimName(fold(alias), { id, register, path: [id, 'aliases', index] });
    }
  }

  #claimName(folded: string, place: NamePlace): void {
    const named = place.path.length > 1;
    if (folded === '') {
      if (named)
        this.#say(
          place.register,
          place.path,
          'value',
          'this name has no letter or digit that can be read: write it out',
        );
      return;
    }
    const before = this.#names.get(folded);
    if (!before) this.#names.set(folded, place);
    else if (before.id !== place.id) {
      this.#disputed.add(folded);
      const message = () =>
        `"${shown(folded)}" already leads to \`${before.id}\` (${this.#place(before.register, before.path)}), and a name may lead to one subject only: remove it from one of the two, or make it longer`;
      this.#say(place.register, place.path, named ? 'value' : 'key', message);
    }
  }

  /** The entry without what leads nowhere. */
  #mend(id: SubjectId, { register, entry }: Owner): Entry {
    let mended = entry;
    if (entry.within !== undefined && !this.#leads(register, [id, 'within'], entry.within, KIND[register.register])) {
      mended = withoutWithin(entry);
    }
    if (!('roles' in mended)) return mended;
    const roles = mended.roles.map((role, index) => {
      const path = [id, 'roles', index];
      for (const [at, brief] of role.briefs.entries()) this.#cite(register, [...path, 'briefs', at], brief);
      if (role.of === undefined || this.#leads(register, [...path, 'of'], role.of, 'actor')) return role;
      const { of: _, ...rest } = role;
      return rest;
    });
    return { ...mended, roles };
  }

  #leads(register: ParsedRegister, path: Path, target: SubjectId, kind: SubjectKind): boolean {
    const found = this.#kindOf(target);
    if (found === kind) return true;
    const key = `\`${String(path.at(-1))}\``;
    if (found !== undefined) {
      this.#say(register, path, 'value', `\`${target}\` is ${aKind(found)}, and ${key} must name ${aKind(kind)} here`);
      return false;
    }
    this.#say(register, path, 'value', () => {
      const suggestion = nearestId(target, this.#owners.keys(), this.#names.get(fold(target))?.id);
      const advice =
        suggestion === undefined ? `add it to ${kind}s.yaml or remove this line` : `did you mean \`${suggestion}\`?`;
      return { message: `no register has the id \`${target}\`: ${advice}`, suggestion };
    });
    return false;
  }

  #cite(register: ParsedRegister, path: Path, brief: string): void {
    if (!this.#briefIds || this.#briefIds.has(brief)) return;
    const ids = this.#briefIds;
    const message = (): Advice => {
      const suggestion = nearestId(brief, ids, undefined);
      const advice =
        suggestion === undefined
          ? 'add the brief, or name another that shows this role'
          : `did you mean \`${suggestion}\`?`;
      return { message: `there is no brief \`${brief}\`: ${advice}`, suggestion };
    };
    this.#say(register, path, 'value', message, 'warning');
  }

  #breakCycles(entries: Map<SubjectId, Entry>): void {
    const settled = new Set<SubjectId>();
    for (const start of entries.keys()) {
      const trail: SubjectId[] = [];
      const onTrail = new Set<SubjectId>();
      for (let id: SubjectId | undefined = start; id !== undefined && !settled.has(id);) {
        trail.push(id);
        onTrail.add(id);
        const entry = entries.get(id);
        const next: SubjectId | undefined = entry?.within;
        if (entry && next !== undefined && onTrail.has(next)) {
          const circle = [...trail.slice(trail.indexOf(next)), next].map((each) => `\`${each}\``);
          const register = this.#owners.get(id)?.register;
          const chain = circle.length > 6 ? [...circle.slice(0, 4), '…', ...circle.slice(-1)] : circle;
          if (register)
            this.#say(
              register,
              [id, 'within'],
              'value',
              `this closes a circle (${chain.join(' within ')}): remove one of them`,
            );
          entries.set(id, withoutWithin(entry));
          break;
        }
        id = next;
      }
      for (const id of trail) settled.add(id);
    }
  }

  #kindOf(id: SubjectId): SubjectKind | undefined {
    const owner = this.#owners.get(id);
    return owner && KIND[owner.register.register];
  }

  #place(register: ParsedRegister, path: Path): string {
    let lines = this.#lines.get(register);
    if (!lines) this.#lines.set(register, (lines = new Lines(register.text)));
    const { line, column } = lines.positionAt(register.locate(path, path.length === 1 ? 'key' : 'value'));
    return `${register.path}:${line}:${column}`;
  }

  #say(
    register: ParsedRegister,
    path: Path,
    part: 'key' | 'value',
    message: Draft['message'],
    severity: 'error' | 'warning' = 'error',
  ): void {
    const drafts = this.#drafts.get(register) ?? [];
    this.#drafts.set(register, drafts);
    drafts.push({ offset: register.locate(path, part), severity, message });
  }
}

function withoutWithin(entry: Entry): Entry {
  const { within: _, ...rest } = entry;
  return rest;
}

/** The registers of a corpus that has none. */
export function emptyRegisters(): Registers {
  return readRegisters([]).registers;
}
