import type { ParameterValues } from "../scenario/parameter-table.ts";
import type { Region } from "../scenario/scenario.ts";

/** Beyond it a place draws all or nothing, and sums of exponentials overflow. */
const MOST_EXPONENT = 300;

/**
 * How much owners prefer a region: softmax of price, risk and duty, all in USD/MWh.
 *
 * A duty of d on a machine worth three years of its power adds d × price to a MWh.
 */
export function appeal(region: Region, { choice_price_weight: weight }: ParameterValues): number {
  let price = 0;
  let shares = 0;
  for (const name in region.sources) {
    const source = region.sources[name];
    if (source === undefined) continue;
    price += source.share * (source.price_USD_MWh + source.wet_price_USD_MWh) * 0.5;
    shares += source.share;
  }
  const mean = price / shares;
  const exponent = -weight * (mean * (1 + region.duty) + region.risk_USD_MWh);
  return Math.exp(Math.min(Math.max(exponent, -MOST_EXPONENT), MOST_EXPONENT));
}
