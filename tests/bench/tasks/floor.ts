import { readFileSync } from 'node:fs';
import { briefSchema } from '../../../src/corpus/brief-schema.ts';
import { foldedTokens } from '../../../src/kernel/fold.ts';
import { briefPaths } from '../read-folder.ts';
import type { Tasks } from '../tasks.ts';

export const floor: Tasks['floor'] = ({ folder }) => {
  const spent = { read: 0, parse: 0, check: 0, fold: 0 };
  let tokens = 0;
  let last = performance.now();
  const lap = (part: keyof typeof spent): void => {
    const now = performance.now();
    spent[part] += now - last;
    last = now;
  };
  for (const path of briefPaths(folder)) {
    const text = readFileSync(path, 'utf8');
    lap('read');
    const content: unknown = JSON.parse(text);
    lap('parse');
    const brief = briefSchema.parse(content);
    lap('check');
    for (const part of [
      brief.headline,
      brief.summary,
      ...brief.points.map((point) => point.text),
      ...brief.statements.flatMap((statement) => [statement.said, statement.quote ?? '']),
      ...brief.claims.map((claim) => claim.claim),
      ...brief.figures.map((figure) => figure.text),
    ]) {
      tokens += foldedTokens(part).length;
    }
    lap('fold');
  }
  if (tokens === 0) throw new Error(`no words in ${folder}`);
  return spent;
};
