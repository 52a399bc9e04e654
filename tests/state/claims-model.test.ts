import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { DeliveryLease, EndState } from '../../src/state/delivery.ts';
import type { DigestId } from '../../src/state/ids.ts';
import type { State } from '../../src/state/open-state.ts';
import { after, describeOverEach, newDigest, sequence, START } from './databases.ts';

const HOLDERS = ['one', 'two', 'three'];
const LEASE_MINUTES = 10;

/** What a claim means, in the fewest words: one digest, slots by number, time in minutes. */
class Model {
  readonly slots = new Map<number, { holder?: string; until: number; attempt: number; ended?: EndState }>();
  covered = 0;

  claim(slot: number, holder: string, now: number): string {
    const own = this.slots.get(slot);
    const open = [...this.slots].find(([, one]) => !one.ended);
    const isPassed = [...this.slots.keys()].some((one) => one > slot && one <= now);
    if (own?.ended) return `done ${own.ended}`;
    if (own && own.until > now) return `taken by ${own.holder ?? 'nobody'} until ${own.until}`;
    if (!own && open) return `behind ${open[0]} until ${open[1].until}`;
    if (!own && isPassed) return 'passed';
    const attempt = (own?.attempt ?? 0) + 1;
    this.slots.set(slot, { holder, until: now + LEASE_MINUTES, attempt });
    return `claimed ${attempt} from ${this.covered}`;
  }

  holds(slot: number, holder: string, attempt: number): boolean {
    const one = this.slots.get(slot);
    return one !== undefined && !one.ended && one.holder === holder && one.attempt === attempt;
  }
}

/** The real thing, told in the model's words. */
class Real {
  readonly #state: State;
  readonly #digest: DigestId;

  constructor(state: State, digest: DigestId) {
    this.#state = state;
    this.#digest = digest;
  }

  async claim(slot: number, holder: string, now: number): Promise<{ said: string; lease?: DeliveryLease }> {
    const claim = await this.#state.deliveries.claim(
      { digest: this.#digest, slot: after(slot) },
      { holder, now: after(now), leaseMs: LEASE_MINUTES * 60_000 },
    );
    const minutes = (at: Temporal.Instant) => at.since(START).total('minutes');
    switch (claim.kind) {
      case 'claimed':
        return { said: `claimed ${claim.delivery.attempts} from ${claim.covered.seq}`, lease: claim.lease };
      case 'taken':
        return { said: `taken by ${claim.by ?? 'nobody'} until ${minutes(claim.until)}` };
      case 'behind':
        return { said: `behind ${minutes(claim.slot)} until ${minutes(claim.until)}` };
      case 'done':
        return { said: `done ${claim.state}` };
      default:
        return { said: claim.kind };
    }
  }
}

const holder = fc.constantFrom(...HOLDERS);
const command = fc.oneof(
  { weight: 4, arbitrary: fc.record({ does: fc.constant('claim' as const), holder, slot: fc.nat(3) }) },
  // Of the leases that were ever given, also those that were lost.
  {
    weight: 4,
    arbitrary: fc.record({
      does: fc.constantFrom('renew' as const, 'release' as const, 'finish' as const),
      which: fc.nat(6),
      covers: fc.boolean(),
    }),
  },
  { weight: 3, arbitrary: fc.record({ does: fc.constant('wait' as const), minutes: fc.nat(12) }) },
);

describeOverEach('claims', (databases, engine) => {
  it('are what a simple model says, whoever does what in whichever order', async () => {
    const state = await databases.fresh();
    await fc.assert(
      fc.asyncProperty(fc.array(command, { minLength: 5, maxLength: 40 }), async (commands) => {
        const digest = await newDigest(state);
        const [model, real] = [new Model(), new Real(state, digest)];
        const leases: { slot: number; lease: DeliveryLease }[] = [];
        let now = 0;
        for (const [n, one] of commands.entries()) {
          if (one.does === 'wait') now += one.minutes;
          else if (one.does === 'claim') {
            const slot = one.slot * 5;
            const { said, lease } = await real.claim(slot, one.holder, now);
            expect(said).toBe(model.claim(slot, one.holder, now));
            if (lease) leases.push({ slot, lease });
          } else {
            const given = leases.at(-1 - one.which);
            if (!given) continue;
            const { slot, lease } = given;
            const isHeld = model.holds(slot, lease.holder, lease.attempt);
            const kept = model.slots.get(slot);
            const until = now + 4;
            if (one.does === 'renew') {
              expect(await state.deliveries.renew(lease, after(now))).toBe(isHeld);
              if (isHeld && kept) kept.until = now + LEASE_MINUTES;
            } else if (one.does === 'release') {
              expect(await state.deliveries.release(lease, after(until), after(now))).toBe(isHeld);
              if (isHeld && kept) model.slots.set(slot, { until, attempt: kept.attempt });
            } else {
              const covered = one.covers ? { seq: sequence(n + 1), at: after(now) } : undefined;
              const end = one.covers ? 'delivered' : 'failed';
              expect(await state.deliveries.finish(lease, { state: end, covered }, after(now))).toBe(isHeld);
              if (isHeld && kept) kept.ended = end;
              if (isHeld && one.covers) model.covered = n + 1;
            }
          }
        }
        // At the end nothing is held but what the model holds.
        const history = await state.deliveries.history(digest, 10);
        expect(history.map(({ attempts, state: end }) => [attempts, end])).toEqual(
          [...model.slots].toSorted(([a], [b]) => b - a).map(([, { attempt, ended }]) => [attempt, ended ?? 'claimed']),
        );
      }),
      { numRuns: engine === 'sqlite' ? 60 : 30 },
    );
  }, 60_000);
});
