import { hash } from 'node:crypto';
import { z } from 'zod';
import type { BriefFile } from './brief-schema.ts';
import { canonical, marksOf, type LineMarks } from './line-marks.ts';

/**
 * What a brief says, to be told apart from what it said before. It stays the same where the file is only written otherwise
 * (a comment, the order of keys, JSON in place of YAML), and where a register changes what its names stand for.
 *
 * Both texts are in databases that people keep: where one of them came out otherwise for a brief that nobody edited, every
 * brief would be taken for corrected.
 */
export interface BriefContent {
  readonly hash: string;
  /** As `readMarks` reads it. */
  readonly marks: string;
}

/** The first number of the text. A change of what marks mean takes a new one. */
const FORM = 1;

export function contentOf(file: BriefFile): BriefContent {
  return { hash: hash('sha1', canonical(file), 'base64url'), marks: writeMarks(marksOf(file)) };
}

function writeMarks({ head, points, statements, sides, figures }: LineMarks): string {
  const rows = figures.map(({ mark, metric, value, qualifier, unit, period, by }) => [
    mark,
    metric,
    value,
    qualifier ?? null,
    unit ?? null,
    period ?? null,
    by ?? null,
  ]);
  return JSON.stringify([FORM, head, points, statements, sides, rows]);
}

const mark = z.string();
const optional = z
  .string()
  .nullable()
  .transform((text) => text ?? undefined);
const figure = z
  .tuple([mark, z.string(), z.union([z.number(), z.string()]), optional, optional, optional, optional])
  .transform(([own, metric, value, qualifier, unit, period, by]) => ({
    mark: own,
    metric,
    value,
    qualifier,
    unit,
    period,
    by,
  }));

const written = z
  .tuple([
    z.literal(FORM),
    z.tuple([mark, mark, mark, mark]),
    z.array(mark),
    z.array(mark),
    z.array(mark),
    z.array(figure),
  ])
  .transform(([, head, points, statements, sides, figures]): LineMarks => ({
    head,
    points,
    statements,
    sides,
    figures,
  }));

/** Undefined for what another version of the program wrote in another form. */
export function readMarks(text: string): LineMarks | undefined {
  try {
    return written.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
