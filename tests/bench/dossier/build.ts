import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Tasks } from '../tasks.ts';
import { openDossier } from './open.ts';

export const dossierBuild: Tasks['dossierBuild'] = async (orders) => {
  const start = performance.now();
  const dossier = openDossier(orders);
  await dossier.sync();
  const briefs = dossier.briefs();
  await dossier.close();
  const ms = performance.now() - start;
  if (briefs !== orders.briefs) throw new Error(`Error: ${briefs} of ${orders.briefs} briefs are in service`);
  return { ms, bytes: bytesIn(orders.index), briefs };
};

function bytesIn(folder: string): number {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => statSync(join(folder, path)))
    .reduce((sum, file) => sum + (file.isFile() ? file.size : 0), 0);
}
