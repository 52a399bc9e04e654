import type { SubjectId } from '../ids.ts';
import type { Brief, Side } from '../model.ts';
import type { Registers } from '../load/loaded.ts';

/** How a subject stands in a brief; the bits may be joined. */
export const SPEAKS = 1;
/** It published the brief's article, is repeated by it, or was passed on in it. */
export const CARRIES = 2;
/** A part of it is spoken of. */
const PART_SPEAKS = 4;
/** A part of it carried the brief. */
const PART_CARRIES = 8;
/** An outlet that a part of it carried the brief for: the outlet itself counts as appearing in the brief. */
const AS_HOUSE = 16;

/** One entry of `spine.postings`: the number of a subject above five bits of how it stands in the brief. */
export const POSTING_BITS = 32;

/** What puts a brief into the posting list of a subject. */
export const APPEARS = SPEAKS | CARRIES | PART_SPEAKS | AS_HOUSE;
export const CARRIED = CARRIES | PART_CARRIES;

const SIDE_BITS: Readonly<Record<Side, number>> = { asserts: 1, confirms: 2, doubts: 4, denies: 8 };

/**
 * Every subject that a brief is to be found under, with its bits. What lies within another is found under that one too;
 * but a state does not appear in a brief only because its news agency carried it.
 */
export function postingsOf(brief: Brief, registers: Registers): Map<SubjectId, number> {
  const found = new Map<SubjectId, number>();
  const add = (id: SubjectId, bits: number) => found.set(id, (found.get(id) ?? 0) | bits);
  const speak = (ids: readonly SubjectId[]) => ids.forEach((id) => add(id, SPEAKS));
  const carry = (ids: readonly SubjectId[]) => ids.forEach((id) => add(id, CARRIES));

  if (brief.source.outlet !== undefined) add(brief.source.outlet, CARRIES);
  carry(brief.source.reports);
  for (const point of brief.points) {
    [point.actors, point.places, point.topics].forEach(speak);
    carry(point.via);
  }
  for (const statement of brief.statements) {
    add(statement.by, SPEAKS);
    [statement.to, statement.about].forEach(speak);
    carry(statement.via);
  }
  for (const claim of brief.claims) {
    speak(claim.about);
    for (const stance of claim.stances) {
      add(stance.by, SPEAKS);
      carry(stance.via);
    }
  }
  for (const figure of brief.figures) {
    if (figure.by !== undefined) add(figure.by, SPEAKS);
    speak(figure.about);
    carry(figure.via);
  }
  [brief.actors, brief.places, brief.topics].forEach(speak);

  const standing = standingsIn(registers);
  for (const [id, bits] of Array.from(found)) {
    for (const whole of standing(id).wholes) {
      if (bits & SPEAKS) add(whole, PART_SPEAKS);
      if (bits & CARRIES) add(whole, standing(whole).outlet ? PART_CARRIES | AS_HOUSE : PART_CARRIES);
    }
  }
  return found;
}

/** What the registers say of a subject, as far as it decides where a brief is found. */
interface Standing {
  /** Absent for an id that no register has. */
  readonly name: string | undefined;
  /** All that it lies within, nearest first. Ends at a loop and at an id that no register has. */
  readonly wholes: readonly SubjectId[];
  readonly outlet: boolean;
}

const known = new WeakMap<Registers, Map<SubjectId, Standing>>();

/** Looked up once for each subject: there are many times as many references. */
export function standingsIn(registers: Registers): (id: SubjectId) => Standing {
  let standings = known.get(registers);
  if (!standings) known.set(registers, (standings = new Map<SubjectId, Standing>()));
  const all = standings;
  return (id) => {
    let standing = all.get(id);
    if (!standing) {
      const actor = registers.actors.get(id);
      const name = (actor ?? registers.places.get(id) ?? registers.topics.get(id))?.name;
      standing = { name, wholes: climb(id, registers), outlet: actor?.kind === 'outlet' || actor?.kind === 'agency' };
      all.set(id, standing);
    }
    return standing;
  };
}

function climb(id: SubjectId, registers: Registers): readonly SubjectId[] {
  const wholes: SubjectId[] = [];
  for (let at = withinOf(id, registers); at !== undefined; at = withinOf(at, registers)) {
    if (at === id || wholes.includes(at) || registers.kindOf(at) === undefined) break;
    wholes.push(at);
  }
  return wholes;
}

function withinOf(id: SubjectId, registers: Registers): SubjectId | undefined {
  return (registers.actors.get(id) ?? registers.places.get(id) ?? registers.topics.get(id))?.within;
}

/** The sides that a brief shows of each claim in it. */
export function sidesOf(brief: Brief): Map<Brief['claims'][number]['id'], number> {
  const sides = new Map<Brief['claims'][number]['id'], number>();
  for (const claim of brief.claims) {
    const bits = claim.stances.reduce((all, stance) => all | SIDE_BITS[stance.stance], 0);
    sides.set(claim.id, (sides.get(claim.id) ?? 0) | bits);
  }
  return sides;
}
