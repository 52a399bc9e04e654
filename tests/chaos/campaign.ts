import { seededRandom } from '../fixtures/random.ts';
import { problemsOf } from './check-history.ts';
import { historyOf, outcomeOf } from './read-history.ts';
import { Reaper } from './reaper.ts';
import { Scene, type SceneOptions } from './scene.ts';
import type { Outcome } from './tally.ts';

export interface CampaignOptions extends Pick<SceneOptions, 'seed' | 'copies' | 'databaseUrl' | 'channels'> {
  readonly what: string;
  readonly kills: number;
  /** Hears of each hour that is over, with how many kills are left. */
  readonly tell?: ((left: number) => void) | undefined;
}

/** What is wrong after it all: nothing, it is to be hoped. */
export interface CampaignEnd {
  readonly outcome: Outcome;
  readonly problems: readonly string[];
}

/** Enough for the copies to be killed some times in an hour. */
const DIGESTS = 24;
const MORE_DIGESTS = 2;
/** More would only make an hour longer. */
const MOST_DIGESTS = 40;

/**
 * Hours in which digests are due, briefs are written, edited and taken away, and copies of the bot are killed, until there
 * were enough kills. Then all has its time to end, and is judged.
 */
export async function campaign({ what, kills, tell, ...options }: CampaignOptions): Promise<CampaignEnd> {
  let reaper: Reaper | undefined;
  const scene = await Scene.open({ ...options, fateOf: (sender) => reaper?.fateOf(sender) });
  try {
    scene.folder.work({ added: 12, edited: 0, removed: 0 });
    await scene.addDigests(DIGESTS);
    reaper = new Reaper({ random: seededRandom(options.seed, 2), kills, tally: scene.tally });
    const killing = reaper;
    await Promise.all(scene.copies.map((copy) => killing.start(copy)));
    await scene.allArrived();
    while (killing.left > 0) {
      scene.nextHour();
      // While what came before is being delivered.
      scene.folder.work({
        added: 1 + scene.random.below(4),
        edited: scene.random.below(3),
        removed: scene.random.below(2),
      });
      await scene.settled();
      if (scene.digests.length < MOST_DIGESTS) await scene.addDigests(MORE_DIGESTS);
      tell?.(killing.left);
    }
    await killing.idle();
    await scene.allArrived();
    scene.nextHour();
    await scene.settled();
    const history = await historyOf(scene);
    return {
      outcome: outcomeOf(what, scene, history),
      problems: [...problemsOf(history), ...scene.platforms.flatMap((platform) => platform.unexpected())],
    };
  } catch (error) {
    throw new Error(`Seed ${options.seed}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  } finally {
    await reaper?.idle();
    await scene.close();
  }
}
