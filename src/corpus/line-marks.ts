import { hash } from 'node:crypto';
import { slugOf } from '../kernel/fold.ts';
import type { BriefFile } from './brief-schema.ts';
import { isSlug } from './slug.ts';

/**
 * A line of a brief without its words: a short hash of what readers see of it, then, behind a dot, one of what it shares with
 * the same line in other words or in another brief: an event, or the side of an actor on a claim.
 */
export type Mark = string;

/** A number without its sentence: enough to show later what it was. Names are ids, as far as they could be one. */
export interface FigureMark {
  readonly mark: Mark;
  readonly metric: string;
  readonly value: number | string;
  readonly qualifier?: string | undefined;
  readonly unit?: string | undefined;
  readonly period?: string | undefined;
  readonly by?: string | undefined;
}

/**
 * One version of a brief, line by line, in the order of its lines. It depends on the brief alone: what the registers make of
 * its names is not in it, nor are its references, which readers do not see.
 */
export interface LineMarks {
  /** Headline and summary; when it was published; the article; the notes on the whole. */
  readonly head: readonly [words: Mark, published: Mark, source: Mark, notes: Mark];
  readonly points: readonly Mark[];
  readonly statements: readonly Mark[];
  /** Of each claim its sides, in the wording of the claim. */
  readonly sides: readonly Mark[];
  readonly figures: readonly FigureMark[];
}

/** Of 48 bits: two lines of one brief never meet by chance. */
const LENGTH = 8;

export function marksOf(file: BriefFile): LineMarks {
  const { headline, summary, published, source, notes } = file;
  const { outlet, reports, ...article } = source;
  return {
    head: [
      markOf([headline, summary]),
      markOf(published),
      markOf([article, outlet === undefined ? [] : name(outlet), reports.map(name)]),
      markOf(notes),
    ],
    points: file.points.map(({ text, on, via, event, note }) => markOf([text, on, via.map(name), note], event)),
    statements: file.statements.map(({ by, said, quote, on, to, via, event, note }) =>
      markOf([name(by), said, quote, on, to.map(name), via.map(name), note], event),
    ),
    sides: file.claims.flatMap(({ id, claim, stances }) =>
      stances.map(({ by, stance, on, via, note }) =>
        markOf([id, claim, name(by), stance, on, via.map(name), note], `${id} ${name(by)} ${stance}`),
      ),
    ),
    figures: file.figures.map(({ metric, value, qualifier, unit, period, by, via, text, note }) => ({
      mark: markOf([
        metric,
        value,
        qualifier,
        unit,
        period,
        by === undefined ? [] : name(by),
        via.map(name),
        text,
        note,
      ]),
      metric,
      value,
      qualifier,
      unit,
      period: period?.date,
      by: by === undefined ? undefined : name(by),
    })),
  };
}

/** The words of a mark alone: lines that have the same read the same. */
export function wordsOf(mark: Mark): string {
  return mark.slice(0, LENGTH);
}

/** What it shares with others. Undefined where that is nothing. */
export function sharedOf(mark: Mark): string | undefined {
  return mark.length > LENGTH ? mark.slice(LENGTH + 1) : undefined;
}

function markOf(words: unknown, shared?: string): Mark {
  const own = short(canonical(words));
  return shared === undefined ? own : `${own}.${short(shared)}`;
}

function short(text: string): string {
  return hash('sha1', text, 'base64url').slice(0, LENGTH);
}

/** Written as an id or as a plain name, it is the same reference. */
function name(reference: string): string {
  return isSlug(reference) ? reference : slugOf(reference) || reference;
}

/**
 * JSON that is the same for what says the same: keys in order, and nothing that is empty or absent, so that a key which a
 * later version of the schema adds changes nothing for the briefs that do not use it.
 */
export function canonical(value: unknown): string {
  return JSON.stringify(tidy(value)) ?? 'null';
}

function tidy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((each) => tidy(each) ?? null);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value)
    .filter(([, each]) => each !== undefined && !(Array.isArray(each) && each.length === 0))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, each]) => [key, tidy(each)]));
}
