import { type Estimate, invalidInput } from "../../base/index.ts";
import { shapleyDraws, shapleyEstimates } from "../../statistics/index.ts";
import type { MemberModel } from "../member/create-member.ts";
import { Uncertainty } from "../scenario/draws.ts";
import type { Scenario, ScenarioOrder } from "../scenario/scenario.ts";
import { withValues } from "../scenario/values.ts";
import { SubsetRuns } from "./subset-runs.ts";

/** Players at most: 2^10 sets of orders, each run once for every draw. */
const MOST_PLAYERS = 10;
/** Players where none are named. */
const USUAL_PLAYERS = 8;

export interface AttributionOptions {
  /** Height of the first block of the epoch that the retarget opens, a multiple of 2016. */
  readonly height: number;
  /**
   * Orders that come and go together, a player each; orders not named stay in force throughout.
   * Without it: see `attributeRetarget`.
   */
  readonly players?: readonly (readonly string[])[];
  /** Draws of the uncertain numbers. */
  readonly draws: number;
  readonly seed: number;
}

/** What one player adds to a retarget. */
export interface PlayerShare {
  readonly orders: readonly string[];
  /** Per cent of difficulty: mean over the draws, with intervals. */
  readonly change_pct: Estimate;
}

/** A retarget split among the orders; the parts of each draw add up to its total. */
export interface RetargetAttribution {
  readonly height: number;
  readonly draws: number;
  /** Change of difficulty with all orders, per cent. */
  readonly total_pct: Estimate;
  /** Change without any of the players: growth, price, season, and orders that stay in force. */
  readonly remainder_pct: Estimate;
  /** Largest fall first. */
  readonly players: readonly PlayerShare[];
}

/**
 * Shapley values of the orders of a scenario in one retarget: what each adds to the change of
 * difficulty, averaged over all orders of joining, in each draw of the uncertain numbers.
 *
 *   v(S) = change at the retarget [%] in the mean path where only the orders S (and those that are
 *          no player) exist;   total = v(all) = v(none) + Σ φᵢ
 *
 * The chain is free from where the record is cut, else from the scenario's start: without an early
 * order the earlier retargets differ too, so an order is charged with what it does to this change,
 * not with hashrate that an earlier retarget had already made up for. Heights, not dates, mark the
 * epoch: without the orders it comes sooner. Intervals hold the spread of the uncertain numbers;
 * the luck of the blocks (2.2 % of an epoch) is not in them.
 *
 * Without `players` each order known or in effect before the retarget is one; of more than
 * eight the seven that matter most, as the first or as the last to join, are, and the rest together.
 *
 * @throws HashfallError `input.invalid` for a retarget that the run does not come to, or players
 * that are none, too many, unknown or named twice.
 */
export function attributeRetarget(
  model: MemberModel,
  options: AttributionOptions,
): RetargetAttribution {
  const { height, draws, seed } = options;
  const { scenario } = model;
  const runs = new SubsetRuns(model, height);
  const players = options.players ?? playersBefore(runs, scenario);
  requirePlayers(players, scenario, draws);
  const uncertainty = new Uncertainty(scenario, model.draws);
  const drawn = Array.from({ length: draws }, (_, draw) =>
    withValues(scenario, uncertainty.paths, uncertainty.valuesFor(seed, draw)),
  );
  let none: Float64Array = new Float64Array(draws);
  let all: Float64Array = none;
  const shares = shapleyDraws(players.length, (mask) => {
    all = Float64Array.from(drawn, (one) => runs.changeOf(withoutPlayers(one, players, mask)));
    if (mask === 0) none = all;
    return all;
  });
  const [total_pct, remainder_pct, ...estimates] = shapleyEstimates([all, none, ...shares]);
  if (total_pct === undefined || remainder_pct === undefined) throw noPlayers("none is named");
  const ranked = players
    .flatMap((orders, index) => {
      const change_pct = estimates[index];
      return change_pct === undefined ? [] : [{ orders, change_pct }];
    })
    .toSorted((a, b) => a.change_pct.value - b.change_pct.value);
  return { height, draws, total_pct, remainder_pct, players: ranked };
}

/** The scenario with the orders of those players alone whose bits are set, beside all that are none. */
function withoutPlayers(
  scenario: Scenario,
  players: readonly (readonly string[])[],
  mask: number,
): Scenario {
  const absent = new Set(players.flatMap((orders, at) => ((mask >> at) & 1 ? [] : orders)));
  if (absent.size === 0) return scenario;
  const orders: Record<string, ScenarioOrder> = {};
  for (const [id, order] of Object.entries(scenario.orders)) {
    if (!absent.has(id)) orders[id] = order;
  }
  return { ...scenario, orders };
}

function playersBefore(runs: SubsetRuns, scenario: Scenario): readonly (readonly string[])[] {
  const single = Object.entries(scenario.orders)
    .filter(([, { known, effective }]) => Math.min(known, effective) < runs.time)
    .map(([id]) => [id]);
  if (single.length <= USUAL_PLAYERS) return single;
  const everyone = 2 ** single.length - 1;
  const value = (mask: number): number => runs.changeOf(withoutPlayers(scenario, single, mask));
  const [none, all] = [value(0), value(everyone)];
  const ranked = single
    .map((orders, at) => {
      const [first, last] = [value(2 ** at) - none, all - value(everyone - 2 ** at)];
      return { orders, weight: Math.abs(first) + Math.abs(last) };
    })
    .toSorted((a, b) => b.weight - a.weight)
    .map(({ orders }) => orders);
  return [...ranked.slice(0, USUAL_PLAYERS - 1), ranked.slice(USUAL_PLAYERS - 1).flat()];
}

function requirePlayers(
  players: readonly (readonly string[])[],
  { orders }: Scenario,
  draws: number,
): void {
  const ids = players.flat();
  const unknown = ids.find((id) => !Object.hasOwn(orders, id));
  if (unknown !== undefined) throw noPlayers(`the scenario has no order "${unknown}"`);
  if (new Set(ids).size < ids.length) throw noPlayers("an order is named twice");
  if (players.length === 0) throw noPlayers("no order comes before the retarget");
  if (players.length > MOST_PLAYERS) {
    throw noPlayers(`${players.length} players, at most ${MOST_PLAYERS}`);
  }
  if (!(Number.isInteger(draws) && draws >= 1)) {
    throw invalidInput("draws", `${draws} draws`, "ask for 100 or more");
  }
}

function noPlayers(reason: string): Error {
  return invalidInput("players", reason, "name orders of the scenario, each once");
}
