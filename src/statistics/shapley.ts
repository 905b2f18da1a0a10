import { type Estimate, HashfallError } from "../base/index.ts";
import { estimateOfSample } from "./sample-estimate.ts";

const MOST_PLAYERS = 12;

/**
 * What each of n players adds to the value of a set, averaged over all orders of joining.
 *
 *   φᵢ = Σ over S without i of |S|! (n − |S| − 1)! / n! × (v(S ∪ i) − v(S))
 *
 * `value(mask)` is v of the players whose bits are set; it is called once for each of 2ⁿ masks, in
 * increasing order. The shares sum to v(all) − v(none).
 * Source: L. S. Shapley 1953, Contributions to the Theory of Games II, 307.
 */
export function shapleyValues(players: number, value: (mask: number) => number): Float64Array {
  const shares = shapleyDraws(players, (mask) => Float64Array.of(value(mask)));
  return Float64Array.from(shares, (draws) => draws[0] ?? NaN);
}

/**
 * Shares as `shapleyValues` gives them, draw by draw: `values(mask)` holds one value per draw,
 * and so does the share of each player.
 */
export function shapleyDraws(
  players: number,
  values: (mask: number) => ArrayLike<number>,
): Float64Array[] {
  if (!(Number.isInteger(players) && players >= 1 && players <= MOST_PLAYERS)) {
    throw new HashfallError("number.domain", `${players} players, not 1 to ${MOST_PLAYERS}`);
  }
  const weights = orderWeights(players);
  let shares: Float64Array[] = [];
  for (let mask = 0; mask < 2 ** players; mask += 1) {
    const own = values(mask);
    if (mask === 0) shares = Array.from({ length: players }, () => new Float64Array(own.length));
    const size = bitCount(mask);
    for (const [player, share] of shares.entries()) {
      const joined = (mask & (1 << player)) !== 0;
      addScaled(share, own, joined ? (weights[size - 1] ?? NaN) : -(weights[size] ?? NaN));
    }
  }
  return shares;
}

/** Mean and intervals over the draws of each player's share; the means add up as the shares do. */
export function shapleyEstimates(shares: readonly Float64Array[]): Estimate[] {
  return shares.map((draws) => {
    let sum = 0;
    for (const draw of draws) sum += draw;
    return estimateOfSample(draws, sum / draws.length);
  });
}

/** |S|! (n − |S| − 1)! / n! by size of S: the share of the orders in which S comes just before i. */
function orderWeights(players: number): Float64Array {
  const weights = new Float64Array(players).fill(1 / players);
  for (let size = 1; size < players; size += 1) {
    weights[size] = ((weights[size - 1] ?? NaN) * size) / (players - size);
  }
  return weights;
}

function bitCount(mask: number): number {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}

function addScaled(sum: Float64Array, values: ArrayLike<number>, weight: number): void {
  if (values.length !== sum.length) {
    throw new HashfallError("number.domain", `${values.length} draws, not ${sum.length}`);
  }
  for (let i = 0; i < sum.length; i += 1) sum[i] = (sum[i] ?? 0) + weight * (values[i] ?? NaN);
}
