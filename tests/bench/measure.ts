/** Times of one measurement, in the order of the runs. */
export interface Spread {
  readonly count: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

export function spread(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
  return { count: sorted.length, p50: at(0.5), p99: at(0.99), max: at(1) };
}

/** How long one call took, in milliseconds, its promise included. */
export async function timed(run: () => unknown): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}

/** Times each item once, in order. The first `warmUp` are run before, so that the engine of Node has seen the code. */
export async function timeEach<T>(items: readonly T[], warmUp: number, run: (item: T) => unknown): Promise<number[]> {
  for (const item of items.slice(0, warmUp)) await run(item);
  const times: number[] = [];
  for (const item of items) times.push(await timed(() => run(item)));
  return times;
}
