import { DAYS_PER_YEAR, Random, SECONDS_PER_DAY } from "../../base/index.ts";
import { RETARGET_INTERVAL, subsidyAt } from "../../bitcoin/index.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { covers } from "../scenario/scope.ts";
import type { FrozenShock } from "./frozen-shock.ts";
import type { NormalForecast } from "./persistence.ts";

const DAYS_PER_EPOCH = 14;
/** Epochs over which the barrier is sought: half a year. */
const BARRIER_EPOCHS = 13;
/** Fall of the barrier a year, as logarithm: progress of machines, 98 J/TH in 2016 to 30 in 2020. */
const PROGRESS_PER_YEAR = 0.3;

/**
 * Free entry: hashrate stays where it is until revenue per hash meets a barrier that falls with the
 * progress of machines; there it grows so that revenue per hash stays at the barrier.
 *
 *   ln D(t) = max(level, ln reward·price(t) − ln barrier(t)),  barrier = highest of the last half year
 *
 * Price is a random walk; the deviation of the persistence forecast is added.
 * Source: J. Prat, B. Walter 2021, Journal of Political Economy 129:2415; this use of it is ours.
 */
export function freeEntryForecast(
  frozen: FrozenShock,
  persistence: NormalForecast,
  members: number,
): Float64Array[] {
  const { volatility, history } = frozen;
  const now = history.tip.epoch;
  const price = lnPriceAt(frozen, frozen.asOf);
  const decline = (PROGRESS_PER_YEAR * DAYS_PER_EPOCH) / DAYS_PER_YEAR;
  let barrier = -Infinity;
  for (let back = 0; back < BARRIER_EPOCHS; back += 1) {
    const epoch = now - back;
    const revenue =
      lnReward(history.height(epoch)) +
      lnPriceAt(frozen, history.start(epoch)) -
      history.lnDifficulty(epoch);
    barrier = Math.max(barrier, revenue - decline * back);
  }
  return Array.from(persistence.mean, (_, k) => {
    const random = Random.stream(1, k, "free entry");
    const reward = lnReward(history.height(now + k));
    const first = persistence.mean[0] ?? NaN;
    return Float64Array.from({ length: members }, () => {
      const walk = volatility * Math.sqrt((k + 0.5) * DAYS_PER_EPOCH) * random.normal();
      const entry = reward + price + walk - (barrier - decline * (k + 0.5));
      return Math.max(first, entry) + (persistence.deviation[k] ?? NaN) * random.normal();
    });
  });
}

/**
 * "Announced, times share": from the day an order or an outage is known, the shares of hashrate of
 * its places are gone, as long as it is said to last; without drift, as wide as persistence.
 */
export function announcedForecast(
  { asOf }: FrozenShock,
  scenario: Scenario,
  persistence: NormalForecast,
): NormalForecast {
  const first = persistence.mean[0] ?? NaN;
  const mean = Float64Array.from(persistence.mean, (_, k) => {
    const from = asOf + k * DAYS_PER_EPOCH * SECONDS_PER_DAY;
    return first + Math.log(1 - Math.min(goneShare(scenario, from), 0.97));
  });
  return { mean, deviation: persistence.deviation };
}

/** Share of hashrate in places under an order or outage at an instant. */
function goneShare({ orders, regions }: Scenario, at: number): number {
  const inForce = Object.values(orders).filter(
    ({ effect, ends }) =>
      (effect.kind === "closure" || effect.kind === "outage") && (ends === null || ends > at),
  );
  let share = 0;
  for (const region of Object.values(regions)) {
    const reached = inForce.some(({ scope }) =>
      covers(scope.place.split("/").slice(0, 2).join("/"), region.place),
    );
    if (reached) share += region.share;
  }
  return share;
}

/** What the other shocks did on average from their level, with their spread: what a fall is like. */
export function otherShocksForecast(
  level: number,
  others: readonly Float64Array[],
): NormalForecast {
  const horizon = others[0]?.length ?? 0;
  const mean = new Float64Array(horizon);
  const deviation = new Float64Array(horizon);
  for (let k = 0; k < horizon; k += 1) {
    const moves = others.map((path) => path[k] ?? NaN);
    const centre = moves.reduce((sum, move) => sum + move, 0) / moves.length;
    const squares = moves.reduce((sum, move) => sum + (move - centre) ** 2, 0);
    mean[k] = level + centre;
    deviation[k] = Math.sqrt((squares / (moves.length - 1)) * (1 + 1 / moves.length));
  }
  return { mean, deviation };
}

function lnPriceAt({ facts }: FrozenShock, time: number): number {
  const day = Math.floor(time / SECONDS_PER_DAY) - facts.priceFirstDay;
  return Math.log(facts.price_USD[Math.min(day, facts.price_USD.length - 1)] ?? NaN);
}

/** ln of the subsidy of a block, BTC, in the middle of the epoch that begins at a height. */
function lnReward(height: number): number {
  return Math.log(subsidyAt(height + RETARGET_INTERVAL / 2));
}
