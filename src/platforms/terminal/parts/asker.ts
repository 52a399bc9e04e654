import type { Asker } from '../../../platform.ts';

/** Whoever sits at the terminal is a community of one. */
export const localAsker: Asker = {
  platform: 'terminal',
  tenant: 'local',
  person: 'you',
  channel: 'here',
  mayManage: () => Promise.resolve(true),
  managers: 'whoever sits here',
};
