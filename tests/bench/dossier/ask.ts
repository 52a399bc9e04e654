import { askAll } from '../ask-all.ts';
import type { Tasks } from '../tasks.ts';
import { openDossier } from './open.ts';

export const dossierAsk: Tasks['dossierAsk'] = async (orders) => {
  const dossier = openDossier(orders);
  const times = await askAll({
    script: orders.script,
    answer: async ({ line }) => (await dossier.answer(line)).found,
    complete: (prefix) => dossier.complete(`brief ${prefix}`),
  });
  await dossier.close();
  return times;
};
