import { readFileSync, writeFileSync } from 'node:fs';
import MiniSearch, { type Options } from 'minisearch';
import type { BriefFile } from '../../../src/corpus/brief-schema.ts';
import { briefPaths, registeredNames } from '../read-folder.ts';

/** A brief as somebody who picks a search library would lay it out for it. */
interface Document {
  readonly id: number;
  readonly headline: string;
  readonly summary: string;
  readonly names: string;
  readonly body: string;
}

const OPTIONS: Options<Document> = {
  fields: ['headline', 'summary', 'names', 'body'],
  storeFields: ['headline'],
};

export type Engine = MiniSearch<Document>;

export function buildEngine(folder: string): Engine {
  const engine = new MiniSearch(OPTIONS);
  const names = registeredNames(folder);
  for (const [id, path] of briefPaths(folder).entries()) {
    engine.add(documentOf(id, JSON.parse(readFileSync(path, 'utf8')) as BriefText, names));
  }
  return engine;
}

export function saveEngine(engine: Engine, file: string): void {
  writeFileSync(file, JSON.stringify(engine));
}

export function loadEngine(file: string): Engine {
  return MiniSearch.loadJSON(readFileSync(file, 'utf8'), OPTIONS);
}

/** A file as it stands, before a schema has filled in what it leaves out. */
type BriefText = Partial<Pick<BriefFile, 'claims' | 'figures' | 'actors' | 'places' | 'topics'>> &
  Pick<BriefFile, 'headline' | 'summary'> & {
    readonly points: readonly Partial<BriefFile['points'][number]>[];
    readonly statements: readonly Partial<BriefFile['statements'][number]>[];
  };

function documentOf(id: number, brief: BriefText, names: ReadonlyMap<string, string>): Document {
  const subjects = new Set([
    ...brief.points.flatMap((point) => [...(point.actors ?? []), ...(point.places ?? []), ...(point.topics ?? [])]),
    ...brief.statements.flatMap((statement) => [statement.by ?? '', ...(statement.about ?? [])]),
    ...(brief.actors ?? []),
    ...(brief.places ?? []),
    ...(brief.topics ?? []),
  ]);
  return {
    id,
    headline: brief.headline,
    summary: brief.summary,
    names: [...subjects].map((subject) => names.get(subject) ?? subject).join(', '),
    body: [
      ...brief.points.map((point) => point.text ?? ''),
      ...brief.statements.flatMap((statement) => [statement.said ?? '', statement.quote ?? '']),
      ...(brief.claims ?? []).map((claim) => claim.claim),
      ...(brief.figures ?? []).map((figure) => figure.text),
    ].join('\n'),
  };
}
