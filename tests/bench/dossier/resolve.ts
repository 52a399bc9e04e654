import { hostileTexts } from '../../fixtures/hostile-text.ts';
import { spread } from '../measure.ts';
import type { Tasks } from '../tasks.ts';
import { openDossier } from './open.ts';

export const dossierResolve: Tasks['dossierResolve'] = async (orders) => {
  const dossier = openDossier(orders);
  const spent: number[] = [];
  let slowest = { ms: 0, text: '' };
  for (const text of hostileTexts({ count: orders.texts, seed: orders.seed })) {
    const start = performance.now();
    dossier.resolve(text);
    const ms = performance.now() - start;
    if (ms > slowest.ms) slowest = { ms, text };
    spent.push(ms);
  }
  await dossier.close();
  return { times: spread(spent), slowest: JSON.stringify(slowest.text.slice(0, 40)) };
};
