import { daysFromCivil } from "../../base/index.ts";
import {
  type BbceAgainstWorld,
  bbceAgainstWorld,
  energyEstimate,
  networkPower,
} from "../../energy/index.ts";
import { networkDays, powerInputs } from "../../observe/index.ts";
import type { Workspace } from "../workspace.ts";
import type { DrawChoice } from "./compare-power.ts";
import { requireMainnet } from "./required.ts";

/**
 * The paper's forecast for 2024 against what the world's miners drew and were paid that year; null
 * where the record does not hold all of it.
 */
export function bbceWorld(
  { timeline, record }: Workspace,
  choice: DrawChoice,
): BbceAgainstWorld | null {
  requireMainnet(record);
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
