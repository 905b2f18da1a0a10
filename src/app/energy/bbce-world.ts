import { daysFromCivil, invalidInput } from "../../base/index.ts";
import {
  type BbceAgainstWorld,
  bbceAgainstWorld,
  energyEstimate,
  networkPower,
} from "../../energy/index.ts";
import { networkDays, powerInputs } from "../../observe/index.ts";
import type { Workspace } from "../workspace.ts";
import { type DrawChoice, pricedDays, requireMainnet } from "./required.ts";

/** https://www.nature.com/articles/s41467-021-22256-3, published 6 April 2021. */
const PAPER_PUBLISHED = daysFromCivil({ year: 2021, month: 4, day: 6 });

/** @throws HashfallError `input.invalid` where the record ends before the paper was published. */
function requirePaper(workspace: Workspace): void {
  if (pricedDays(workspace).to >= PAPER_PUBLISHED) return;
  const reason = "the paper was published on 6 April 2021";
  throw invalidInput("--as-of", reason, "leave it out, or give 2021-04-06 or later");
}

/**
 * The paper's forecast for 2024 against what the world's miners drew and were paid that year; null
 * where the record does not hold all of it.
 *
 * @throws HashfallError `input.invalid` as of a day before the paper was published.
 */
export function bbceWorld(workspace: Workspace, choice: DrawChoice): BbceAgainstWorld | null {
  const { timeline, record } = workspace;
  requireMainnet(record);
  requirePaper(workspace);
  const from = daysFromCivil({ year: 2024, month: 1, day: 1 });
  const to = daysFromCivil({ year: 2025, month: 1, day: 1 });
  const days = networkDays(timeline, record.market);
  const [first, end] = [from - days.firstDay, to - days.firstDay];
  if (first < 0 || !days.price.subarray(first, end).every(Number.isFinite)) return null;
  if (end > days.hashrate.length) return null;
  const power = networkPower(powerInputs(timeline, record), { ...choice, from });
  const revenue = days.coins
    .subarray(first, end)
    .reduce((sum, coins, day) => sum + coins * (days.price[first + day] ?? NaN), 0);
  const rate = days.hashrate.subarray(first, end).reduce((sum, value) => sum + value, 0);
  return bbceAgainstWorld({
    hashrate_EH_s: rate / (end - first) / 1e18,
    energy_TWh: energyEstimate(power, from, to).energy.value,
    revenue_USD: revenue,
  });
}
