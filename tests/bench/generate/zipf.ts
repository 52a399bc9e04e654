import type { Random } from '../../fixtures/random.ts';

/** Draws a rank from 0 to `count` - 1, where rank r has the weight (r + 1 + offset) ^ -exponent: few are common, most rare. */
export function zipf(count: number, offset: number, exponent = 1): (random: Random) => number {
  const upTo = new Float64Array(count);
  let total = 0;
  for (let rank = 0; rank < count; rank += 1) {
    total += (rank + 1 + offset) ** -exponent;
    upTo[rank] = total;
  }
  return (random) => {
    const wanted = random.next() * total;
    let low = 0;
    let high = count - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((upTo[middle] ?? 0) > wanted) high = middle;
      else low = middle + 1;
    }
    return low;
  };
}
