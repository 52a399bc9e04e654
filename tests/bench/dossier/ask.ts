import { askAll } from '../ask-all.ts';
import type { Tasks } from '../tasks.ts';
import { openDossier } from './open.ts';

const TYPED_NAMES = 200;

export const dossierAsk: Tasks['dossierAsk'] = async (orders) => {
  const dossier = await openDossier(orders);
  const times = await askAll({
    corpus: orders,
    typedNames: TYPED_NAMES,
    answer: async ({ line }) => (await dossier.answer(line)).found,
    complete: (prefix) => dossier.complete(`brief ${prefix}`),
  });
  await dossier.close();
  return times;
};
