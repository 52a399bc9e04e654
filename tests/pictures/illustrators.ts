import { discord } from './discord/illustrator.ts';
import type { Illustrator } from './illustrator.ts';
import { slack } from './slack/illustrator.ts';

/** Every platform of which pictures are drawn. */
export const illustrators: readonly Illustrator[] = [discord, slack];
