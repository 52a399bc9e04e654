import { contentOf } from '../brief-content.ts';
import { briefSchema, type BriefFile } from '../brief-schema.ts';
import type { BriefId } from '../ids.ts';
import type { Brief } from '../model.ts';
import { diagnose } from './diagnose.ts';
import { problemsOf } from './draft.ts';
import { fileNameOf } from './file-name.ts';
import type { LoadedBrief, Registers } from './loaded.ts';
import { parseDocument } from './parse-document.ts';
import { References } from './references.ts';
import { A_BRIEF } from './wording.ts';

export interface ReadBriefOptions {
  /** Report plain names that no register knows, with their places. Default true; they are in `plainNames` in any case. */
  readonly warn?: boolean;
}

/** A brief from the text of its file: parsed, held against the schema, its references resolved. Never throws. */
export function readBrief(
  path: string,
  text: string,
  registers: Registers,
  options: ReadBriefOptions = {},
): LoadedBrief {
  const name = fileNameOf(path);
  if (name.role !== 'brief') {
    const message =
      name.role === 'wrong' ? name.message : 'this file is not named as a brief: end its name in .yaml or .json';
    return { ok: false, id: undefined, problems: [{ file: path, severity: 'error', message }] };
  }
  const { id } = name;
  const parsed = parseDocument(name.format, text);
  if (!parsed.ok) return { ok: false, id, problems: problemsOf(path, text, parsed.drafts) };
  const { document } = parsed;
  const read = briefSchema.safeParse(document.value);
  if (!read.success) {
    const drafts = diagnose(read.error.issues, document, briefSchema, A_BRIEF);
    return { ok: false, id, problems: problemsOf(path, text, drafts) };
  }
  const references = new References(registers, document, options.warn ?? true);
  const brief = resolved(id, read.data, references);
  const plainNames = references.finish();
  const problems = problemsOf(path, text, references.drafts);
  if (references.drafts.some(({ severity }) => severity !== 'warning')) return { ok: false, id, problems };
  return { ok: true, brief, content: contentOf(read.data), plainNames, problems };
}

/** Keys that the file leaves out stay out: each part begins as a copy of what was read. */
function resolved(id: BriefId, file: BriefFile, refs: References): Brief {
  const { source, points, statements, claims, figures } = file;
  const { outlet, ...rest } = source;
  const reports = refs.all('actor', source.reports, () => ['source', 'reports']);
  return {
    ...file,
    id,
    source:
      outlet === undefined
        ? { ...rest, reports }
        : { ...rest, reports, outlet: refs.one('actor', outlet, () => ['source', 'outlet']) },
    points: points.map((point, at) => ({
      ...point,
      actors: refs.all('actor', point.actors, () => ['points', at, 'actors']),
      places: refs.all('place', point.places, () => ['points', at, 'places']),
      topics: refs.all('topic', point.topics, () => ['points', at, 'topics']),
      via: refs.all('actor', point.via, () => ['points', at, 'via']),
    })),
    statements: statements.map((statement, at) => ({
      ...statement,
      by: refs.one('actor', statement.by, () => ['statements', at, 'by']),
      to: refs.all('actor', statement.to, () => ['statements', at, 'to']),
      via: refs.all('actor', statement.via, () => ['statements', at, 'via']),
      about: refs.about(statement.about, () => ['statements', at, 'about']),
    })),
    claims: claims.map((claim, at) => ({
      ...claim,
      about: refs.about(claim.about, () => ['claims', at, 'about']),
      stances: claim.stances.map((stance, side) => ({
        ...stance,
        by: refs.one('actor', stance.by, () => ['claims', at, 'stances', side, 'by']),
        via: refs.all('actor', stance.via, () => ['claims', at, 'stances', side, 'via']),
      })),
    })),
    figures: figures.map(({ by, ...figure }, at) => {
      const via = refs.all('actor', figure.via, () => ['figures', at, 'via']);
      const about = refs.about(figure.about, () => ['figures', at, 'about']);
      if (by === undefined) return { ...figure, via, about };
      return { ...figure, via, about, by: refs.one('actor', by, () => ['figures', at, 'by']) };
    }),
    actors: refs.all('actor', file.actors, () => ['actors']),
    places: refs.all('place', file.places, () => ['places']),
    topics: refs.all('topic', file.topics, () => ['topics']),
  };
}
